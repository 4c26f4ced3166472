"""A client of clamd: the INSTREAM command over a socket, and nothing more of it."""

import re
import socket
import struct
import time
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from motcua.foundation.files.scanner import Finding, ScannerUnavailable

COMMAND: Final = b"zINSTREAM\0"
CHUNK: Final = 256 * 1024
LONGEST_ANSWER: Final = 4096
PATIENCE_SECONDS: Final = 8.0
_CLEAN: Final = b"stream: OK"
_FOUND: Final = re.compile(rb"stream: ([\x21-\x7e]{1,150}) FOUND")


class NotAnAddress(ValueError):
    """The setting is neither `unix:/path` nor `host:port`."""


@dataclass(frozen=True)
class Clamd:
    """ClamAV's daemon at `unix:/path/clamd.sock` or `host:port`."""

    address: str
    patience: float = PATIENCE_SECONDS
    name: str = "clamd"

    def scan(self, data: bytes) -> Finding:
        """Send the bytes, read the verdict; everything unclear is ScannerUnavailable."""
        give_up = time.monotonic() + self.patience
        try:
            with closing(self._open()) as line:
                _send(line, data, give_up)
                answer = _answer(line, give_up)
        except OSError as error:
            raise ScannerUnavailable(type(error).__name__) from None
        if answer == _CLEAN:
            return Finding()
        found = _FOUND.fullmatch(answer)
        if found is None:
            raise ScannerUnavailable(repr(answer[:80]))
        return Finding(found[1].decode("ascii"))

    def _open(self) -> socket.socket:
        if self.address.startswith("unix:"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.patience)
            try:
                line.connect(self.address.removeprefix("unix:"))
            except BaseException:
                line.close()
                raise
            return line
        host, _, port = self.address.rpartition(":")
        if not host or not port.isdecimal():
            raise NotAnAddress(self.address)
        return socket.create_connection((host, int(port)), timeout=self.patience)


def _send(line: socket.socket, data: bytes, give_up: float) -> None:
    line.sendall(COMMAND)
    for start in range(0, len(data), CHUNK):
        piece = data[start : start + CHUNK]
        line.settimeout(_left(give_up))
        line.sendall(struct.pack(">I", len(piece)) + piece)
    line.sendall(struct.pack(">I", 0))


def _answer(line: socket.socket, give_up: float) -> bytes:
    """The answer up to its NUL; one cut short is no answer."""
    said = b""
    while b"\0" not in said:
        line.settimeout(_left(give_up))
        piece = line.recv(LONGEST_ANSWER)
        if not piece or len(said) > LONGEST_ANSWER:
            raise ConnectionError("the answer was cut")
        said += piece
    return said.partition(b"\0")[0]


def _left(give_up: float) -> float:
    left = give_up - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
