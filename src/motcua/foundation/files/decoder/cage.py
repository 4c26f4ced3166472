"""Walls around this process: memory, time, no network, and in the end no new door.

Each wall stands by itself, so that one the system does not offer leaves the others:

- limits on memory, processor time, output and core dumps (`setrlimit`);
- an empty network of its own (`unshare`), where the system lets us;
- no new privileges by any program it could start;
- when everything needed is loaded, not one more file descriptor: no file can be opened
  and no socket made, with or without the network wall. (A process of root could lift
  this last limit again: the house is meant to run under a user of its own.)
"""

import contextlib
import ctypes
import os
import resource
from typing import Final

MEMORY_BYTES: Final = 1024 * 1024 * 1024
PROCESSOR_SECONDS: Final = 20
OUTPUT_BYTES: Final = 160 * 1024 * 1024
_NEW_USER: Final = 0x1000_0000
_NEW_NETWORK: Final = 0x4000_0000
_NO_NEW_PRIVILEGES: Final = 38


def enter() -> None:
    """Raise the walls that the loading of libraries does not need to cross."""
    _limit(resource.RLIMIT_AS, MEMORY_BYTES)
    _limit(resource.RLIMIT_CPU, PROCESSOR_SECONDS)
    _limit(resource.RLIMIT_FSIZE, OUTPUT_BYTES)
    _limit(resource.RLIMIT_CORE, 0)
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if system.unshare(_NEW_NETWORK) != 0:
        system.unshare(_NEW_USER | _NEW_NETWORK)
    with contextlib.suppress(OSError):
        os.nice(5)


def lock() -> None:
    """From here on nothing can be opened: what is open stays so."""
    _limit(resource.RLIMIT_NOFILE, 0)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (allowed, allowed))
