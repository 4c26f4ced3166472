"""English is complete: every word for people has its translation, none is in doubt."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from motcua.config.translations import compile_translations
from tests.architecture.house import PROGRAM

CATALOGUE = "locale/en/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-z]")


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    """What we ship."""
    return polib.pofile(str(PROGRAM / CATALOGUE), encoding="utf-8")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """Every string that GNU gettext finds in the sources, in an empty catalogue."""
    copy = tmp_path_factory.mktemp("sources") / "motcua"
    skipped = shutil.ignore_patterns("locale", "migrations", "vendor", "data", "*.pyc")
    shutil.copytree(PROGRAM, copy, ignore=skipped)
    (copy / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-wrap"]
    # Outside of our settings, Django takes the folder it stands in.
    without = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, env=without, check=True, capture_output=True)
    return polib.pofile(str(copy / CATALOGUE), encoding="utf-8")


def test_every_string_of_the_sources_is_in_english(
    sources: polib.POFile, english: polib.POFile
) -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in english if not entry.obsolete}
    missing = [e.msgid for e in sources if (e.msgctxt, e.msgid) not in known]

    assert not missing, "\n".join(missing)


def test_nothing_is_left_untranslated_or_in_doubt(english: polib.POFile) -> None:
    assert [entry.msgid for entry in english.untranslated_entries()] == []
    assert [entry.msgid for entry in english.fuzzy_entries()] == []


def test_singular_and_plural_are_two_texts(english: polib.POFile) -> None:
    """Two columns of a translator's table once came in as one text."""
    glued = [
        entry.msgid
        for entry in english
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]
        if "\t" in translation
    ]

    assert not glued, "\n".join(glued)


def test_translations_keep_their_placeholders(english: polib.POFile) -> None:
    broken = [
        entry.msgid
        for entry in english
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]
        if translation
        if set(PLACEHOLDER.findall(entry.msgid))
        != set(PLACEHOLDER.findall(translation))
    ]

    assert not broken, "\n".join(broken)


def test_compiling_writes_what_is_due_and_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "en/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Một cửa"\nmsgstr "One door"\n', encoding="utf-8")

    first = compile_translations(tmp_path)
    second = compile_translations(tmp_path)

    assert first == [source.with_suffix(".mo")]
    assert polib.mofile(str(first[0]))[0].msgstr == "One door"
    assert second == []
