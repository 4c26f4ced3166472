"""Join the clips of one call into one file, once, and find it again at once."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from motcua.queueing.voice import clip_set, sound
from motcua.rules.spoken import call_clips

BETWEEN_CLIPS: Final = 0.08
AFTER_CHIME: Final = 0.3
BETWEEN_TIMES: Final = 2.0
"""Seconds of silence: a breath, and time to look up before it is said again."""

KEPT_CALLS: Final = 400
"""Files kept, about 0.4 MB each: more than a day's calls of one ward."""


@dataclass(frozen=True)
class Call:
    """A WAV file on this server's disk and how long it plays."""

    path: Path
    seconds: float


def joined(letter: str, number: int, counter: int) -> Call:
    """Return the chime and then the call, said twice, as one file.

    Raises NotACall (`rules.spoken`), and ClipSetMissing when the hall has no voice:
    `chime_alone` is there even then. The file's name depends on every clip in it, so a
    new recording gives a new name. Files that nobody asked for longest are deleted when
    there are more than KEPT_CALLS: ask for the call again, do not keep its path.
    """
    names = call_clips(letter, number, counter)
    sounds = clip_set.clips((clip_set.CHIME, *names))
    once = sound.pause(BETWEEN_CLIPS).join(sounds[name] for name in names)
    first = sounds[clip_set.CHIME] + sound.pause(AFTER_CHIME)
    return _kept(first + once + sound.pause(BETWEEN_TIMES) + once)


def chime_alone() -> Call:
    """Return the chime as a file, for a hall without a voice."""
    return _kept(clip_set.clips([clip_set.CHIME])[clip_set.CHIME])


def _kept(frames: bytes) -> Call:
    """The file with these frames, written when it is not there whole."""
    content = sound.wav(frames)
    path = settings.VOICE / "calls" / f"{clip_set.digest(content)[:32]}.wav"
    if not _is_whole(path, len(content)):
        clip_set.write_whole(path, content)
        _forget_oldest(path.parent)
    return Call(path, sound.seconds(frames))


def _is_whole(path: Path, size: int) -> bool:
    """True when the file has its full length; it is then the last one asked for."""
    try:
        os.utime(path)
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _forget_oldest(folder: Path) -> None:
    """Delete what was asked for longest ago; a half-written file of a crash as well."""
    # Another thread may delete or rename one of them: the next call looks again.
    with suppress(FileNotFoundError):
        ages = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
        for file in sorted(ages, key=ages.__getitem__)[:-KEPT_CALLS]:
            file.unlink(missing_ok=True)
