"""DUR-5 and the seal: bytes before rows, whole or not at all, orphans after a day."""

import random
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from motcua.foundation.files import orphans, services, vault
from motcua.foundation.files.decoder.verdict import Sound
from motcua.foundation.files.models import StoredFile
from motcua.foundation.files.services import Checked
from motcua.foundation.files.storage import papers
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import NotInTransaction, unit_of_work
from tests.cast import NOW

pytestmark = pytest.mark.django_db
CENTRE = new_id()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """The papers lie in a real folder."""
    settings.STORAGES = settings.STORAGES | {
        "papers": {
            "BACKEND": "motcua.foundation.files.storage.DurableStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path


def checked(seed: int = 1, size: int = 5000) -> Checked:
    """A file the decoder found sound."""
    data = random.Random(seed).randbytes(size)
    return Checked(Sound("image/png", data, 1, thumbnail=data[:99]), "motcua")


def keep(checked_file: Checked, centre: UUID = CENTRE) -> StoredFile:
    """Bytes and row."""
    stowed = services.stow(centre, checked_file, at=NOW)
    with unit_of_work():
        return services.keep(stowed)


def lying(folder: Path) -> list[Path]:
    """Every file of the folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def little_room(most: int) -> Iterator[None]:
    """The system refuses to let a file grow past this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_what_is_kept_is_read_back(folder: Path) -> None:
    file = keep(checked())

    again = StoredFile.objects.get(centre_id=CENTRE, id=file.id)
    assert services.read(again) == checked().sound.content
    assert services.read_thumbnail(again) == checked().sound.thumbnail


def test_nothing_plain_lies_in_the_folder(folder: Path) -> None:
    keep(checked())

    content = checked().sound.content
    for path in lying(folder):
        assert content[:64] not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_the_same_content_is_stored_once_in_a_centre_and_again_in_another(
    folder: Path,
) -> None:
    first, second = keep(checked()), keep(checked())
    other = keep(checked(), new_id())

    assert first == second != other
    assert len(lying(folder)) == 4


def test_two_at_once_with_one_content_get_one_row(folder: Path) -> None:
    rivals = [services.stow(CENTRE, checked(), at=NOW) for _ in range(2)]

    with unit_of_work():
        rows = [services.keep(stowed) for stowed in rivals]

    assert rows[0] == rows[1]
    assert orphans.missing(CENTRE) == []


def test_bytes_laid_under_another_name_do_not_open(folder: Path) -> None:
    one, two = keep(checked(1)), keep(checked(2))
    (folder / one.storage_key).write_bytes((folder / two.storage_key).read_bytes())

    with pytest.raises(services.Missing):
        services.read(one)


def test_a_row_needs_a_transaction(folder: Path, transactional_db: None) -> None:
    stowed = services.stow(CENTRE, checked(), at=NOW)

    with pytest.raises(NotInTransaction):
        services.keep(stowed)


def test_a_full_disk_leaves_nothing_half_kept(folder: Path) -> None:
    with little_room(2000), pytest.raises(services.CannotKeep) as problem:
        services.stow(CENTRE, checked(), at=NOW)

    assert problem.value.is_full
    assert lying(folder) == []
    assert not StoredFile.objects.filter(centre_id=CENTRE).exists()


def test_orphans_go_after_a_day_and_never_before(folder: Path) -> None:
    held = keep(checked(1))
    services.stow(CENTRE, checked(2), at=NOW)
    (folder / held.storage_key).with_suffix(".part").write_bytes(b"cut short")
    written = datetime.fromtimestamp(folder.stat().st_mtime, UTC)

    assert orphans.collect(CENTRE, at=written + timedelta(hours=23, minutes=59)) == 0
    assert orphans.collect(CENTRE, at=written + timedelta(hours=24, minutes=1)) == 3

    assert services.read(held) == checked(1).sound.content
    assert len(lying(folder)) == 2
    assert orphans.missing(CENTRE) == []


def test_a_missing_file_is_named(folder: Path) -> None:
    file = keep(checked())
    papers().delete(file.storage_key)

    assert orphans.missing(CENTRE) == [file.id]


def test_names_tell_nothing(folder: Path) -> None:
    first, second = (vault.put(CENTRE, b"x", vault.new_key()) for _ in range(2))

    assert first != second
