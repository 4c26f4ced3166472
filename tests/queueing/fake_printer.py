"""A ticket printer without paper: real TCP, real ESC/POS, and all its bad moods.

As in the printers it stands for, a question about the state is answered when it arrives,
even out of the middle of a picture. Everything else waits its turn in the buffer, and
waits there when the paper is out, also for longer than the connection. It talks with one
at a time; who comes meanwhile waits for the line.
"""

import select
import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from PIL import Image

LENGTHS: Final = {
    b"\x1b@": 2,  # initialise
    b"\x1dVB": 4,  # feed and cut
    b"\x1bd": 3,  # feed lines
    b"\x1dr": 3,  # are you done
    b"\x10\x04": 3,  # answered on arrival
    b"\x1dv0": 8,  # the head of a band of the picture
}
ARE_YOU_DONE, BAND, CUTS = b"\x1dr", b"\x1dv0", (b"\x1dVB", b"\x1bd")
UNASKED: Final = b"\x10\x00\x00\x0f"
LONGER_THAN_ANYBODY_WAITS: Final = 300
RESET: Final = struct.pack("ii", 1, 0)


class Mood(StrEnum):
    """How it is, and how it behaves with the next ticket."""

    WELL = "well"
    PAPER_LOW = "paper low"
    PAPER_OUT = "paper out"
    COVER_OPEN = "cover open"
    JAMMED = "jammed"
    RUNS_OUT = "runs out of paper in the middle"
    CHOKES = "runs out of paper in the middle and reads no further"
    LOSES_POWER = "resets the connection in the middle"
    STALLS = "reads no further from the middle on"
    SLOW = "takes its time for each answer"
    NEVER_SAYS_DONE = "answers questions, but never tells when it is done"
    MUTE = "prints, but answers nothing"
    LATE = "answers only when it has begun to print"
    DEAF = "takes the connection and does nothing"
    BABBLES = "greets like another kind of server"
    DRIPS = "sends one byte without meaning after the other"
    REPORTS = "tells its state unasked between the answers"


# What it says to each of the four questions; a trouble changes some of the answers.
WELL: Final = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
TROUBLES: Final[dict[Mood, dict[int, int]]] = {
    Mood.PAPER_LOW: {4: 0x1E},
    Mood.PAPER_OUT: {1: 0x1A, 2: 0x32, 4: 0x7E},
    # With the cover up its paper sensor sees nothing either.
    Mood.COVER_OPEN: {1: 0x1A, 2: 0x36, 4: 0x72},
    Mood.JAMMED: {1: 0x1A, 2: 0x52, 3: 0x1A},
}
STOPPED: Final = {Mood.PAPER_OUT, Mood.COVER_OPEN, Mood.JAMMED}
SPEECHLESS: Final = {Mood.MUTE, Mood.DEAF, Mood.BABBLES, Mood.DRIPS}


class PowerLost(Exception):
    """Everything in it is forgotten."""


class BufferFull(Exception):
    """It cannot read before it has printed."""


@dataclass
class FakePrinter:
    """What came out of it, and how it is."""

    mood: Mood = Mood.WELL
    greeting: bytes = b"220 mail.test ESMTP\r\n"
    middle: int = 64  # the row at which it breaks
    tickets: list[Image.Image] = field(default_factory=list)
    bands: list[int] = field(default_factory=list)  # how high each was
    ends: list[bytes] = field(default_factory=list)  # how each ticket came off
    errors: list[BaseException] = field(default_factory=list)
    unsaid: bytearray = field(default_factory=bytearray)
    port: int = 0
    has_cut: threading.Event = field(default_factory=threading.Event)
    line: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)
    _buffer: bytearray = field(default_factory=bytearray)
    _rows: list[bytes] = field(default_factory=list)
    _rows_to_come: int = 0
    _row_bytes: int = 0

    @property
    def is_torn(self) -> bool:
        """Whether a part of a ticket hangs out of it."""
        return bool(self._rows)

    def repair(self) -> None:
        """Put a roll in, close it, switch it on: it goes on with what it still has."""
        self.mood = Mood.WELL
        self.wake_up()
        with self.line:
            self.work(lambda _: None)

    def forget(self) -> None:
        """Throw away what it was sent and has not printed."""
        self._buffer.clear()
        self._rows_to_come = 0

    def wake_up(self) -> None:
        """Go on with connections that it left waiting."""
        self.released.set()

    def take(self, data: bytes, answer: Callable[[bytes], None]) -> None:
        """Read what arrived; what it must answer at once it answers."""
        seen = bytes(self._buffer[-2:]) + data
        self._buffer += data
        for at in range(len(seen) - 2):
            if seen[at : at + 2] == b"\x10\x04" and seen[at + 2] in WELL:
                said = WELL | TROUBLES.get(self.mood, {})
                answer(bytes((said[seen[at + 2]],)))
        self.work(answer)

    def work(self, answer: Callable[[bytes], None]) -> None:
        """Do what is in the buffer as far as it is complete."""
        while self.mood not in STOPPED and (command := self._next()):
            if command[:2] == ARE_YOU_DONE and self.mood is not Mood.NEVER_SAYS_DONE:
                answer(b"\x00")
            elif command[:3] == BAND:
                self._row_bytes = int.from_bytes(command[4:6], "little")
                self._rows_to_come = int.from_bytes(command[6:8], "little")
                self.bands.append(self._rows_to_come)
            elif command.startswith(CUTS):
                self._cut()
                self.ends.append(command)

    def _next(self) -> bytes:
        """The next command, after the rows of the band before it; nothing if part."""
        while self._rows_to_come:
            if len(self._buffer) < self._row_bytes or self.mood in STOPPED:
                return b""
            self._print_row(self._read(self._row_bytes))
        for start, length in LENGTHS.items():
            if self._buffer.startswith(start):
                return self._read(length) if len(self._buffer) >= length else b""
        assert len(self._buffer) < 3, f"no such command: {self._buffer[:8].hex()}"
        return b""

    def _read(self, length: int) -> bytes:
        read = bytes(self._buffer[:length])
        del self._buffer[:length]
        return read

    def _print_row(self, row: bytes) -> None:
        self._rows.append(row)
        self._rows_to_come -= 1
        if len(self._rows) != self.middle:
            return
        if self.mood is Mood.LOSES_POWER:
            self.forget()
            raise PowerLost
        if self.mood is Mood.RUNS_OUT:
            self.mood = Mood.PAPER_OUT
        if self.mood is Mood.CHOKES:
            self.mood = Mood.PAPER_OUT
            raise BufferFull

    def _cut(self) -> None:
        size = (len(self._rows[0]) * 8, len(self._rows))
        dots = b"".join(self._rows)
        self.tickets.append(Image.frombytes("1", size, dots, "raw", "1;I"))
        self._rows.clear()
        self.has_cut.set()


class _Talk(socketserver.BaseRequestHandler):
    """One connection."""

    printer: FakePrinter

    def handle(self) -> None:
        with self.printer.line, suppress(OSError):
            if self.printer.mood is Mood.DRIPS:
                for _ in range(LONGER_THAN_ANYBODY_WAITS):
                    self.request.sendall(b"\x11")
                    self.printer.released.wait(0.01)
            if self.printer.mood is Mood.BABBLES:
                self.request.sendall(self.printer.greeting)
            if self.printer.mood is Mood.DEAF:
                self.printer.released.wait(10)
            try:
                self._listen()
            except PowerLost:
                self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            except BufferFull:
                self._wait_until_dropped()
                self.printer.forget()

    def _listen(self) -> None:
        while data := self.request.recv(1024):
            self.printer.take(data, self._answer)
            if self.printer.mood is Mood.LATE and self.printer.is_torn:
                self.request.sendall(self.printer.unsaid)
                self.printer.unsaid.clear()
            if self.printer.mood is Mood.STALLS and self.printer.is_torn:
                self.printer.released.wait(10)

    def _wait_until_dropped(self) -> None:
        ends = select.poll()
        ends.register(self.request, 0)
        while not ends.poll(20) and not self.printer.released.is_set():
            pass

    def _answer(self, answer: bytes) -> None:
        if self.printer.mood in SPEECHLESS:
            return
        if self.printer.mood is Mood.LATE and not self.printer.is_torn:
            self.printer.unsaid += answer
            return
        if self.printer.mood is Mood.SLOW:
            self.printer.released.wait(0.02)
        # Who asked may be gone already.
        with suppress(OSError):
            if self.printer.mood is Mood.REPORTS:
                self.request.sendall(UNASKED)
            self.request.sendall(answer)


class _Server(socketserver.ThreadingTCPServer):
    printer: FakePrinter

    def server_bind(self) -> None:
        # The small memory of a printer: what it does not read soon stays with the sender.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        super().server_bind()

    def handle_error(self, request: object, client_address: object) -> None:
        error = sys.exception()
        assert error is not None
        self.printer.errors.append(error)


@contextmanager
def printing() -> Iterator[FakePrinter]:
    """The printer, on a free port of this machine; at the end it has read everything."""
    printer = FakePrinter()
    talk = type("Talk", (_Talk,), {"printer": printer})
    with _Server(("127.0.0.1", 0), talk) as server:
        server.printer = printer
        printer.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield printer
        finally:
            printer.wake_up()
            server.shutdown()
            thread.join()
    assert printer.errors == []
