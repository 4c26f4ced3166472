"""One thing of each kind that an address can name, of one centre.

`about="season"` in a rule means: `belongings(...)["season"]` of the caller's centre, and
of the other one. A kind whose name the centres share (a date, a procedure's code) has a
value only where that name means nothing to the other centre; None leaves it out.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from motcua.accounts import second_looks
from motcua.accounts.models import (
    Absence,
    ApiToken,
    Delegation,
    Departure,
    PendingAct,
    RoleAssignment,
    User,
)
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.catalogue.models import CoordinationClause
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import (
    AgencyTask,
    Dossier,
    Paper,
    PaperFile,
    PromiseReview,
)
from motcua.foundation.files import services as files
from motcua.foundation.files.decoder.verdict import Sound
from motcua.foundation.files.services import Checked
from motcua.foundation.outbox.models import Delivery, Message
from motcua.foundation.toolkit.work import unit_of_work
from motcua.notifications import models as notifications
from motcua.queueing.founding import found_hall
from motcua.queueing.models import Appointment, Device, Queue, Ticket
from motcua.queueing.services import helping
from motcua.queueing.services import issuing as hall
from motcua.queueing.services.devices import digest
from motcua.registers import services as registers
from motcua.registers.models import BookEntry, Refusal
from motcua.visits import services as visits
from motcua.visits.models import Visit
from motcua.ward import selectors as ward
from motcua.ward.models import CalendarDay, Centre, Department, OfficeSeason
from tests.cast import NOW
from tests.foundation.files.corpus.samples import jpeg

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
        "act": {"act_id": _pending_act(user).id},
        "paper_file": {"code": dossier.code, "file_id": _paper_file(dossier).id},
        "absence": {"absence_id": _absence(centre).id},
        "delegation": {"delegation_id": _delegation(centre).id},
        "departure": {"departure_id": _departure(centre, user).id},
        "message": {"message_id": _message(centre, dossier).id},
        "visit": {"visit_id": _walk_in(centre, user).id},
        "entry": {"entry_id": _entry(centre, dossier, user).id},
        "refusal": {"refusal_id": _refusal(centre, user).id},
        "letter": {"delivery_id": _dead_letter(centre).id},
        "agency_task": {"task_id": _asked(dossier, "THUE").id},
        "ticket": {"ticket_id": _ticket(centre, user).id},
        "appointment": {"appointment_id": _appointment(centre).id},
        "clause": {"clause_id": _clause(centre).id},
        "device": {"device_id": hall_display(centre, user, "matrix").id},
        "kiosk": {"device_id": _kiosk(centre, user).id},
        "help_call": {"call_id": helping.ask(_kiosk(centre, user), at=NOW).id},
        "reminder": {"reminder_id": _reminder(dossier, "VPDKDD", is_signed=True)},
        "proposal": {"reminder_id": _reminder(dossier, "BHXH", is_signed=False)},
    }


def _pending_act(user: User) -> PendingAct:
    return second_looks.ask(
        kind=PendingAct.Kind.EXPORT,
        subject_id=None,
        detail={"what": "sổ"},
        reason="",
        by=user,
        at=NOW,
    )


def _walk_in(centre: Centre, user: User) -> Visit:
    return visits.serve_walk_in(centre=centre, service="look_up", by=user, at=NOW)


def _entry(centre: Centre, dossier: Dossier, user: User) -> BookEntry:
    held = RoleAssignment.objects.filter(centre=centre, role="vice_chairman")
    return registers.issue_confirmation(
        centre=centre,
        draft=registers.Draft(
            "damage",
            dossier.submitter,
            {"statement": "Tốc mái", "purpose": "Xin hỗ trợ"},
            held.select_related("user")[0].user,
        ),
        visit=_walk_in(centre, user),
        by=user,
        at=NOW,
    )


def _paper_file(dossier: Dossier) -> PaperFile:
    paper = Paper.objects.filter(centre=dossier.centre, dossier=dossier)[0]
    drawn = jpeg(random.Random(str(dossier.id)))
    sound = Sound("image/jpeg", drawn, pages=1, thumbnail=drawn)
    stowed = files.stow(dossier.centre_id, Checked(sound, "motcua"), at=NOW)
    with unit_of_work():
        file = files.keep(stowed)
    return PaperFile.objects.create(
        centre=dossier.centre,
        dossier=dossier,
        paper=paper,
        file=file,
        position=1,
        label="giay.jpg",
        pages=1,
        uploaded_by=dossier.received_by,
        uploaded_at=NOW,
    )


def _refusal(centre: Centre, user: User) -> Refusal:
    return registers.refuse_confirmation(
        centre=centre,
        kind_code="residence",
        citizen=None,
        visit=_walk_in(centre, user),
        by=user,
        at=NOW,
    )


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


def _absence(centre: Centre) -> Absence:
    # Whoever is away may end it: somebody who may end anybody's.
    held = RoleAssignment.objects.filter(centre=centre, role="sysadmin")
    user = held.select_related("user")[0].user
    return Absence.objects.create(
        centre=centre,
        user=user,
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        kind=Absence.Kind.LEAVE,
        made_by=user,
        made_at=NOW,
    )


def _delegation(centre: Centre) -> Delegation:
    # Given by who signs nothing, so that it opens no door.
    held = RoleAssignment.objects.filter(centre=centre).select_related("user")
    leader = held.filter(role="sysadmin")[0].user
    user = held.filter(role="centre_director")[0].user
    return Delegation.objects.create(
        centre=centre,
        leader=leader,
        deputy=user,
        form=Delegation.Form.BY_ORDER,
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        document_number="1/GUQ",
        document_on=NOW.date(),
        made_by=user,
        made_at=NOW,
    )


def _departure(centre: Centre, user: User) -> Departure:
    return Departure.objects.create(
        centre=centre, user=user, reason="Nghỉ hưu", left_at=NOW, made_by=user
    )


def _message(centre: Centre, dossier: Dossier) -> notifications.Message:
    return notifications.Message.objects.create(
        centre=centre,
        dossier_id=dossier.id,
        dossier_code=dossier.code,
        cause="matrix",
        recipient=dossier.submitter,
        channel="call",
        template="result_ready",
        language="vi",
        made_at=NOW,
        not_before=NOW,
        use_by=NOW,
        status="queued",
        next_try_at=NOW,
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
    late = NOW + timedelta(days=30)
    made = dossiers.propose_reminder(
        centre=centre, task_id=task.id, by=director, at=late
    )
    if is_signed:
        dossiers.sign_reminder(centre=centre, reminder_id=made.id, by=director, at=late)
    return made.id


def _clause(centre: Centre) -> CoordinationClause:
    return CoordinationClause.objects.create(
        centre=centre,
        agency=Department.objects.get(centre=centre, code="BUUDIEN"),
        hours=Decimal(8),
        medium="paper",
        source="Quy chế phối hợp",
    )


def _ticket(centre: Centre, user: User) -> Ticket:
    if not Queue.objects.filter(centre=centre, letter="A").exists():
        found_hall(centre)
    ask = hall.Ask("A", "greeter", anyway="thử")
    return hall.issue(centre=centre, ask=ask, key="matrix", at=NOW, by=user)[0]


def _appointment(centre: Centre) -> Appointment:
    """Somebody is expected now."""
    return Appointment.objects.create(
        centre=centre,
        queue=Queue.objects.get(centre=centre, letter="A"),
        starts_at=NOW,
        public_code="matrix",
        key="matrix",
        full_name="Nguyễn Thị Hẹn",
        phone="0987654321",
        booked_at=NOW - timedelta(days=1),
    )


def hall_display(centre: Centre, by: User, token: str) -> Device:
    """A display of the hall whose browser bears this token."""
    return Device.objects.create(
        centre=centre,
        kind=Device.Kind.HALL,
        name="Màn hình sảnh",
        token_hash=digest(token),
        paired_at=NOW,
        paired_by=by,
    )


def _kiosk(centre: Centre, by: User) -> Device:
    """A ticket machine with a printer where nobody listens."""
    return Device.objects.get_or_create(
        centre=centre,
        kind=Device.Kind.KIOSK,
        defaults={
            "name": "Máy ở cửa",
            "token_hash": digest("matrix kiosk"),
            "paired_at": NOW,
            "paired_by": by,
            "printer": Device.Printer.NETWORK,
            "printer_host": "127.0.0.1",
            "printer_port": 9,
        },
    )[0]


def _director(centre: Centre) -> Mandate:
    held = RoleAssignment.objects.filter(centre=centre, role="centre_director")
    return mandate_of(held.select_related("user")[0].user, on=NOW.date())
