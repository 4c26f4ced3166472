"""One kind of sound everywhere: WAV, mono, 16 bits, 22,050 samples a second.

Between files a sound is its *frames*: the bare bytes, two for each sample. Joining is
then adding bytes.
"""

import io
import wave
from enum import StrEnum, auto
from typing import Final

RATE: Final = 22_050
WIDTH: Final = 2
SHORTEST_SECONDS: Final = 0.1
LONGEST_SECONDS: Final = 3.0


class Reason(StrEnum):
    """Why a file is no clip; each has its sentence in `wording.py`."""

    UNKNOWN_NAME = auto()
    NOT_A_WAV = auto()
    CUT_SHORT = auto()
    NOT_MONO = auto()
    NOT_16_BITS = auto()
    WRONG_RATE = auto()
    TOO_SHORT = auto()
    TOO_LONG = auto()
    SILENT = auto()
    CLIPPED = auto()


class NotAClip(ValueError):
    """The file cannot be said in the hall; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def frames(content: bytes) -> bytes:
    """Return the frames of a clip's WAV file.

    Raises NotAClip for anything but a whole file of our one kind, and above 3 s. How
    it sounds is not looked at: that is `dressing.flaw`.
    """
    try:
        with wave.open(io.BytesIO(content)) as file:
            kind = file.getparams()
            found: bytes = file.readframes(kind.nframes)
    # The library answers a damaged header with any of them.
    except (wave.Error, EOFError, RuntimeError):
        raise NotAClip(Reason.NOT_A_WAV) from None
    reason = _reason_against(kind.nchannels, kind.sampwidth, kind.framerate)
    if reason is None and len(found) != kind.nframes * WIDTH:
        reason = Reason.CUT_SHORT
    if reason is None and seconds(found) > LONGEST_SECONDS:
        reason = Reason.TOO_LONG
    if reason is not None:
        raise NotAClip(reason)
    return found


def wav(sound: bytes) -> bytes:
    """Return a WAV file with these frames."""
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE)
        file.writeframes(sound)
    return whole.getvalue()


def pause(length: float) -> bytes:
    """Return the frames of a silence of so many seconds."""
    return bytes(round(length * RATE) * WIDTH)


def seconds(sound: bytes) -> float:
    """Return how long these frames last."""
    return len(sound) / (RATE * WIDTH)


def _reason_against(channels: int, width: int, rate: int) -> Reason | None:
    if channels != 1:
        return Reason.NOT_MONO
    if width != WIDTH:
        return Reason.NOT_16_BITS
    return None if rate == RATE else Reason.WRONG_RATE
