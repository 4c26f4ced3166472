"""The people of the trial centre as they act on a day: who holds a role, who is away."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from motcua.accounts import away
from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.dossiers.models import AgencyTask, Step
from motcua.ward.models import Centre


class Crew:
    """Finds who acts; mandates are read once a day."""

    def __init__(self, centre: Centre) -> None:
        """Remember nothing yet."""
        self._centre = centre
        self._day: date | None = None
        self._known: dict[tuple[str, object], Mandate] = {}

    def holder(self, role: str, at: datetime, unit: UUID | None = None) -> Mandate:
        """The first person by name who holds the role, in the unit when one is given."""
        on = self._turn_to(at)
        key = (role, unit)
        if key not in self._known:
            people = accounts.people_with_role(
                self._centre, role, on=on, department_id=unit
            )
            user = people.select_related("centre").order_by("username").first()
            if user is None:
                raise LookupError(f"nobody holds the role {role}")
            self._known[key] = mandate_of(user, on=on)
        return self._known[key]

    def of_agency(self, task: AgencyTask, at: datetime) -> Mandate:
        """The officer who answers for an agency at its own sign-in."""
        on = self._turn_to(at)
        key = ("agency", task.agency_id)
        if key not in self._known:
            user = (
                User.objects.filter(
                    centre=self._centre, department_id=task.agency_id, is_active=True
                )
                .select_related("centre")
                .order_by("username")[0]
            )
            self._known[key] = mandate_of(user, on=on)
        return self._known[key]

    def signer(self, step: Step, at: datetime) -> Mandate | None:
        """Who signs this step today: the leader, a deputy by delegation, or nobody."""
        on = self._turn_to(at)
        leader = self.holder(step.role, at)
        if not self.is_away(leader.user, at):
            return leader
        gone = away.signers_away(
            self._centre.id, [leader.user], field_id=step.dossier.field_id, on=on
        )
        deputies = [paper.deputy for one in gone or () for paper in one.deputies]
        return mandate_of(deputies[0], on=on) if deputies else None

    def is_away(self, user: User, at: datetime) -> bool:
        """True when the person is away on that day."""
        return bool(away.away_on(self._centre.id, timezone.localdate(at), [user.id]))

    def _turn_to(self, at: datetime) -> date:
        on = timezone.localdate(at)
        if on != self._day:
            self._day, self._known = on, {}
        return on
