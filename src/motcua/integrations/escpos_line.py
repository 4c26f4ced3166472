"""One connection to a printer, with an end that no peer can put off."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Final

from motcua.integrations import escpos_status as status
from motcua.integrations.escpos_status import Kind
from motcua.queueing.ports import PrinterState, PrinterUnreachable, Unreachable
from motcua.queueing.printer_address import PrinterAddress

NOTHING_LINGERS: Final = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Patience:
    """How long a printer is waited for, in seconds."""

    connect: float = 1.0
    answer: float = 0.5  # to one question about its state
    last_look: float = 0.8  # kept back to ask what went wrong
    whole: float = 5.0  # everything together


class Line:
    """What can be said to a printer; each step ends at its moment of the clock.

    Steps raise OSError when the connection breaks and PrinterUnreachable when what is
    heard is not an answer.
    """

    def __init__(self, peer: socket.socket, patience: Patience) -> None:
        """Talk on an open connection."""
        self._peer = peer
        self._patience = patience

    def look(self, *, until: float) -> PrinterState:
        """Ask the four questions."""
        return status.state_of(
            printer=self._ask(status.PRINTER, until),
            offline=self._ask(status.OFFLINE, until),
            error=self._ask(status.ERROR, until),
            paper=self._ask(status.PAPER, until),
        )

    def send(self, job: bytes, *, until: float) -> None:
        """Give everything to the network."""
        self._wait_no_longer_than(until)
        self._peer.sendall(job)

    def await_turn(self, *, until: float) -> None:
        """Wait for the answer that comes when all before it has been printed.

        The dots of a picture can happen to ask a question that a printer answers at
        once; those answers are let pass.
        """
        self._hear(Kind.IN_TURN, passing={Kind.AT_ONCE}, until=until)

    def finish(self) -> None:
        """Say that nothing more comes, and let the printer read to the end.

        Without that, a byte that we have not read would make the system throw away
        what the printer has not read.
        """
        self._peer.shutdown(socket.SHUT_WR)
        until = monotonic() + self._patience.answer
        try:
            while self._byte(until) is not None:
                pass
        except OSError:
            return

    def drop(self) -> None:
        """Close, and let what the printer has not got yet never reach it."""
        self._peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOTHING_LINGERS)
        self._peer.close()

    def _ask(self, about: int, until: float) -> int:
        until = min(until, monotonic() + self._patience.answer)
        self.send(status.question(about), until=until)
        return self._hear(Kind.AT_ONCE, passing=set(), until=until)

    def _hear(self, kind: Kind, *, passing: set[Kind], until: float) -> int:
        has_heard = False
        while (byte := self._byte(until)) is not None:
            has_heard = True
            heard = status.kind_of(byte)
            if heard is kind:
                return byte
            if heard is Kind.UNASKED:
                for _ in range(status.BYTES_AFTER_UNASKED):
                    self._byte(until)
            elif heard is not Kind.FLOW and heard not in passing:
                raise PrinterUnreachable(Unreachable.GARBLED)
        raise PrinterUnreachable(
            Unreachable.GARBLED if has_heard else Unreachable.SILENT
        )

    def _byte(self, until: float) -> int | None:
        """The next byte; None when none came in time."""
        try:
            self._wait_no_longer_than(until)
            byte = self._peer.recv(1)
        except TimeoutError:
            return None
        if not byte:
            raise ConnectionResetError
        return byte[0]

    def _wait_no_longer_than(self, until: float) -> None:
        left = until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._peer.settimeout(left)


@contextmanager
def connected(
    address: PrinterAddress, patience: Patience, *, until: float
) -> Iterator[Line]:
    """A line to the printer; raises PrinterUnreachable when nobody takes it."""
    seconds = min(patience.connect, until - monotonic())
    if seconds <= 0:
        raise PrinterUnreachable(Unreachable.NO_CONNECTION)
    try:
        peer = socket.create_connection((address.host, address.port), seconds)
    except OSError:
        raise PrinterUnreachable(Unreachable.NO_CONNECTION) from None
    with peer:
        yield Line(peer, patience)
