"""Compile the translations: every ``.po`` whose ``.mo`` is missing or older.

Runs before Django can start (`bin/setup` calls it), so it knows only files.
"""

import os
from pathlib import Path
from typing import Final

import polib

LOCALE: Final = Path(__file__).resolve().parents[1] / "locale"


def compile_translations(folder: Path = LOCALE) -> list[Path]:
    """Write the ``.mo`` files that are due; returns those written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)
            written.append(target)
    return written


def _compile(source: Path, target: Path) -> None:
    """Swap the new file in whole, so a running server never reads half of one."""
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(draft))
    draft.replace(target)


if __name__ == "__main__":
    compile_translations()
