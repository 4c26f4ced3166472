"""Read a page out: what a ticket machine says to whoever cannot read its screen.

Made by the engine when it is first asked for, and kept: pages say the same to everybody.
"""

import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings

from motcua.queueing.voice import clip_set, making
from motcua.queueing.voice.making import EngineFailed, EngineMissing

LONGEST: Final = 600
"""Nobody listens to more; so much is half a minute."""
MOST_KEPT: Final = 500


def can_read() -> bool:
    """Say whether sentences can be read out here."""
    return making.has_engine()


def read_out(text: str) -> Path | None:
    """The WAV file in which this is read; None when it cannot be made."""
    text = text[:LONGEST]
    name = hashlib.sha256(text.encode()).hexdigest()
    file = clip_set.file_of(_folder(), name)
    if file.exists():
        return file
    try:
        sound = making.sentence(text)
    except (EngineMissing, EngineFailed):
        return None
    _make_room()
    clip_set.write_whole(file, sound)
    return file


def _folder() -> Path:
    return settings.VOICE / "pages"


def _make_room() -> None:
    """Forget the oldest: pages with numbers of people in them are many."""
    kept = sorted(_folder().glob("*.wav"), key=lambda file: file.stat().st_mtime)
    for file in kept[: max(0, len(kept) - MOST_KEPT + 1)]:
        file.unlink(missing_ok=True)
