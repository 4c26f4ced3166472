"""Files that wait for the scanner: asked again when it is back."""

from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.dossiers.models import PaperFile
from motcua.dossiers.services import locking
from motcua.dossiers.services.paper_files import count_as_present
from motcua.foundation.files import services as files
from motcua.foundation.files.models import StoredFile
from motcua.foundation.files.scanner import Finding, ScannerUnavailable
from motcua.foundation.toolkit.work import unit_of_work

AT_ONCE: Final = 50


class Scanner:
    """Acts in the audit for the virus scanner."""

    audit_id: UUID | None = None
    audit_name = "scanner"


def scan_waiting_files(*, centre_id: UUID, at: datetime) -> int:
    """Ask the scanner about the files in quarantine, the oldest first; return how many
    are settled. While it is down nothing changes.
    """
    waiting = StoredFile.objects.filter(
        centre_id=centre_id, status=StoredFile.Status.QUARANTINED
    ).order_by("made_at")[:AT_ONCE]
    settled = 0
    for file in waiting:
        try:
            finding, by = files.scan_again(file)
        except ScannerUnavailable:
            break
        _settle(file, finding, by, at=at)
        settled += 1
    return settled


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
