"""Sounds to test with: real speech from espeak-ng, and files that are no clips."""

import io
import math
import subprocess
import wave
from array import array
from pathlib import Path

RATE = 22_050


def wav(
    samples: "array[int]", *, rate: int = RATE, channels: int = 1, width: int = 2
) -> bytes:
    """A WAV file; `samples` are taken as they are, whatever the header says."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(width)
        writer.setframerate(rate)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


def samples(content: bytes) -> "array[int]":
    """The samples of a WAV file of our kind; fails when it is of another."""
    with wave.open(io.BytesIO(content)) as reader:
        kind = reader.getparams()
        assert kind[:3] == (1, 2, RATE)
        found = array("h", reader.readframes(kind.nframes))
    assert len(found) == kind.nframes
    return found


def hum(length: float, *, volume: float = 0.3, limit: int = 32_767) -> "array[int]":
    """A tone of so many seconds; `volume` above 1 is cut off at `limit`."""
    wish = (
        volume * 32_767 * math.sin(math.tau * 200 * n / RATE)
        for n in range(round(length * RATE))
    )
    return array("h", (max(-limit, min(limit, round(value))) for value in wish))


def decibels(level: float) -> float:
    """A level against full scale."""
    return 20 * math.log10(level / 32_767)


def loudness(sound: "array[int]") -> float:
    """The root of the mean square, in decibels against full scale."""
    return decibels(math.sqrt(sum(s * s for s in sound) / len(sound)))


def spoken(words: str, folder: Path, *, voice: str = "vi-vn-x-south") -> bytes:
    """What somebody of the ward might record: another voice than ours."""
    file = folder / "spoken.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-w", str(file), words], check=True)
    return file.read_bytes()
