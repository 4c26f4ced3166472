"""Take a file in: look into it, scan it, store its bytes, and only then write its row.

The three steps are apart because the first two take time and belong in no transaction:

    sound = services.look_into(name, data)                  decoder and scanner
    stowed = services.stow(centre_id, sound)                bytes on the disk, synced
    with unit_of_work(): file = services.keep(stowed, at=at)    the row

Whatever fails in between leaves bytes without a row, which `orphans.collect` takes away a
day later; a row without its bytes cannot come about.
"""

import base64
import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from motcua.foundation.files import decoding, scanning, vault
from motcua.foundation.files.decoder.kinds import kind_of
from motcua.foundation.files.decoder.verdict import Limits, Reason, Refused, Sound
from motcua.foundation.files.models import StoredFile
from motcua.foundation.files.scanner import Finding, ScannerUnavailable
from motcua.foundation.files.vault import CannotKeep, Missing
from motcua.foundation.toolkit.encryption import blind_index
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.rows import insert_new
from motcua.foundation.toolkit.work import require_transaction

COLUMN: Final = "file.content"

log = logging.getLogger(__name__)

__all__ = [
    "CannotKeep",
    "Checked",
    "Limits",
    "Missing",
    "Reason",
    "Refused",
    "Stowed",
    "keep",
    "limits",
    "look_into",
    "read",
    "read_thumbnail",
    "scan_again",
    "settle",
    "stow",
]


@dataclass(frozen=True)
class Checked:
    """A file that may be kept, and what the scanner said of it (None: it was down)."""

    sound: Sound
    scanned_by: str | None


@dataclass(frozen=True)
class Stowed:
    """A file whose bytes are safe in the storage and whose row is still to be written."""

    row: StoredFile


def limits() -> Limits:
    """How much is too much, by the settings."""
    return Limits(**settings.UPLOAD_LIMITS)


def look_into(name: str, data: bytes) -> Checked:
    """Check a file by name, content, decoder and scanner; raises Refused."""
    bounds = limits()
    kind = kind_of(name, data, bounds)
    scanned_by = _scanned(data)
    try:
        sound = decoding.decode(data, kind, bounds)
    except Refused as refusal:
        # No name: people write who they are into the names of their files.
        log.info("file refused reason=%s detail=%s", refusal.reason, refusal.detail)
        raise
    return Checked(sound, scanned_by)


def stow(centre_id: UUID, checked: Checked, *, at: datetime) -> Stowed:
    """Seal and store the bytes; raises CannotKeep, and then nothing is there.

    A content the centre keeps already is not stored twice.
    """
    sound = checked.sound
    digest = hashlib.sha256(sound.content).hexdigest()
    known = _known(centre_id, blind_index(digest, column=COLUMN))
    if known is not None:
        return Stowed(known)
    key = vault.new_key()
    is_scanned = checked.scanned_by is not None
    row = StoredFile(
        id=new_id(),
        centre_id=centre_id,
        content_index=blind_index(digest, column=COLUMN),
        sha256=digest,
        size=len(sound.content),
        media_type=sound.media_type,
        pages=sound.pages,
        pixels=sound.pixels,
        key=base64.b64encode(key).decode(),
        status=StoredFile.Status.CLEAN if is_scanned else StoredFile.Status.QUARANTINED,
        scanned_by=checked.scanned_by or "",
        made_at=at,
        scanned_at=at if is_scanned else None,
    )
    row.storage_key = vault.put(centre_id, sound.content, key)
    if sound.thumbnail:
        row.thumbnail_key = vault.put(centre_id, sound.thumbnail, key)
    return Stowed(row)


def keep(stowed: Stowed) -> StoredFile:
    """Write the row in the caller's transaction; the one there already wins."""
    require_transaction("A file's row")
    row = stowed.row
    if not row._state.adding or insert_new(row):
        return row
    known = _known(row.centre_id, bytes(row.content_index))
    assert known is not None
    return known


def read(file: StoredFile) -> bytes:
    """The plain bytes of a file; raises Missing."""
    data = vault.get(file.storage_key, base64.b64decode(file.key))
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Missing(file.storage_key)
    return data


def read_thumbnail(file: StoredFile) -> bytes:
    """The small picture of a file; raises Missing."""
    if not file.thumbnail_key:
        raise Missing("no thumbnail")
    return vault.get(file.thumbnail_key, base64.b64decode(file.key))


def scan_again(file: StoredFile) -> tuple[Finding, str]:
    """What the scanner says now; raises ScannerUnavailable or Missing."""
    return scanning.scan(read(file))


def settle(file: StoredFile, finding: Finding, by: str, *, at: datetime) -> None:
    """Write down what the scanner said of a file in quarantine.

    Bytes with a virus lose their row's keys at once and are collected as orphans.
    """
    require_transaction("A verdict")
    file.scanned_by, file.scanned_at, file.finding = by, at, finding.virus
    columns = ["scanned_by", "scanned_at", "finding", "status"]
    if finding.virus:
        file.status = StoredFile.Status.REFUSED
        file.storage_key = file.thumbnail_key = file.key = ""
        columns += ["storage_key", "thumbnail_key", "key"]
    else:
        file.status = StoredFile.Status.CLEAN
    file.save(update_fields=columns)


def _scanned(data: bytes) -> str | None:
    """Who found the bytes clean, or None when the scanner is down; raises Refused."""
    try:
        finding, by = scanning.scan(data)
    except ScannerUnavailable as problem:
        log.warning("scanner down, file goes to quarantine reason=%s", problem)
        return None
    if finding.virus:
        raise Refused(Reason.VIRUS, finding.virus)
    return by


def _known(centre_id: UUID, content_index: bytes) -> StoredFile | None:
    return (
        StoredFile.objects.filter(centre_id=centre_id, content_index=content_index)
        .exclude(status=StoredFile.Status.REFUSED)
        .first()
    )
