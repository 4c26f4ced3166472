"""Make clips of different mouths fit together: no silence at the ends, one loudness."""

import math
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, TypeAlias

from motcua.queueing.voice.sound import RATE, SHORTEST_SECONDS, Reason, seconds

Samples: TypeAlias = "array[int]"

FULL_SCALE: Final = 32_767
LOUDNESS: Final = FULL_SCALE / 10
"""The RMS of every clip, 20 dB below full scale: a clear voice with room for peaks."""
HIGHEST_PEAK: Final = FULL_SCALE * 10 ** (-1 / 20)
"""One dB below full scale; cheap loudspeakers rattle above."""

_WINDOW: Final = RATE // 200
# Of the loudest moment; the end of "không" is a hum at a thirtieth of its vowel.
_HEARD: Final = 0.03
_BEFORE: Final = RATE // 100
_AFTER: Final = RATE * 3 // 100
_FADE: Final = RATE // 200
_SILENCE: Final = FULL_SCALE / 100
_FLAT: Final = 3
_MOST_FLAT: Final = RATE // 1000


def flaw(sound: bytes) -> Reason | None:
    """Return what makes frames unfit to be heard, or None.

    SILENT: no moment reaches a hundredth of full scale. CLIPPED: a millisecond or more
    stands flat at full scale. TOO_SHORT: less than 0.1 s is heard.
    """
    samples = array("h", sound)
    if max(_levels(samples), default=0) < _SILENCE:
        return Reason.SILENT if samples else Reason.TOO_SHORT
    if _flat(samples) >= _MOST_FLAT:
        return Reason.CLIPPED
    heard = seconds(_trimmed(samples).tobytes())
    return Reason.TOO_SHORT if heard < SHORTEST_SECONDS else None


def dressed(sound: bytes) -> bytes:
    """Return the frames trimmed at both ends, evened in loudness, without clicks.

    The loudness is LOUDNESS, less where a peak would pass HIGHEST_PEAK. The frames must
    have no `flaw`.
    """
    samples = _trimmed(array("h", sound))
    gain = min(LOUDNESS / rms(samples), HIGHEST_PEAK / peak(samples))
    last = len(samples) - 1
    evened = (
        round(sample * gain * min(1, at / _FADE, (last - at) / _FADE))
        for at, sample in enumerate(samples)
    )
    return array("h", evened).tobytes()


def rms(samples: Samples) -> float:
    """Return the loudness as the root of the mean square, 0 to FULL_SCALE."""
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


def peak(samples: Samples) -> int:
    """Return the largest distance from silence."""
    return max(map(abs, samples))


def _trimmed(samples: Samples) -> Samples:
    levels = list(_levels(samples))
    threshold = _HEARD * max(levels)
    heard = [at for at, level in enumerate(levels) if level >= threshold]
    first = heard[0] * _WINDOW - _BEFORE
    return samples[max(0, first) : (heard[-1] + 1) * _WINDOW + _AFTER]


def _levels(samples: Samples) -> Iterator[float]:
    """The loudness of each five milliseconds."""
    for start in range(0, len(samples), _WINDOW):
        yield rms(samples[start : start + _WINDOW])


def _flat(samples: Iterable[int]) -> int:
    """How many samples stand in a row of three or more at full scale."""
    runs = groupby(samples, key=lambda sample: abs(sample) >= FULL_SCALE)
    lengths = (len(list(run)) for is_full, run in runs if is_full)
    return sum(length for length in lengths if length >= _FLAT)
