"""Late agencies: silence is told, letters are proposed by the clock and signed by people."""

import json
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import override

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NoReminderDue, NotYourStep, TaskClosed
from motcua.dossiers.models import AgencyTask, Reminder
from motcua.dossiers.selectors import agencies
from motcua.dossiers.services import locking, promises, slips
from motcua.events.dossiers import AgencySilent
from motcua.foundation.audit import services as audit
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.foundation.typesetting import services as typesetting
from motcua.rules import worktime
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.ward.selectors import NoCalendar

TEMPLATE: Final = "reminder-1"
A_DAY: Final = timedelta(hours=8)
"""So much working time after a signed reminder the head of the agency is written to."""


class Clock:
    """The program's own watch over agencies, as audit lines name it."""

    audit_id = None
    audit_name = "may-nhac-viec"


def watch_agencies(*, centre: Centre, at: datetime) -> int:
    """Tell of silence and propose the letters that are due; nothing is sent.

    Returns how many letters were proposed.
    """
    late = agencies.overdue(centre, at=at).order_by("due_at", "id")
    return sum(
        _watch(centre, task_id, at)
        for task_id in list(late.values_list("id", flat=True))
    )


def propose_reminder(
    *, centre: Centre, task_id: UUID, by: Mandate, at: datetime
) -> Reminder:
    """Draw up the next letter about a task by hand; the director still signs it.

    Raises NotYourStep, TaskClosed when nothing is open or both letters exist,
    NoReminderDue before the agency is late or while the letter before is not signed.
    """
    if not by.may(Capability.SIGN_REMINDERS) or by.user.centre_id != centre.id:
        raise NotYourStep(str(task_id))
    with unit_of_work():
        task = _late_task(centre, task_id, at)
        known = _levels(task)
        if len(known) == len(Reminder.Level):
            raise TaskClosed(task.dossier.code)
        if any(letter.signed_at is None for letter in known.values()):
            raise NoReminderDue(task.dossier.code)
        return _propose(task, len(known) + 1, by.user, at)


def sign_reminder(
    *, centre: Centre, reminder_id: UUID, by: Mandate, at: datetime
) -> Reminder:
    """Sign the letter: its words are frozen and it may go out.

    Raises NotYourStep without the right, TaskClosed when it is signed or needless,
    NoReminderDue when the agency is not late (any more).
    """
    if not by.may(Capability.SIGN_REMINDERS) or by.user.centre_id != centre.id:
        raise NotYourStep(str(reminder_id))
    with unit_of_work():
        letters = Reminder.objects.filter(centre=centre, id=reminder_id)
        task_id = letters.values_list("task_id", flat=True).first()
        if task_id is None:
            raise TaskClosed(str(reminder_id))
        task = _late_task(centre, task_id, at)
        # Read under the lock: of two directors who sign at once one is too late.
        reminder = letters.filter(signed_at=None).first()
        if reminder is None:
            raise TaskClosed(str(reminder_id))
        reminder.signed_at, reminder.signed_by = at, by.user
        reminder.template = TEMPLATE
        reminder.content = json.dumps(
            _content(task, reminder, by, at), ensure_ascii=False
        )
        reminder.save(update_fields=["signed_at", "signed_by", "template", "content"])
        locking.note(
            task.dossier,
            "sign_reminder",
            by=by.user,
            at=at,
            task=str(task.id),
            level=reminder.level,
        )
        locking.tell_screens(task.dossier)
    return reminder


def reminder_pdf(reminder: Reminder) -> bytes:
    """A signed letter as PDF/A; the same bytes however often it is printed."""
    assert reminder.signed_at is not None
    content = json.loads(reminder.content) | {"size": "a4"}
    return typesetting.render_pdf(
        slips.PAPERS / f"{reminder.template}.typ", content, at=reminder.signed_at
    )


def _watch(centre: Centre, task_id: UUID, at: datetime) -> bool:
    """Do what one late task asks for; true when a letter was proposed."""
    with unit_of_work():
        try:
            task = _late_task(centre, task_id, at)
        except (TaskClosed, NoReminderDue):
            # Answered, taken back or stopped while the others were looked at.
            return False
        _tell_silence(task, at)
        level = _level_due(centre, task, at)
        if level is None:
            return False
        _propose(task, level, Clock(), at)
    return True


def _tell_silence(task: AgencyTask, at: datetime) -> None:
    is_opinion = task.kind == AgencyTask.Kind.OPINION
    if not is_opinion or task.silence_told_at is not None:
        return
    assert task.due_at is not None
    task.silence_told_at = at
    task.save(update_fields=["silence_told_at"])
    locking.note(task.dossier, "tell_silence", by=Clock(), at=at, task=str(task.id))
    outbox.record(
        AgencySilent(
            centre_id=task.centre_id,
            dossier_id=task.dossier_id,
            task_id=task.id,
            agency_id=task.agency_id,
            due_at=task.due_at,
        ),
        at=at,
    )


def _level_due(centre: Centre, task: AgencyTask, at: datetime) -> int | None:
    """The letter the clock asks for: first at once, the second a day after signing."""
    known = _levels(task)
    if not known:
        return Reminder.Level.REMIND
    first = known.get(Reminder.Level.REMIND)
    if Reminder.Level.ESCALATE in known or first is None or first.signed_at is None:
        return None
    try:
        calendar = ward.calendar_in_force(centre)
    except NoCalendar:
        return None
    waited = worktime.elapsed(
        first.signed_at,
        at,
        calendar,
        pauses=promises.pauses_of(task.dossier) if task.step_id else (),
    )
    return Reminder.Level.ESCALATE if waited >= A_DAY else None


def _levels(task: AgencyTask) -> dict[int, Reminder]:
    rows = Reminder.objects.filter(centre_id=task.centre_id, task=task)
    return {row.level: row for row in rows}


def _propose(task: AgencyTask, level: int, by: audit.Actor, at: datetime) -> Reminder:
    reminder = Reminder.objects.create(
        centre_id=task.centre_id,
        dossier_id=task.dossier_id,
        task=task,
        level=level,
        proposed_at=at,
    )
    locking.note(
        task.dossier,
        "propose_reminder",
        by=by,
        at=at,
        task=str(task.id),
        level=level,
    )
    return reminder


def _late_task(centre: Centre, task_id: UUID, at: datetime) -> AgencyTask:
    """The task as it is under its dossier's lock; raises TaskClosed or NoReminderDue."""
    known = AgencyTask.objects.filter(centre=centre, id=task_id)
    code = known.values_list("dossier__code", flat=True).first()
    if code is None:
        raise TaskClosed(str(task_id))
    dossier = locking.locked(centre.id, code)
    task = known.select_related("agency", "clause").get()
    task.dossier = dossier
    if not task.is_open:
        raise TaskClosed(code)
    if not task.is_late(at):
        raise NoReminderDue(code)
    return task


def _content(
    task: AgencyTask, reminder: Reminder, by: Mandate, at: datetime
) -> dict[str, Any]:
    assert task.sent_at is not None
    assert task.due_at is not None
    head = slips.head_of(task.dossier)
    # What goes to an agency says no more of a person than its task needs.
    kept = ("committee", "centre", "place", "address", "hotline", "synthetic", "code")
    with override("vi"):
        return {
            **{key: head[key] for key in kept},
            "procedure": head["procedure"],
            "procedure_code": head["procedure_code"],
            "agency": task.agency.name,
            "level": reminder.level,
            "kind": task.get_kind_display(),
            "sent_at": slips.on_paper(task.sent_at),
            "due_at": slips.on_paper(task.due_at),
            "signed_at": slips.on_paper(at),
            "source": task.clause.source if task.clause else "",
            "signer": by.user.full_name,
            "title": by.user.title,
        }
