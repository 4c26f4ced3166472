"""Somebody comes because of a dossier: which visit was first, and the likely cause."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from motcua.accounts import away
from motcua.accounts import selectors as accounts
from motcua.dossiers.models import Dossier, DossierVisit, Exit, Pause, Step
from motcua.rules import trips
from motcua.rules.trips import Cause, Situation
from motcua.visits.models import Visit
from motcua.visits.services import Again
from motcua.ward import selectors as ward
from motcua.ward.models import Department


@dataclass(frozen=True)
class Proposal:
    """The likely cause of coming again, and the unit that would answer for each."""

    first: Visit | None
    cause: Cause
    reception: Department | None
    holder: Department | None

    def owner(self, cause: Cause) -> Department | None:
        """The unit that answers for a cause, unless the officer names another."""
        if cause not in trips.OWNED:
            return None
        is_of_holder = cause in {Cause.SIGNER_ABSENT, Cause.RESULT_NOT_READY}
        return (self.holder if is_of_holder else None) or self.reception

    @property
    def again(self) -> Again | None:
        """The proposal as it is recorded; None when the first visit is unknown."""
        return self.because(self.cause)

    def because(self, cause: Cause) -> Again | None:
        """The link to the first visit for this cause; None when that one is unknown."""
        if self.first is None:
            return None
        return Again(self.first, cause, self.owner(cause))


def first_visit(dossier: Dossier) -> Visit | None:
    """The visit in which the matter of this dossier began."""
    row = (
        DossierVisit.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .select_related("visit__again_of")
        .order_by("visit__opened_at", "id")
        .first()
    )
    return (row.visit.again_of or row.visit) if row else None


def visits_of(dossier: Dossier) -> list[DossierVisit]:
    """Every visit in which something was done for the dossier, in order."""
    return list(
        DossierVisit.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .select_related("visit__served_by", "visit__again_owner")
        .order_by("visit__opened_at", "id")
    )


def propose_again(dossier: Dossier, *, at: datetime) -> Proposal:
    """Why somebody who comes now because of this dossier probably comes."""
    active = (
        Step.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, status=Step.Status.ACTIVE
        )
        .select_related("department", "assignee")
        .first()
    )
    cause = trips.propose(
        Situation(
            now=at,
            promised_at=dossier.due_at,
            is_ready=active is not None and active.key == "deliver",
            is_returned=dossier.returned_at is not None,
            collects_at_counter=dossier.planned_exit == Exit.COUNTER,
            asked_for_papers=_waits_for_papers(dossier),
            is_signer_absent=_is_signer_absent(dossier, active, at),
        )
    )
    units = {unit.kind: unit for unit in ward.departments(dossier.centre)}
    reception = units.get(Department.Kind.RECEPTION)
    holder = _unit_of(dossier, active, at) if active else None
    return Proposal(first_visit(dossier), cause, reception, holder)


def _unit_of(dossier: Dossier, active: Step, at: datetime) -> Department | None:
    """The unit that has the step: its own, or that of those who hold its role."""
    if active.department is not None:
        return active.department
    holders = accounts.people_with_role(
        dossier.centre, active.role, on=timezone.localdate(at)
    )
    first = holders.select_related("department").order_by("username").first()
    return first.department if first else None


def _waits_for_papers(dossier: Dossier) -> bool:
    return Pause.objects.filter(
        centre_id=dossier.centre_id,
        dossier=dossier,
        kind=Pause.Kind.SUPPLEMENT,
        closed_at=None,
    ).exists()


def _is_signer_absent(dossier: Dossier, active: Step | None, at: datetime) -> bool:
    """True when it waits for a signature and nobody is there to give it today.

    Everybody who signs is away, and no delegation lets another one sign for them.
    """
    if active is None or active.key != "sign":
        return False
    on = timezone.localdate(at)
    signers = list(accounts.people_with_role(dossier.centre, active.role, on=on))
    if active.assignee is not None:
        signers = [active.assignee]
    if not signers:
        return True
    gone = away.signers_away(
        dossier.centre_id, signers, field_id=dossier.field_id, on=on
    )
    return gone is not None and not any(one.deputies for one in gone)
