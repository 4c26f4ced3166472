"""Take a dossier in: at once at the counter, or lodged first and answered later."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.catalogue.selectors import NOT_DOSSIERS, Offer
from motcua.dossiers.errors import NotReceivable, NotYourField, NotYourStep
from motcua.dossiers.models import Dossier, DossierVisit, Paper, Step
from motcua.dossiers.services import agency_tasks, arrivals, locking
from motcua.dossiers.services.arrivals import Reception
from motcua.events.dossiers import DossierLodged
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import keep, send, unit_of_work
from motcua.rules import supplements
from motcua.rules.fees import FeeLine
from motcua.rules.lifecycle import Action
from motcua.visits.models import Visit
from motcua.ward import selectors as ward
from motcua.ward.models import Centre


def receive(
    *,
    centre: Centre,
    offer: Offer,
    reception: Reception,
    visit: Visit,
    by: Mandate,
    at: datetime,
    dossier_id: UUID | None = None,
) -> Dossier:
    """Accept a dossier and return it with its code, promise and first step.

    The clock starts at `at` (domain.md 1.3). Either everything is written or nothing.
    Raises NotYourField, NotReceivable, PapersMissing, or rules.codes.CodesExhausted.
    """
    officer = _require_receivable(centre, offer, by)
    papers = arrivals.papers_of(offer, reception)
    arrivals.require_papers(offer.version, papers, reception.missing_accepted)
    with unit_of_work():
        edition = ward.edition_in_force(centre)
        dossier = arrivals.new_dossier(
            centre, offer, reception, officer, at, dossier_id
        )
        arrivals.promise_from(dossier, edition, at)
        steps = arrivals.steps_of(dossier, offer.steps, at)
        arrivals.finish_reception(steps, by=officer, at=at)
        locking.point_at(dossier, steps[1])
        dossier.code = arrivals.next_code(centre, at)
        _keep_rows(dossier, papers, steps, visit)
        arrivals.write_acceptance(
            dossier,
            edition,
            papers=papers,
            fee_lines=reception.fee_lines,
            public_address=reception.public_address,
            action=Action.ACCEPT,
            by=officer,
            at=at,
        )
        agency_tasks.open_for_step(dossier, steps[1], by=officer, at=at)
        locking.note(
            dossier, "receive", by=officer, at=at, reason=reception.missing_accepted
        )
        locking.tell_screens(dossier)
        send()
    return dossier


def lodge(
    *,
    centre: Centre,
    offer: Offer,
    reception: Reception,
    visit: Visit,
    by: Mandate,
    at: datetime,
    dossier_id: UUID | None = None,
) -> Dossier:
    """Let a dossier come in that nobody has accepted yet: code, papers, answer clock.

    The centre has eight working hours to accept it, to ask for what is missing or to
    refuse it (domain.md 1.3 rule 6). Papers may be missing. Raises NotYourField,
    NotReceivable or rules.codes.CodesExhausted.
    """
    officer = _require_receivable(centre, offer, by)
    papers = arrivals.papers_of(offer, reception)
    with unit_of_work():
        calendar = ward.calendar_of(ward.edition_in_force(centre))
        dossier = arrivals.new_dossier(
            centre, offer, reception, officer, at, dossier_id
        )
        dossier.lodged_at = at
        dossier.answer_due_at = supplements.answer_due(at, calendar)
        steps = arrivals.steps_of(dossier, offer.steps, at)
        locking.point_at(dossier, steps[0])
        dossier.code = arrivals.next_code(centre, at)
        _keep_rows(dossier, papers, steps, visit)
        locking.note(dossier, "lodge", by=officer, at=at)
        outbox.record(
            DossierLodged(
                centre_id=centre.id,
                dossier_id=dossier.id,
                code=dossier.code,
                lodged_at=at,
                answer_due_at=dossier.answer_due_at,
            ),
            at=at,
        )
        locking.tell_screens(dossier)
        send()
    return dossier


def accept(
    *,
    centre: Centre,
    code: str,
    by: Mandate,
    at: datetime,
    fee_lines: Sequence[FeeLine] = (),
    public_address: str = "",
    missing_accepted: str = "",
    revision: int | None = None,
) -> Dossier:
    """Accept a lodged dossier: receipt, promise, first step.

    The promise is counted from the time on the receipt (domain.md 1.3 rule 1); until
    then the centre's own clock to answer ran. Raises NotYourStep, PapersMissing, or ActionNotAllowed of the rules.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        require_receiver(dossier, by)
        arrivals.require_papers(dossier.version, _papers(dossier), missing_accepted)
        open_work(
            dossier,
            Action.ACCEPT,
            fee_lines=fee_lines,
            public_address=public_address,
            by=by.user,
            at=at,
        )
        locking.note(dossier, "accept", by=by.user, at=at, reason=missing_accepted)
    return dossier


def open_work(
    dossier: Dossier,
    action: Action,
    *,
    fee_lines: Sequence[FeeLine],
    public_address: str,
    by: User,
    at: datetime,
) -> None:
    """Accept what had come in before: promise, receipt, the second step; kept."""
    edition = ward.edition_in_force(dossier.centre)
    arrivals.promise_from(dossier, edition, at)
    arrivals.write_acceptance(
        dossier,
        edition,
        papers=_papers(dossier),
        fee_lines=fee_lines,
        public_address=public_address,
        action=action,
        by=by,
        at=at,
    )
    first, second = list(
        Step.objects.filter(centre_id=dossier.centre_id, dossier=dossier).order_by(
            "position"
        )[:2]
    )
    arrivals.finish_reception((first, second), by=by, at=at)
    first.save(update_fields=["status", "assignee", "finished_by", "finished_at"])
    second.save(update_fields=["status", "active_at"])
    agency_tasks.open_for_step(dossier, second, by=by, at=at)
    dossier.received_by, dossier.answer_due_at = by, None
    locking.keep(
        dossier,
        "state",
        "received_at",
        "received_by",
        "due_at",
        "is_provisional",
        "answer_due_at",
        *locking.point_at(dossier, second),
    )


def require_receiver(dossier: Dossier, by: Mandate) -> None:
    """Raise NotYourStep unless this person receives this field at the own centre."""
    if not locking.receives(by, dossier):
        raise NotYourStep(dossier.code)


def _require_receivable(centre: Centre, offer: Offer, by: Mandate) -> User:
    """Who receives it; raises NotYourField or NotReceivable."""
    procedure = offer.procedure
    is_here = by.user.centre_id == centre.id
    if not (is_here and by.may_in(Capability.RECEIVE, procedure.field_id)):
        raise NotYourField(procedure.code)
    if procedure.code in NOT_DOSSIERS:
        raise NotReceivable(procedure.code)
    return by.user


def _keep_rows(
    dossier: Dossier, papers: Sequence[Paper], steps: Sequence[Step], visit: Visit
) -> None:
    for paper in papers:
        paper.dossier = dossier
    purpose = DossierVisit.Purpose.RECEIVE
    keep(dossier, *papers, *steps, arrivals.episode_of(dossier, visit, purpose))


def _papers(dossier: Dossier) -> list[Paper]:
    return list(Paper.objects.filter(centre_id=dossier.centre_id, dossier=dossier))
