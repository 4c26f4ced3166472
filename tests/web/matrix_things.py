"""One thing of each kind that an address can name, of one centre.

`about="season"` in a rule means: `belongings(...)["season"]` of the caller's centre, and
of the other one. A kind whose name the centres share (a date, a procedure's code) has a
value only where that name means nothing to the other centre; None leaves it out.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from motcua.accounts.models import ApiToken, RoleAssignment, User
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.catalogue.models import CoordinationClause
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import AgencyTask, Dossier, PromiseReview
from motcua.foundation.outbox.models import Delivery, Message
from motcua.ward import selectors as ward
from motcua.ward.models import CalendarDay, Centre, Department, OfficeSeason
from tests.cast import NOW

Values = dict[str, Any] | None
# What one centre alone knows: a special day, and a procedure (the town has them all).
DAYS: Final = {"hoa-binh": 34, "song-da": 35}
PROCEDURES: Final = {"hoa-binh": "1.001193", "song-da": None}


def belongings(centre: Centre, dossier: Dossier) -> dict[str, Values]:
    """Each kind of thing of this centre, by the names in its address."""
    user = User.objects.filter(centre=centre, tokens__centre=centre).order_by("id")[0]
    role = RoleAssignment.objects.filter(centre=centre, user=user)[0]
    token = ApiToken.objects.filter(centre=centre, user=user)[0]
    code = PROCEDURES[centre.slug]
    return {
        "citizen": {"citizen_id": dossier.submitter_id},
        "person": {"username": _receptionist(centre)},
        "user": {"user_id": user.id},
        "assignment": {"user_id": user.id, "assignment_id": role.id},
        "key": {"user_id": user.id, "token_id": token.id},
        "token": {"token_id": token.id},
        "review": {"review_id": _review(centre, dossier).id},
        "special_day": {"day": _special_day(centre).on.isoformat()},
        "season": {"season_id": OfficeSeason.objects.filter(centre=centre)[0].id},
        "local_procedure": {"code": code} if code else None,
        "letter": {"delivery_id": _dead_letter(centre).id},
        "agency_task": {"task_id": _asked(dossier, "THUE").id},
        "clause": {"clause_id": _clause(centre).id},
        "reminder": {"reminder_id": _reminder(dossier, "VPDKDD", is_signed=True)},
        "proposal": {"reminder_id": _reminder(dossier, "BHXH", is_signed=False)},
    }


def _receptionist(centre: Centre) -> str:
    held = RoleAssignment.objects.filter(centre=centre, role="receptionist")
    return held.select_related("user")[0].user.username


def _review(centre: Centre, dossier: Dossier) -> PromiseReview:
    return PromiseReview.objects.create(
        centre=centre,
        dossier=dossier,
        edition=ward.edition_in_force(centre),
        old_due_at=dossier.due_at or NOW,
        new_due_at=NOW,
    )


def _special_day(centre: Centre) -> CalendarDay:
    return CalendarDay.objects.create(
        centre=centre,
        on=NOW.date() + timedelta(days=DAYS[centre.slug]),
        kind=CalendarDay.Kind.CLOSURE,
        name="Mất điện",
    )


def _dead_letter(centre: Centre) -> Delivery:
    message = Message.objects.filter(centre_id=centre.id)[0]
    return Delivery.objects.create(
        centre_id=centre.id,
        message=message,
        handler="matrix",
        next_try_at=NOW,
        dead_at=NOW,
    )


def tasks_of_agencies(
    town: Centre, dossier: Dossier, foreign: Dossier
) -> Callable[[str, Any], Values]:
    """A task of the caller's own agency, of another agency, and of the other ward."""
    ours = {code: _asked(dossier, code) for code in ("CA", "TYT", "BCHQS")}
    theirs = _asked(foreign, "CA")

    def pick(relation: str, caller: Any) -> Values:
        if caller.user is None or caller.user.centre_id != town.id:
            task = {"other": theirs, "foreign": ours["CA"]}.get(relation)
        else:
            unit = caller.user.department
            own = ours.get(unit.code) if unit else None
            task = {"own": own, "other": ours["BCHQS"], "foreign": theirs}[relation]
        return {"task_id": task.id} if task else None

    return pick


def _asked(dossier: Dossier, code: str) -> AgencyTask:
    """An opinion asked of this agency by the director of the dossier's centre."""
    director = _director(dossier.centre)
    agency = Department.objects.get(centre=dossier.centre, code=code)
    (task,) = dossiers.ask_agencies(
        centre=dossier.centre,
        code=dossier.code,
        asks=[dossiers.Ask(agency, "Có ý kiến gì không?")],
        medium="electronic",
        by=director,
        at=NOW,
    )
    return task


def _reminder(dossier: Dossier, code: str, *, is_signed: bool) -> UUID:
    task, director = _asked(dossier, code), _director(dossier.centre)
    centre = dossier.centre
    made = dossiers.propose_reminder(
        centre=centre, task_id=task.id, by=director, at=NOW
    )
    if is_signed:
        dossiers.sign_reminder(centre=centre, reminder_id=made.id, by=director, at=NOW)
    return made.id


def _clause(centre: Centre) -> CoordinationClause:
    return CoordinationClause.objects.create(
        centre=centre,
        agency=Department.objects.get(centre=centre, code="BUUDIEN"),
        hours=Decimal(8),
        medium="paper",
        source="Quy chế phối hợp",
    )


def _director(centre: Centre) -> Mandate:
    held = RoleAssignment.objects.filter(centre=centre, role="centre_director")
    return mandate_of(held.select_related("user")[0].user, on=NOW.date())
