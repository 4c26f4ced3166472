"""Letters to late agencies: only to the late, one after the other, signed once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import NoReminderDue, TaskClosed
from motcua.dossiers.models import AgencyTask, Dossier, Reminder
from motcua.dossiers.selectors import agencies
from motcua.dossiers.services import Ask
from motcua.rules import worktime
from motcua.rules.lifecycle import State
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Department
from tests.cast import NOW, mandate
from tests.dossiers.conftest import facts_of
from tests.dossiers.test_agencies import RESIDENCE
from tests.dossiers.test_endings import GROUND
from tests.rivals import meanwhile

LATE = NOW + timedelta(days=2)
MUCH_LATER = NOW + timedelta(days=40)


@pytest.fixture
def opinion(town: Centre, dossier: Dossier, civil_status_linh: Mandate) -> AgencyTask:
    """The tax office is asked for an opinion, within a working day."""
    tax = Department.objects.get(centre=town, code="THUE")
    (task,) = services.ask_agencies(
        centre=town,
        code=dossier.code,
        asks=[Ask(tax, "Còn nợ thuế không?", hours=Decimal(8))],
        medium="electronic",
        by=civil_status_linh,
        at=NOW,
    )
    return task


@pytest.fixture
def letter(town: Centre, opinion: AgencyTask) -> Reminder:
    """The first letter about it, which waits for a signature."""
    services.watch_agencies(centre=town, at=LATE)
    return Reminder.objects.get(centre=town, task=opinion)


@pytest.fixture
def residence(receive: Callable[..., Dossier]) -> Dossier:
    """A registration of residence, at the step of the police."""
    return receive(RESIDENCE)


@pytest.fixture
def step_task(residence: Dossier) -> AgencyTask:
    """What the police were asked: their step."""
    return AgencyTask.objects.get(centre=residence.centre, dossier=residence)


def answer(task: AgencyTask, by: str, at: datetime) -> AgencyTask:
    return services.answer_task(
        centre=task.centre, task_id=task.id, answer="Không", by=mandate(by), at=at
    )


def about(dossier: Dossier, by: Mandate, at: datetime) -> dict[str, Any]:
    return {"centre": dossier.centre, "code": dossier.code, "by": by, "at": at}


def stop(dossier: Dossier, by: Mandate, at: datetime) -> None:
    services.stop(ground=GROUND, **about(dossier, by, at))


def reopen(dossier: Dossier, by: Mandate, at: datetime) -> None:
    services.reopen(reason="Người dân đề nghị làm tiếp", **about(dossier, by, at))


def test_an_answer_that_came_first_is_not_called_silence(
    town: Centre, dossier: Dossier, opinion: AgencyTask
) -> None:
    with meanwhile(lambda: answer(opinion, "thue", LATE)):
        proposed = services.watch_agencies(centre=town, at=LATE)

    assert proposed == 0
    assert "dossiers.AgencySilent" not in facts_of(dossier)
    assert not Reminder.objects.filter(centre=town).exists()


def test_of_two_directors_who_sign_at_once_one_is_too_late(
    town: Centre, letter: Reminder, director_khanh: Mandate
) -> None:
    by: dict[str, Any] = {"centre": town, "reminder_id": letter.id, "at": LATE}
    other = mandate("phogiamdoc")

    first = meanwhile(lambda: services.sign_reminder(by=director_khanh, **by))

    with pytest.raises(TaskClosed), first:
        services.sign_reminder(by=other, **by)


def test_no_letter_is_drawn_up_before_the_agency_is_late(
    town: Centre, opinion: AgencyTask, director_khanh: Mandate
) -> None:
    with pytest.raises(NoReminderDue):
        services.propose_reminder(
            centre=town, task_id=opinion.id, by=director_khanh, at=NOW
        )

    assert not Reminder.objects.filter(centre=town).exists()


def test_the_head_of_an_agency_is_written_to_after_the_agency_itself(
    town: Centre, letter: Reminder, director_khanh: Mandate
) -> None:
    by: dict[str, Any] = {"centre": town, "by": director_khanh, "at": LATE}

    with pytest.raises(NoReminderDue):
        services.propose_reminder(task_id=letter.task_id, **by)
    services.sign_reminder(reminder_id=letter.id, **by)
    second = services.propose_reminder(task_id=letter.task_id, **by)

    assert second.level == Reminder.Level.ESCALATE


def test_an_agency_is_not_reminded_of_a_step_the_ward_has_stopped(
    town: Centre, residence: Dossier, step_task: AgencyTask, director_khanh: Mandate
) -> None:
    stop(residence, director_khanh, NOW)

    assert services.watch_agencies(centre=town, at=MUCH_LATER) == 0
    assert not agencies.urgent(town, at=MUCH_LATER).exists()
    with pytest.raises(NoReminderDue):
        services.propose_reminder(
            centre=town, task_id=step_task.id, by=director_khanh, at=MUCH_LATER
        )


def test_a_letter_drawn_up_before_the_stop_waits_too(
    town: Centre, residence: Dossier, step_task: AgencyTask, director_khanh: Mandate
) -> None:
    late = NOW + timedelta(days=9)
    services.watch_agencies(centre=town, at=late)
    drawn = Reminder.objects.get(centre=town, task=step_task)
    assert drawn in agencies.letters_to_sign(town, at=late)

    stop(residence, director_khanh, late)

    assert drawn not in agencies.letters_to_sign(town, at=MUCH_LATER)
    with pytest.raises(NoReminderDue):
        services.sign_reminder(
            centre=town, reminder_id=drawn.id, by=director_khanh, at=MUCH_LATER
        )


def test_reopened_the_agency_has_the_time_it_had_left(
    town: Centre, residence: Dossier, step_task: AgencyTask, director_khanh: Mandate
) -> None:
    calendar = ward.calendar_in_force(town)
    stopped_at = NOW + timedelta(hours=1)
    stop(residence, director_khanh, stopped_at)

    reopen(residence, director_khanh, MUCH_LATER)

    before, task = step_task.due_at, AgencyTask.objects.get(id=step_task.id)
    assert before is not None
    assert task.due_at is not None
    assert worktime.elapsed(MUCH_LATER, task.due_at, calendar) == worktime.elapsed(
        stopped_at, before, calendar
    )
    assert answer(task, "congan", MUCH_LATER).outcome == "early"
    residence.refresh_from_db()
    assert residence.now_in is State.IN_PROGRESS


def test_late_before_the_stop_is_late_after_it(
    residence: Dossier, step_task: AgencyTask, director_khanh: Mandate
) -> None:
    stop(residence, director_khanh, NOW + timedelta(days=9))
    reopen(residence, director_khanh, MUCH_LATER)

    assert answer(step_task, "congan", MUCH_LATER).outcome == "late"


def test_a_step_given_back_during_the_stop_is_as_punctual_as_at_its_beginning(
    town: Centre, residence: Dossier, step_task: AgencyTask, director_khanh: Mandate
) -> None:
    stop(residence, director_khanh, NOW)

    refused = services.refuse_task(
        centre=town,
        task_id=step_task.id,
        reason="Phường đã dừng hồ sơ",
        by=mandate("congan"),
        at=MUCH_LATER,
    )

    assert refused.outcome == "early"


def test_the_head_of_an_agency_is_not_written_to_for_the_time_of_a_stop(
    town: Centre, residence: Dossier, step_task: AgencyTask, director_khanh: Mandate
) -> None:
    late = NOW + timedelta(days=9)
    services.watch_agencies(centre=town, at=late)
    first = Reminder.objects.get(centre=town, task=step_task)
    services.sign_reminder(
        centre=town, reminder_id=first.id, by=director_khanh, at=late
    )
    stop(residence, director_khanh, late)
    reopen(residence, director_khanh, MUCH_LATER)

    assert services.watch_agencies(centre=town, at=MUCH_LATER) == 0
    assert services.watch_agencies(centre=town, at=MUCH_LATER + timedelta(days=4)) == 1
