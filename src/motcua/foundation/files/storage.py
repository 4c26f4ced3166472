"""Where the bytes lie: a folder of ours, written so that a power cut leaves all or nothing."""

import os
from pathlib import Path
from typing import IO, Any, Final

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

PART: Final = ".part"
ALIAS: Final = "papers"


class DurableStorage(FileSystemStorage):
    """A folder whose files are whole and on the disk before anyone hears of them."""

    def _save(self, name: str, content: "File[Any]") -> str:
        """Write aside, sync, rename, sync the folder; nothing half-written stays."""
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = place.with_name(place.name + PART)
        try:
            with aside.open("xb") as file:
                aside.chmod(0o600)
                for chunk in content.chunks():
                    file.write(chunk)
                _sync(file)
            aside.rename(place)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        for folder in (place.parent, place.parent.parent):
            _sync_folder(folder)
        return name


def papers() -> Storage:
    """The storage of the settings' name "papers": this folder, or an S3 store."""
    return storages[ALIAS]


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
