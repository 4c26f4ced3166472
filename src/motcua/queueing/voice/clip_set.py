"""Where the clips lie, which one is said, and which are lacking."""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum, auto
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from django.conf import settings

from motcua.queueing.voice import chime, sound
from motcua.queueing.voice.sound import NotAClip
from motcua.rules.spoken import CLIPS

CHIME: Final = "chime"
NAMES: Final = (CHIME, *CLIPS)
MANIFEST: Final = "manifest.json"


class Origin(StrEnum):
    """Whose voice a clip has."""

    RECORDED = auto()
    MADE = auto()
    MISSING = auto()


class ClipSetMissing(Exception):
    """These clips are neither made nor recorded: the hall has the chime alone."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def made() -> Path:
    """The folder of clips made at set-up."""
    return settings.VOICE / "made"


def recorded() -> Path:
    """The folder of clips the ward recorded, which win."""
    return settings.VOICE / "recorded"


def file_of(folder: Path, name: str) -> Path:
    """The file of a clip in one of the folders."""
    return folder / f"{name}.wav"


def clips(names: Iterable[str]) -> dict[str, bytes]:
    """Return the frames of these clips; raises ClipSetMissing with all that lack.

    A damaged recording gives way to the made clip: one bad file does not silence a
    hall. The chime never lacks.
    """
    found = {name: _found(name) for name in names}
    missing = tuple(n for n, (origin, _) in found.items() if origin is Origin.MISSING)
    if missing:
        raise ClipSetMissing(missing)
    return {name: frames for name, (_, frames) in found.items()}


def origins() -> dict[str, Origin]:
    """Return whose voice says each clip, the chime first."""
    return {name: _found(name)[0] for name in NAMES}


def missing_clips() -> tuple[str, ...]:
    """Return the clips without which some ticket or counter cannot be called."""
    return tuple(n for n, origin in origins().items() if origin is Origin.MISSING)


def changed_clips() -> tuple[str, ...]:
    """Return the made clips that are not what the manifest says.

    A manifest that cannot be read is itself what changed.
    """
    try:
        manifest = json.loads((made() / MANIFEST).read_text(encoding="utf-8"))
        digests = {name: clip["sha256"] for name, clip in manifest["clips"].items()}
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError, AttributeError):
        return (MANIFEST,)
    files = {name: file_of(made(), name) for name in digests}
    return tuple(
        name
        for name, file in files.items()
        if file.exists() and digest(file.read_bytes()) != digests[name]
    )


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hex."""
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds all of it or none, whoever else writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as aside:
        try:
            aside.write(content)
            aside.flush()
            os.fsync(aside.fileno())
            Path(aside.name).replace(path)
        except BaseException:
            Path(aside.name).unlink(missing_ok=True)
            raise


def _found(name: str) -> tuple[Origin, bytes]:
    """The clip that is said, and whose it is."""
    for origin, folder in ((Origin.RECORDED, recorded()), (Origin.MADE, made())):
        with suppress(OSError, NotAClip):
            return origin, sound.frames(file_of(folder, name).read_bytes())
    return (Origin.MADE, chime.frames()) if name == CHIME else (Origin.MISSING, b"")
