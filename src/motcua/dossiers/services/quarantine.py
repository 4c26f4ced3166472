"""Files that wait for the scanner: asked again when it is back."""

import logging
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.dossiers.models import PaperFile
from motcua.dossiers.services import locking
from motcua.dossiers.services.paper_files import count_as_present
from motcua.foundation.files import services as files
from motcua.foundation.files.models import StoredFile
from motcua.foundation.files.scanner import Finding, ScannerUnavailable
from motcua.foundation.files.services import Missing
from motcua.foundation.toolkit.work import unit_of_work

AT_ONCE: Final = 50
PATIENCE: Final = 10
"""So many files without a verdict in one go and the scanner counts as down."""

log = logging.getLogger(__name__)


class Scanner:
    """Acts in the audit for the virus scanner."""

    audit_id: UUID | None = None
    audit_name = "scanner"


def scan_waiting_files(*, centre_id: UUID, at: datetime) -> int:
    """Ask the scanner about files in quarantine; return how many are settled.

    One without a verdict (too long for the scanner, bytes not readable) waits for the
    next time and keeps nobody back. While the scanner is down nothing changes.
    """
    settled = failed = 0
    for file in _in_turn(centre_id, at):
        try:
            finding, by = files.scan_again(file)
        except Missing:
            log.warning("file in quarantine cannot be read file=%s", file.id)
            continue
        except ScannerUnavailable:
            failed += 1
            if failed == PATIENCE:
                break
            continue
        _settle(file, finding, by, at=at)
        settled += 1
    return settled


def _in_turn(centre_id: UUID, at: datetime) -> list[StoredFile]:
    """Some that wait, by age, each minute from one further on: all have their turn."""
    waiting = StoredFile.objects.filter(
        centre_id=centre_id, status=StoredFile.Status.QUARANTINED
    ).order_by("made_at", "id")
    count = waiting.count()
    if count <= PATIENCE:
        return list(waiting)
    start = int(at.timestamp()) // 60 % count
    return [*waiting[start : start + AT_ONCE], *waiting[:start]][:AT_ONCE]


def _settle(file: StoredFile, finding: Finding, by: str, *, at: datetime) -> None:
    """Write the verdict down, in the audit of every dossier that has the file."""
    with unit_of_work():
        uses = list(
            PaperFile.objects.filter(
                centre_id=file.centre_id, file=file, removed_at=None
            ).select_related("dossier", "paper")
        )
        # Dossiers are locked in one order, as everywhere two of them are.
        codes = sorted({use.dossier.code for use in uses})
        locked = {code: locking.locked(file.centre_id, code) for code in codes}
        files.settle(file, finding, by, at=at)
        for use in uses:
            if file.is_clean:
                count_as_present(use.paper)
            dossier = locked[use.dossier.code]
            locking.note(
                dossier,
                "scan_file",
                by=Scanner(),
                at=at,
                file=str(use.id),
                status=file.status,
            )
        for dossier in locked.values():
            locking.keep(dossier)
