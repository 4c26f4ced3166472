"""Files of papers, and papers that go back to whom they belong."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max, QuerySet

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    DossierClosed,
    NotYourStep,
    TooManyFiles,
    UnknownFile,
    UnknownPaper,
)
from motcua.dossiers.models import Dossier, Paper, PaperFile
from motcua.dossiers.services import locking
from motcua.foundation.files import services as files
from motcua.foundation.files.services import Checked, Stowed
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import FINAL
from motcua.ward.models import Centre

MOST_FILES: Final = 100
LONGEST_LABEL: Final = 120
OTHER: Final = "other"
OTHER_NAME: Final = "Giấy tờ khác"
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True)
class Upload:
    """A file that was checked and stowed, under the name people gave it."""

    name: str
    stowed: Stowed


def take_in(centre: Centre, name: str, data: bytes, *, at: datetime) -> Upload:
    """Check a file and store its bytes, before any transaction.

    Raises files.Refused with the reason, or files.CannotKeep when the disk is full.
    """
    checked: Checked = files.look_into(name, data)
    return Upload(name, files.stow(centre.id, checked, at=at))


def attach_file(
    *,
    centre: Centre,
    code: str,
    paper: int | None,
    upload: Upload,
    by: Mandate,
    at: datetime,
    replaces: UUID | None = None,
    revision: int | None = None,
) -> PaperFile:
    """Put a file to the paper at this place of the checklist, or to a paper of its own.

    The same content twice for one paper stays one file. With `replaces` the older file
    leaves the list and points to this one. Raises UnknownPaper, UnknownFile,
    NotYourStep, DossierClosed, TooManyFiles.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        _may_change(dossier, by)
        row = _other(dossier) if paper is None else _paper(dossier, paper)
        stored = files.keep(upload.stowed)
        old = _file(dossier, replaces) if replaces else None
        same = _live(dossier).filter(paper=row, file=stored).first()
        if same is not None:
            return same
        if _live(dossier).count() >= MOST_FILES:
            raise TooManyFiles(code)
        attached = PaperFile.objects.create(
            centre=centre,
            dossier=dossier,
            paper=row,
            file=stored,
            position=_next_position(row),
            label=label_of(upload.name),
            pages=stored.pages,
            uploaded_by=by.user,
            uploaded_at=at,
        )
        if old is not None:
            _take_away(old, by=by, at=at, replaced_by=attached)
        if stored.is_clean:
            count_as_present(row)
        locking.note(
            dossier,
            "attach_file",
            by=by.user,
            at=at,
            paper=row.position,
            file=str(attached.id),
            replaces=str(old.id) if old else "",
        )
        locking.keep(dossier)
    return attached


def remove_file(
    *,
    centre: Centre,
    code: str,
    file_id: UUID,
    by: Mandate,
    at: datetime,
    reason: str = "",
    revision: int | None = None,
) -> Dossier:
    """Take a file off its paper; who did it and when stays in the rows.

    An electronic paper without a file is not there any more.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        _may_change(dossier, by)
        attached = _file(dossier, file_id)
        _take_away(attached, by=by, at=at)
        paper = attached.paper
        has_more = _live(dossier).filter(paper=paper).exists()
        if paper.kind == Paper.Kind.ELECTRONIC and not has_more:
            paper.is_present = False
            paper.save(update_fields=["is_present"])
        locking.note(
            dossier,
            "remove_file",
            by=by.user,
            at=at,
            reason=reason,
            paper=paper.position,
            file=str(attached.id),
        )
        locking.keep(dossier)
    return dossier


def note_seen(*, dossier: Dossier, file_id: UUID, by: Mandate, at: datetime) -> None:
    """Write down that somebody opened a file; it changes nothing."""
    with unit_of_work():
        locking.note(dossier, "see_file", by=by.user, at=at, file=str(file_id))


def give_back_papers(
    *,
    centre: Centre,
    code: str,
    papers: Collection[int],
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Give papers that were left here back to their owner, by their places.

    Raises UnknownPaper for one that is not here (any more), NotYourStep for anyone who
    neither returns results nor holds the dossier.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        if not _may_give_back(dossier, by):
            raise NotYourStep(code)
        here = Paper.objects.filter(
            centre=centre,
            dossier=dossier,
            position__in=papers,
            is_present=True,
            returned_at=None,
        ).exclude(kind=Paper.Kind.ELECTRONIC)
        if not papers or here.count() != len(set(papers)):
            raise UnknownPaper(code)
        here.update(returned_at=at)
        locking.note(
            dossier, "give_back_papers", by=by.user, at=at, papers=sorted(papers)
        )
        locking.keep(dossier)
    return dossier


def label_of(name: str) -> str:
    """The name of a file as pages show it: no folder, nothing unseen, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN).strip()
    if len(seen) <= LONGEST_LABEL:
        return seen or "tệp"
    stem, dot, extension = seen.rpartition(".")
    return f"{stem[: LONGEST_LABEL - len(extension) - 2]}…{dot}{extension[:8]}"


def may_change_files(dossier: Dossier, by: Mandate) -> bool:
    """True for reception and for whoever holds the dossier, until its end."""
    if dossier.now_in in FINAL:
        return False
    return locking.receives(by, dossier) or _holds(dossier, by)


def count_as_present(paper: Paper) -> None:
    """A sound file brings a paper that was missing."""
    if not paper.is_present:
        paper.is_present, paper.kind = True, Paper.Kind.ELECTRONIC
        paper.save(update_fields=["is_present", "kind"])


def _may_change(dossier: Dossier, by: Mandate) -> None:
    if dossier.now_in in FINAL:
        raise DossierClosed(dossier.code)
    if not may_change_files(dossier, by):
        raise NotYourStep(dossier.code)


def _may_give_back(dossier: Dossier, by: Mandate) -> bool:
    is_ours = by.user.centre_id == dossier.centre_id
    return is_ours and (
        by.may_in(Capability.RETURN_RESULT, dossier.field_id) or _holds(dossier, by)
    )


def _holds(dossier: Dossier, by: Mandate) -> bool:
    step = locking.open_step(dossier)
    return step is not None and locking.may_do(step, by)


def _paper(dossier: Dossier, position: int) -> Paper:
    paper = Paper.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, position=position
    ).first()
    if paper is None:
        raise UnknownPaper(dossier.code)
    return paper


def _other(dossier: Dossier) -> Paper:
    """The row for whatever the checklist does not name, made when it is needed."""
    rows = Paper.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
    there = rows.filter(component_key=OTHER).first()
    if there is not None:
        return there
    last = rows.aggregate(last=Max("position"))["last"] or 0
    return Paper.objects.create(
        centre_id=dossier.centre_id,
        dossier=dossier,
        position=last + 1,
        component_key=OTHER,
        name=OTHER_NAME,
        kind=Paper.Kind.ELECTRONIC,
        is_present=False,
    )


def _live(dossier: Dossier) -> QuerySet[PaperFile]:
    return PaperFile.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, removed_at=None
    )


def _file(dossier: Dossier, file_id: UUID) -> PaperFile:
    attached = _live(dossier).select_related("paper").filter(id=file_id).first()
    if attached is None:
        raise UnknownFile(dossier.code)
    return attached


def _next_position(paper: Paper) -> int:
    rows = PaperFile.objects.filter(
        centre_id=paper.centre_id, dossier=paper.dossier_id, paper=paper
    )
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _take_away(
    attached: PaperFile,
    *,
    by: Mandate,
    at: datetime,
    replaced_by: PaperFile | None = None,
) -> None:
    attached.removed_at, attached.removed_by = at, by.user
    attached.replaced_by = replaced_by
    attached.save(update_fields=["removed_at", "removed_by", "replaced_by"])
