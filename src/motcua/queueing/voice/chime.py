"""The chime before a call: two soft tones, made by arithmetic, nobody's recording."""

import math
from array import array
from functools import cache
from typing import Final

from motcua.queueing.voice.dressing import FULL_SCALE
from motcua.queueing.voice.sound import RATE

SECONDS: Final = 0.5
# Start in seconds and hertz: a falling third, which people know from doors.
_TONES: Final = ((0.0, 659.26), (0.18, 523.25))
_OVERTONE: Final = 0.2
_ATTACK: Final = 0.006
_DECAY: Final = 7.0
_END: Final = 0.06
_VOLUME: Final = 0.32


@cache
def frames() -> bytes:
    """Return the frames of the chime, half a second."""
    count = round(SECONDS * RATE)
    samples = (round(FULL_SCALE * _at(index / RATE)) for index in range(count))
    return array("h", samples).tobytes()


def _at(moment: float) -> float:
    rung = sum(_tone(moment - start, hertz) for start, hertz in _TONES)
    return _VOLUME * rung * min(1.0, (SECONDS - moment) / _END)


def _tone(since: float, hertz: float) -> float:
    """A struck tone with its octave above: quick to come, slow to go."""
    if since < 0:
        return 0.0
    turn = math.tau * hertz * since
    wave = math.sin(turn) + _OVERTONE * math.sin(2 * turn)
    return wave * min(1.0, since / _ATTACK) * math.exp(-_DECAY * since)
