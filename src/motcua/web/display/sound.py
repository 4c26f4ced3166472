"""The sound of a call, from the clips on this server's disk."""

from pathlib import Path

from motcua.queueing.voice import calls
from motcua.queueing.voice.clip_set import ClipSetMissing
from motcua.rules.spoken import NotACall


def call_sound(letter: str, number: int, counter: int) -> Path | None:
    """The WAV file in which this call is said twice after the chime.

    None when the hall has no voice: the page then draws a chime of its own.
    """
    try:
        return calls.joined(letter, number, counter).path
    except (ClipSetMissing, NotACall):
        return None
