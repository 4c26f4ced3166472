"""Bytes without a row: what an upload left that never came to its end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from motcua.foundation.files.models import StoredFile
from motcua.foundation.files.storage import papers
from motcua.foundation.files.vault import folder_of

AGE: Final = timedelta(hours=24)
BATCH: Final = 500


def collect(centre_id: UUID, *, at: datetime) -> int:
    """Delete bytes that have had no row for a day, never earlier; return how many.

    A row is written right after its bytes, so a day leaves no doubt.
    """
    storage = papers()
    old = (
        place
        for place in places(centre_id)
        if storage.get_modified_time(place) <= at - AGE
    )
    total = 0
    while batch := list(islice(old, BATCH)):
        total += _collect(centre_id, batch)
    return total


def places(centre_id: UUID) -> Iterator[str]:
    """Every name the storage holds of a centre."""
    folder = folder_of(centre_id)
    storage = papers()
    try:
        parts, _ = storage.listdir(folder)
    except FileNotFoundError:
        return
    for part in parts:
        _, names = storage.listdir(f"{folder}/{part}")
        yield from (f"{folder}/{part}/{name}" for name in names)


def missing(centre_id: UUID) -> list[UUID]:
    """The files whose bytes are not there: none, after whatever crash."""
    rows = StoredFile.objects.filter(centre_id=centre_id).exclude(
        status=StoredFile.Status.REFUSED
    )
    here = set(places(centre_id))
    return [
        file_id
        for file_id, *keys in rows.values_list("id", "storage_key", "thumbnail_key")
        if any(key and key not in here for key in keys)
    ]


def _collect(centre_id: UUID, batch: list[str]) -> int:
    rows = StoredFile.objects.filter(centre_id=centre_id)
    held = {
        *rows.filter(storage_key__in=batch).values_list("storage_key", flat=True),
        *rows.filter(thumbnail_key__in=batch).values_list("thumbnail_key", flat=True),
    }
    loose = [place for place in batch if place not in held]
    for place in loose:
        papers().delete(place)
    return len(loose)
