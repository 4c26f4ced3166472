"""Who received a result, recognised by what, and which originals went back with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    GroundMissing,
    NumberMissing,
    OriginalsKept,
    UnknownPaper,
)
from motcua.dossiers.models import Dossier, Paper, Proof, Relation, ReturnRecord
from motcua.dossiers.services import custody, locking
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Counter


@dataclass(frozen=True)
class Handing:
    """How a result was handed over, as the officer wrote it down.

    `papers_back` are the positions of the originals given back; None says nothing about
    them. `kept_reason` says why shown papers stay here after all. `number` is that of the
    letter of authority or of the postal item.
    """

    relation: str = Relation.SUBMITTER
    shown: str = ""
    number: str = ""
    ground: str = ""
    papers_back: Collection[int] | None = None
    kept_reason: str = ""
    counter: Counter | None = None


NOTHING_SAID: Final = Handing()


def check_handing(handing: Handing) -> None:
    """Raise NumberMissing or GroundMissing when the proof is not whole."""
    needs_number = handing.relation == Relation.PROXY or handing.shown in {
        Proof.AUTHORISATION,
        Proof.POST,
    }
    if needs_number and not handing.number.strip():
        raise NumberMissing(handing.shown)
    if handing.relation == Relation.OTHER and not handing.ground.strip():
        raise GroundMissing(handing.relation)


def record_handing(
    *, dossier: Dossier, to: str, handing: Handing, by: Mandate, at: datetime
) -> ReturnRecord:
    """Write down the hand-over of a result that is being returned; once for each.

    Late is measured by the promise no extension moved. Raises OriginalsKept when papers
    that were only shown stay here without a reason, UnknownPaper for one to give back
    that is not here.
    """
    with unit_of_work():
        _give_back(dossier, handing, at)
        custody.hand_out(dossier, by=by, at=at)
        resolved, due = dossier.resolved_at, dossier.measured_due_at
        record = ReturnRecord.objects.create(
            centre_id=dossier.centre_id,
            dossier=dossier,
            receiver=to,
            relation=handing.relation,
            shown=handing.shown[:100],
            number=handing.number.strip(),
            ground=handing.ground.strip(),
            kept_reason=handing.kept_reason.strip(),
            was_late=bool(resolved and due and resolved > due),
            at=at,
            by=by.user,
        )
        if handing != NOTHING_SAID:
            locking.note(
                dossier,
                "check_receiver",
                by=by.user,
                at=at,
                relation=handing.relation,
                shown=handing.shown,
                papers_back=sorted(handing.papers_back or ()),
            )
    return record


def owed_papers(dossier: Dossier) -> QuerySet[Paper]:
    """What the applicant may want back: originals, and papers that were only shown."""
    papers = Paper.objects.filter(
        Q(kind=Paper.Kind.ORIGINAL) | Q(stays=False),
        centre_id=dossier.centre_id,
        dossier=dossier,
        is_present=True,
        returned_at=None,
    )
    return papers.exclude(kind=Paper.Kind.ELECTRONIC).order_by("position")


def _give_back(dossier: Dossier, handing: Handing, at: datetime) -> None:
    if handing.papers_back is None:
        return
    owed = list(owed_papers(dossier))
    if set(handing.papers_back) - {paper.position for paper in owed}:
        raise UnknownPaper(dossier.code)
    back = [paper.id for paper in owed if paper.position in handing.papers_back]
    kept = [p.name for p in owed if not p.stays and p.id not in back]
    if kept and not handing.kept_reason.strip():
        raise OriginalsKept(tuple(kept))
    Paper.objects.filter(centre_id=dossier.centre_id, id__in=back).update(
        returned_at=at
    )
