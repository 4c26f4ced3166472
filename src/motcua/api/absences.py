"""Who is away: said by oneself, or for others by those who assign."""

from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from motcua.accounts import absences as services
from motcua.accounts import away, selectors
from motcua.accounts.absences import NewAbsence
from motcua.accounts.models import Absence, User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.idempotency import Key, create_once
from motcua.api.problems import FORBIDDEN, INVALID, FieldError, Problem
from motcua.api.schemas.fields import Day, Sent, most

router = Router(tags=["accounts"])

ANYBODY: Final = Bearer(
    Capability.WORK_STEPS, Capability.SEE_DOSSIERS, Capability.MANAGE_STAFF
)
MOST: Final = 200


class AbsenceSent(Sent):
    """Who will be away (oneself, unless named), from when to when, who stands in."""

    starts_on: Day
    ends_on: Day
    kind: Absence.Kind = Absence.Kind.LEAVE
    reason: Annotated[str, most(500)] = ""
    person: Annotated[str, most(60)] = ""
    substitute: Annotated[str, most(60)] = ""


class AbsenceTold(Schema):
    """An absence; why somebody is away is not told."""

    id: UUID
    person: str
    starts_on: Day
    ends_on: Day
    kind: str
    substitute: str | None

    @classmethod
    def of(cls, row: Absence) -> "AbsenceTold":
        """What is told of this absence."""
        return cls(
            id=row.id,
            person=row.user.username,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            kind=row.kind,
            substitute=row.substitute.username if row.substitute else None,
        )


class AbsencesTold(Schema):
    """The absences that are not over, the next one first."""

    items: list[AbsenceTold]


@router.get("/absences", auth=ANYBODY, response=AbsencesTold)
def list_absences(request: ApiRequest) -> AbsencesTold:
    """Everybody's for those who assign; else one's own and those one stands in for."""
    mandate = request.auth
    rows = away.absences(mandate.user.centre, since=timezone.localdate())[:MOST]
    me = mandate.user.id
    return AbsencesTold(
        items=[
            AbsenceTold.of(row)
            for row in rows
            if _speaks_for_others(mandate) or me in {row.user_id, row.substitute_id}
        ]
    )


@router.post("/absences", auth=ANYBODY, response={201: AbsenceTold})
def declare_absence(request: ApiRequest, sent: AbsenceSent, key: Key) -> HttpResponse:
    """Write down that somebody is away; it counts at everybody's next request."""
    mandate = request.auth
    user = _person(mandate, "person", sent.person) if sent.person else mandate.user
    if user != mandate.user and not _speaks_for_others(mandate):
        raise Problem(FORBIDDEN)
    new = NewAbsence(
        starts_on=sent.starts_on,
        ends_on=sent.ends_on,
        kind=sent.kind.value,
        reason=sent.reason,
        substitute=_person(mandate, "substitute", sent.substitute)
        if sent.substitute
        else None,
    )

    def do() -> AbsenceTold:
        made = services.declare_absence(
            user=user, new=new, by=mandate.user, at=timezone.localtime()
        )
        return AbsenceTold.of(made)

    return create_once(mandate, key, sent, do, what="absence")


@router.post("/absences/{absence_id}/end", auth=ANYBODY, response=AbsenceTold)
def end_absence(request: ApiRequest, absence_id: UUID) -> AbsenceTold:
    """The person is back today: the absence ended yesterday, or never was."""
    mandate = request.auth
    absence = away.absence(mandate.user.centre, absence_id)
    is_own = absence is not None and absence.user_id == mandate.user.id
    if not is_own and not _speaks_for_others(mandate):
        # Whether there is such an absence is not theirs to learn.
        raise Problem(FORBIDDEN)
    if absence is None:
        raise Http404
    yesterday = timezone.localdate() - timedelta(days=1)
    services.end_absence(
        absence=absence,
        last_day=min(yesterday, absence.ends_on),
        by=mandate.user,
        at=timezone.localtime(),
    )
    return AbsenceTold.of(absence)


def _speaks_for_others(mandate: Mandate) -> bool:
    return mandate.may(Capability.ASSIGN) or mandate.may(Capability.MANAGE_STAFF)


def _person(mandate: Mandate, field: str, username: str) -> User:
    staff = selectors.staff(mandate.user.centre).filter(is_active=True)
    found = staff.filter(username=username).first()
    if found is None:
        nobody = _("Trung tâm không có người dùng này.")
        raise Problem(INVALID, errors=[FieldError(field, nobody)])
    return found
