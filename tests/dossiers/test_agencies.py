"""Partner agencies: their step, opinions in turn or at once, silence and letters."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.catalogue import clauses
from motcua.catalogue import services as catalogue
from motcua.dossiers import services
from motcua.dossiers.errors import (
    CannotReceiveTo,
    LeadMissing,
    NotYourStep,
    ReasonMissing,
    TaskClosed,
)
from motcua.dossiers.models import AgencyTask, Dossier, HandOver, Reminder, Step
from motcua.dossiers.selectors import agencies
from motcua.dossiers.services import Ask
from motcua.rules import worktime
from motcua.rules.lifecycle import State
from motcua.ward import selectors as ward
from motcua.ward.founding import Founder
from motcua.ward.models import Centre, Department
from tests.cast import NOW, mandate
from tests.dossiers.conftest import facts_of, verbs_of

RESIDENCE = "1.004194"
"""Temporary residence: three steps in a row are the police's."""


@pytest.fixture
def police(town: Centre) -> Mandate:
    """An officer of the ward police, at their own sign-in."""
    return mandate("congan")


@pytest.fixture
def residence(receive: Callable[..., Dossier]) -> Dossier:
    """A registration of temporary residence, at the police."""
    return receive(RESIDENCE)


@pytest.fixture
def their_task(residence: Dossier) -> AgencyTask:
    """What the police were asked."""
    return AgencyTask.objects.get(centre_id=residence.centre_id, dossier=residence)


def asks(town: Centre, *codes: str, **more: Any) -> list[Ask]:
    """The same question to these agencies."""
    units = {unit.code: unit for unit in Department.objects.filter(centre=town)}
    return [
        Ask(units[code], "Đất này có tranh chấp không?", hours=Decimal(8), **more)
        for code in codes
    ]


def test_the_step_of_an_agency_is_sent_to_it_when_its_turn_comes(
    residence: Dossier, their_task: AgencyTask, town: Centre
) -> None:
    calendar = ward.calendar_in_force(town)
    due = worktime.advance(NOW, timedelta(hours=15), calendar)

    assert their_task.agency.code == "CA"
    assert (their_task.kind, their_task.state) == ("resolve", "sent")
    assert their_task.due_at == due
    assert residence.due_at is not None
    assert "dossiers.AgencyAsked" in facts_of(residence)


def test_nobody_of_the_ward_can_do_the_step_of_an_agency(
    town: Centre, residence: Dossier, director_khanh: Mandate
) -> None:
    for who in ("tiepnhan", "hotich", "chanhvp", "phochutich", "congan"):
        with pytest.raises(NotYourStep):
            services.hand_over(
                centre=town, code=residence.code, by=mandate(who), at=NOW
            )

    with pytest.raises(NotYourStep):
        services.assign(
            centre=town,
            code=residence.code,
            to=mandate("congan").user,
            by=director_khanh,
            at=NOW,
        )


def test_the_answer_hands_the_step_over_to_the_ward(
    town: Centre, residence: Dossier, their_task: AgencyTask, police: Mandate
) -> None:
    later = NOW + timedelta(hours=2)

    services.receive_task(centre=town, task_id=their_task.id, by=police, at=NOW)
    services.answer_task(
        centre=town, task_id=their_task.id, answer="Đủ điều kiện", by=police, at=later
    )

    residence.refresh_from_db()
    their_task.refresh_from_db()
    theirs = Step.objects.filter(dossier=residence, agency__code="CA")
    assert {step.status for step in theirs} == {"done"}
    assert residence.holder_role == "vice_chairman"
    assert residence.now_in is State.IN_PROGRESS
    assert (their_task.state, their_task.outcome) == ("answered", "early")
    assert verbs_of(residence) == ["receive", "receive_task", "answer_task"]
    assert "dossiers.AgencyAnswered" in facts_of(residence)


def test_another_agency_cannot_touch_the_task(
    town: Centre, their_task: AgencyTask
) -> None:
    with pytest.raises(NotYourStep):
        services.receive_task(
            centre=town, task_id=their_task.id, by=mandate("tramyte"), at=NOW
        )


def test_what_is_missing_at_receipt_stays_written(
    town: Centre, their_task: AgencyTask, police: Mandate
) -> None:
    services.receive_task(
        centre=town, task_id=their_task.id, by=police, at=NOW, missing="Tờ khai"
    )

    handed = HandOver.objects.get(task=their_task)
    assert (handed.missing, handed.received_by) == ("Tờ khai", police.user)
    with pytest.raises(TaskClosed):
        services.receive_task(centre=town, task_id=their_task.id, by=police, at=NOW)


def test_the_ward_takes_a_step_back_only_with_a_reason(
    town: Centre,
    residence: Dossier,
    their_task: AgencyTask,
    director_khanh: Mandate,
    civil_status_linh: Mandate,
) -> None:
    back = {
        "centre": town,
        "code": residence.code,
        "task_id": their_task.id,
        "by": director_khanh,
        "at": NOW,
        "to": civil_status_linh.user,
    }

    with pytest.raises(ReasonMissing):
        services.take_back(**back, reason=" ")
    services.take_back(**back, reason="Công an mất điện")
    services.hand_over(centre=town, code=residence.code, by=civil_status_linh, at=NOW)

    tasks = AgencyTask.objects.filter(dossier=residence)
    assert [task.state for task in tasks] == ["taken_back"]


def test_sent_back_by_the_leader_it_is_the_agencys_again(
    town: Centre,
    residence: Dossier,
    their_task: AgencyTask,
    police: Mandate,
    leader_hung: Mandate,
) -> None:
    services.answer_task(
        centre=town, task_id=their_task.id, answer="Được", by=police, at=NOW
    )

    services.send_back(
        centre=town, code=residence.code, reason="Sai tên", by=leader_hung, at=NOW
    )

    states = AgencyTask.objects.filter(dossier=residence).order_by("asked_at", "id")
    assert [task.state for task in states] == ["answered", "sent"]


def test_electronic_opinions_go_to_all_at_once_with_one_lead(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    by = {"centre": town, "code": dossier.code, "by": civil_status_linh, "at": NOW}
    three = asks(town, "VPDKDD", "THUE", "CA")

    with pytest.raises(LeadMissing):
        services.ask_agencies(**by, asks=three, medium="electronic")
    led = [*asks(town, "VPDKDD", is_lead=True), *three[1:]]
    tasks = services.ask_agencies(**by, asks=led, medium="electronic")

    assert [task.state for task in tasks] == ["sent"] * 3
    assert [task.is_lead for task in tasks] == [True, False, False]
    assert all(task.due_at for task in tasks)


def test_paper_goes_in_turn_when_the_one_before_came_back(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    first, second = services.ask_agencies(
        centre=town,
        code=dossier.code,
        asks=asks(town, "THUE", "BHXH"),
        medium="paper",
        by=civil_status_linh,
        at=NOW,
    )
    assert (first.state, second.state) == ("sent", "waiting")

    services.answer_task(
        centre=town, task_id=first.id, answer="Không", by=mandate("thue"), at=NOW
    )
    second.refresh_from_db()
    assert second.state == "waiting"
    back = HandOver.objects.get(task=first, to_agency=None)
    services.receive_back(
        centre=town,
        code=dossier.code,
        hand_over_id=back.id,
        by=civil_status_linh,
        at=NOW,
    )

    second.refresh_from_db()
    assert (second.state, second.sent_at) == ("sent", NOW)


def test_the_clause_of_the_regulation_counts_and_is_kept(
    town: Centre, receive: Callable[..., Dossier]
) -> None:
    police_unit = Department.objects.get(centre=town, code="CA")
    for row in clauses.in_force(town).filter(agency=police_unit):
        catalogue.end_clause(clause=row, by=Founder(), at=NOW)
    clause = catalogue.add_clause(
        centre=town,
        clause=catalogue.ClauseSetting(
            police_unit, Decimal(4), "paper", "Quy chế phối hợp, điều 5"
        ),
        by=Founder(),
        at=NOW,
    )

    task = AgencyTask.objects.get(dossier=receive(RESIDENCE))
    catalogue.end_clause(clause=clause, by=Founder(), at=NOW)

    assert (task.clause, task.medium, task.hours) == (clause, "paper", Decimal(4))


def test_a_confidential_opinion_is_the_askers_the_leaders_and_the_agencys(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    (task,) = services.ask_agencies(
        centre=town,
        code=dossier.code,
        asks=asks(town, "CA", is_confidential=True),
        medium="electronic",
        by=civil_status_linh,
        at=NOW,
    )

    def sees(who: str) -> bool:
        return task in agencies.tasks_of(mandate(who), dossier)

    assert [sees(who) for who in ("hotich", "phochutich")] == [True, True]
    assert [sees(who) for who in ("giamdoc", "tiepnhan", "vanthu")] == [False] * 3
    assert agencies.agency_task(mandate("congan"), task.id) == task
    assert agencies.agency_task(mandate("thue"), task.id) is None


def test_silence_is_told_once_and_letters_wait_for_a_signature(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, director_khanh: Mandate
) -> None:
    (task,) = services.ask_agencies(
        centre=town,
        code=dossier.code,
        asks=asks(town, "THUE"),
        medium="electronic",
        by=civil_status_linh,
        at=NOW,
    )
    late = NOW + timedelta(days=2)

    assert services.watch_agencies(centre=town, at=NOW) == 0
    assert services.watch_agencies(centre=town, at=late) == 1
    assert services.watch_agencies(centre=town, at=late) == 0

    assert facts_of(dossier).count("dossiers.AgencySilent") == 1
    letter = Reminder.objects.get(task=task)
    assert (letter.level, letter.signed_at) == (1, None)
    with pytest.raises(NotYourStep):
        services.sign_reminder(
            centre=town, reminder_id=letter.id, by=civil_status_linh, at=late
        )
    services.sign_reminder(
        centre=town, reminder_id=letter.id, by=director_khanh, at=late
    )
    services.watch_agencies(centre=town, at=late + timedelta(days=4))
    levels = Reminder.objects.filter(task=task).order_by("level")
    assert [row.level for row in levels] == [1, 2]


def test_the_score_counts_what_its_rows_show(
    town: Centre, their_task: AgencyTask, police: Mandate
) -> None:
    services.answer_task(
        centre=town,
        task_id=their_task.id,
        answer="Được",
        by=police,
        at=NOW + timedelta(hours=3),
    )
    since, until = NOW - timedelta(days=1), NOW + timedelta(days=1)

    (score,) = agencies.score(
        town, ward.calendar_in_force(town), since=since, until=until
    )
    rows = agencies.rows_of(town, since=since, until=until)

    assert (score.agency.code, score.asked, score.on_time, score.late) == (
        "CA",
        rows.count(),
        1,
        0,
    )
    # From 9:00 to 12:00 the office is closed from 11:30 on.
    assert score.median_hours == 2.5


def test_taken_back_it_goes_to_a_person_of_the_ward(
    town: Centre,
    residence: Dossier,
    their_task: AgencyTask,
    director_khanh: Mandate,
    police: Mandate,
) -> None:
    for to in (None, police.user):
        with pytest.raises(CannotReceiveTo):
            services.take_back(
                centre=town,
                code=residence.code,
                task_id=their_task.id,
                reason="Chậm",
                by=director_khanh,
                at=NOW,
                to=to,
            )

    their_task.refresh_from_db()
    assert their_task.state == "sent"


def test_a_refused_step_waits_for_the_ward(
    town: Centre, residence: Dossier, their_task: AgencyTask, police: Mandate
) -> None:
    with pytest.raises(ReasonMissing):
        services.refuse_task(
            centre=town, task_id=their_task.id, reason=" ", by=police, at=NOW
        )

    services.refuse_task(
        centre=town, task_id=their_task.id, reason="Thiếu căn cước", by=police, at=NOW
    )

    their_task.refresh_from_db()
    assert (their_task.state, their_task.answer) == ("refused", "Thiếu căn cước")
    assert Step.objects.get(dossier=residence, status="active").agency is not None


def test_a_leader_of_another_ward_takes_nothing_back(
    town: Centre,
    residence: Dossier,
    their_task: AgencyTask,
    leader_of_another_ward: Mandate,
    director_khanh: Mandate,
) -> None:
    with pytest.raises(NotYourStep):
        services.take_back(
            centre=town,
            code=residence.code,
            task_id=their_task.id,
            reason="Nhầm",
            to=director_khanh.user,
            by=leader_of_another_ward,
            at=NOW,
        )

    their_task.refresh_from_db()
    assert their_task.state == "sent"


def test_taking_one_back_sends_no_second_paper_while_another_holds_it(
    town: Centre,
    dossier: Dossier,
    civil_status_linh: Mandate,
    director_khanh: Mandate,
) -> None:
    first, second, third = services.ask_agencies(
        centre=town,
        code=dossier.code,
        asks=asks(town, "THUE", "BHXH", "CA"),
        medium="paper",
        by=civil_status_linh,
        at=NOW,
    )

    services.take_back(
        centre=town,
        code=dossier.code,
        task_id=second.id,
        reason="Không cần hỏi nữa",
        by=director_khanh,
        at=NOW,
    )

    third.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, third.state) == ("sent", "waiting")


def test_who_passed_it_on_does_not_take_the_step_of_an_agency(
    town: Centre,
    residence: Dossier,
    their_task: AgencyTask,
    reception_mai: Mandate,
    chief_lan: Mandate,
) -> None:
    assert their_task.asked_by == reception_mai.user

    with pytest.raises(NotYourStep):
        services.take_back(
            centre=town,
            code=residence.code,
            task_id=their_task.id,
            reason="Tôi làm luôn",
            to=chief_lan.user,
            by=reception_mai,
            at=NOW,
        )


def test_a_step_the_ward_took_back_may_change_hands_again(
    town: Centre,
    residence: Dossier,
    their_task: AgencyTask,
    director_khanh: Mandate,
    chief_lan: Mandate,
    civil_status_linh: Mandate,
) -> None:
    given: dict[str, Any] = {"centre": town, "code": residence.code, "at": NOW}
    services.take_back(
        task_id=their_task.id,
        reason="Công an mất điện",
        to=chief_lan.user,
        by=director_khanh,
        **given,
    )

    services.assign(to=civil_status_linh.user, by=director_khanh, **given)

    assert services.hand_over(by=civil_status_linh, **given)
