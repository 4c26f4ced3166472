"""Have a file opened by the decoder, in a process of its own for this one file.

One process stands ready while the last one works, so an upload does not wait for a
program to start. Whatever the decoder does (ends, hangs, answers nonsense) becomes a
refusal of this one file.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import motcua
from motcua.foundation.files.decoder import kinds
from motcua.foundation.files.decoder.verdict import (
    Kind,
    Limits,
    Reason,
    Refused,
    Sound,
)

PATIENCE_SECONDS: Final = 30.0
LONGEST_ANSWER: Final = 2048
PROGRAM: Final = ("-m", "motcua.foundation.files.decoder")
# No setting and no key of ours is in the decoder's environment.
ENVIRONMENT: Final = {
    "PYTHONPATH": str(Path(motcua.__file__).resolve().parents[1]),
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
}


class Decoder:
    """A process that opens one file and ends."""

    def __init__(self, program: tuple[str, ...] = PROGRAM) -> None:
        """Start it; what it says goes to memory, never to a disk."""
        self._said = os.memfd_create("decoded")
        try:
            self._process = subprocess.Popen(  # noqa: S603  (our own program)
                [sys.executable, *program],
                stdin=subprocess.PIPE,
                stdout=self._said,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        except BaseException:
            os.close(self._said)
            raise

    @property
    def is_ready(self) -> bool:
        """True while it runs."""
        return self._process.poll() is None

    def answer(self, order: bytes, *, patience: float) -> bytes:
        """Everything it says about this file; raises Refused when it says nothing."""
        try:
            self._process.communicate(order, timeout=patience)
        except subprocess.TimeoutExpired:
            raise Refused(Reason.UNREADABLE, "took too long") from None
        except OSError as error:
            raise Refused(Reason.UNREADABLE, str(error.errno)) from None
        finally:
            self._end()
            said = _everything(self._said)
            os.close(self._said)
        if self._process.returncode != 0:
            raise Refused(Reason.UNREADABLE, f"ended with {self._process.returncode}")
        return said

    def dismiss(self) -> None:
        """End it unused."""
        self._end()
        os.close(self._said)

    def _end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            # What it may have started belongs to its session and goes with it.
            os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait()


class Stand:
    """Keeps one decoder ready."""

    def __init__(self) -> None:
        """Nothing runs before the first file."""
        self._guard = threading.Lock()
        self._ready: Decoder | None = None

    def take(self) -> Decoder:
        """A decoder for one file; the next one is started in its place."""
        with self._guard:
            ready, self._ready = self._ready, Decoder()
        if ready is not None:
            if ready.is_ready:
                return ready
            ready.dismiss()
        return Decoder()

    def clear(self) -> None:
        """Send the waiting one away."""
        with self._guard:
            ready, self._ready = self._ready, None
        if ready is not None:
            ready.dismiss()


stand: Final = Stand()


def decode(
    data: bytes,
    kind: Kind,
    limits: Limits,
    *,
    decoder: Decoder | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Sound:
    """What the file is, and its bytes to keep; raises Refused."""
    order = json.dumps({"kind": kind, "limits": asdict(limits)}).encode() + b"\n"
    said = (decoder or stand.take()).answer(order + data, patience=patience)
    head, _, body = said.partition(b"\n")
    try:
        return _read(json.loads(head[:LONGEST_ANSWER]), body, data, kind)
    except (ValueError, KeyError, TypeError):
        raise Refused(Reason.UNREADABLE, "nonsense") from None


def _read(told: dict[str, Any], body: bytes, data: bytes, kind: Kind) -> Sound:
    """The answer, believed only as far as it can be checked."""
    if "refused" in told:
        raise Refused(Reason(told["refused"]), str(told["detail"])[:80])
    length, small = int(told["content"]), int(told["thumbnail"])
    if length + small != len(body):
        raise ValueError(length)
    content = data if kind is Kind.PDF else body[:length]
    kept_as = Kind(told["media_type"])
    if kinds.by_content(content) is not kept_as or kept_as is Kind.HEIC:
        raise ValueError(kept_as)
    return Sound(
        media_type=kept_as,
        content=content,
        pages=int(told["pages"]),
        pixels=int(told["pixels"]),
        thumbnail=body[length:],
    )


def _everything(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read(size)
