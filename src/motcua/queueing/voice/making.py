"""Make the clip set with espeak-ng, a program beside ours that needs no network."""

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from motcua.queueing.voice import chime, clip_set, dressing, sound
from motcua.queueing.voice.sound import NotAClip
from motcua.rules.spoken import CLIPS

ENGINE: Final = "espeak-ng"
VOICE: Final = "vi"
WORDS_A_MINUTE: Final = 150
PATIENCE_SECONDS: Final = 30
# espeak-ng 1.51 drops the vowel of the first; they are one sound.
_SPELT: Final = {"gi": "di"}


class EngineMissing(Exception):
    """espeak-ng is not installed."""


class EngineFailed(Exception):
    """espeak-ng did not say these words; the text is what it complained of."""


def has_engine() -> bool:
    """Say whether espeak-ng is installed."""
    return shutil.which(ENGINE) is not None


def make(*, at: datetime) -> tuple[str, ...]:
    """Make every clip, the chime and the manifest; returns the names.

    A set that is there is replaced clip by clip, recordings stay. Raises EngineMissing,
    or EngineFailed with nothing replaced.
    """
    program = shutil.which(ENGINE)
    if program is None:
        raise EngineMissing
    with TemporaryDirectory(prefix="motcua-voice") as folder:
        file = Path(folder) / "clip.wav"
        version = _version(program)
        sounds = {n: _spoken(program, words, file) for n, words in CLIPS.items()}
    files = {
        name: sound.wav(heard)
        for name, heard in {clip_set.CHIME: chime.frames(), **sounds}.items()
    }
    for name, content in files.items():
        clip_set.write_whole(clip_set.file_of(clip_set.made(), name), content)
    manifest = _manifest(files, version=version, at=at)
    clip_set.write_whole(clip_set.made() / clip_set.MANIFEST, manifest)
    return tuple(files)


def sentence(text: str) -> bytes:
    """A WAV file in which the engine reads this; raises EngineMissing, EngineFailed."""
    program = shutil.which(ENGINE)
    if program is None:
        raise EngineMissing
    with TemporaryDirectory(prefix="motcua-voice") as folder:
        file = Path(folder) / "sentence.wav"
        complaint = _write(program, text, file)
        if not file.exists():
            raise EngineFailed(complaint)
        return file.read_bytes()


def _spoken(program: str, words: str, file: Path) -> bytes:
    """The words as a dressed clip; raises EngineFailed."""
    # It ends with 0 when it cannot write, so only a new file counts.
    file.unlink(missing_ok=True)
    complaint = _write(program, _SPELT.get(words, words), file)
    try:
        heard = sound.frames(file.read_bytes())
    except (FileNotFoundError, NotAClip):
        raise EngineFailed(f"{words}: {complaint}") from None
    flaw = dressing.flaw(heard)
    if flaw is not None:
        raise EngineFailed(f"{words}: {flaw}")
    return dressing.dressed(heard)


def _write(program: str, text: str, file: Path) -> str:
    """Have a text spoken into a file; what the engine complained of."""
    options = ["-v", VOICE, "-s", str(WORDS_A_MINUTE), "-b", "1", "-w", str(file)]
    return _ask(program, *options, "--stdin", text=text).stderr.strip()


def _ask(
    program: str, *options: str, text: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run it; the text goes by its input, because a C locale has no Vietnamese."""
    try:
        return subprocess.run(  # noqa: S603  (an installed program, our own options)
            [program, *options],
            input=text,
            check=True,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        raise EngineFailed(error.stderr.strip()) from None
    except (subprocess.TimeoutExpired, OSError) as error:
        raise EngineFailed(type(error).__name__) from None


def _version(program: str) -> str:
    """`1.51` of "eSpeak NG text-to-speech: 1.51  Data at: …"."""
    return _ask(program, "--version").stdout.partition(": ")[2].partition(" ")[0]


def _manifest(files: dict[str, bytes], *, version: str, at: datetime) -> bytes:
    content = {
        "engine": ENGINE,
        "version": version,
        "voice": VOICE,
        "words_a_minute": WORDS_A_MINUTE,
        "rate": sound.RATE,
        "made_at": at.isoformat(),
        "clips": {
            name: {"words": CLIPS.get(name, ""), "sha256": clip_set.digest(file)}
            for name, file in files.items()
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()
