"""Ask once for everything; a second time needs the head; the answer starts anew."""

import re
from datetime import datetime
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import (
    AlreadyAsked,
    FaultsUnanswered,
    FaultUnclear,
    NoFaults,
    NothingAsked,
    NotYourDecision,
    StaleDossier,
)
from motcua.dossiers.models import Dossier, Slip, SupplementFault, SupplementRequest
from motcua.dossiers.services import Answer, Brought, Fault, Ground, Request
from motcua.rules.lifecycle import State
from motcua.rules.supplements import NeedsGround, OnlyByApplicantsFault
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers.conftest import ask, bring, facts_of, verbs_of
from tests.dossiers.test_receipt import text_of

THURSDAY = datetime.fromisoformat("2026-11-26T10:00:00+07:00")
FRIDAY = datetime.fromisoformat("2026-11-27T10:00:00+07:00")
DECEMBER = datetime.fromisoformat("2026-12-10T10:00:00+07:00")
NEXT_YEAR = datetime.fromisoformat("2027-02-01T10:00:00+07:00")


def again(
    town: Centre, dossier: Dossier, by: Mandate, *, at: datetime = FRIDAY, **more: Any
) -> Dossier:
    return ask(town, dossier, by, at=at, **more)


def decide(
    town: Centre, dossier: Dossier, by: Mandate, *, is_approved: bool = True
) -> Dossier:
    return services.decide_supplement(
        centre=town,
        code=dossier.code,
        is_approved=is_approved,
        reason="Đủ căn cứ rồi",
        by=by,
        at=FRIDAY,
    )


@pytest.fixture
def answered(town: Centre, marital: Dossier, chief_lan: Mandate) -> Dossier:
    """Asked once on Wednesday and answered on Thursday."""
    ask(town, marital, chief_lan)
    return bring(town, marital, chief_lan, at=THURSDAY)


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_slip_lists_every_fault(
    town: Centre, marital: Dossier, chief_lan: Mandate, size: str
) -> None:
    paper = marital.papers.order_by("position")[0]
    faults = [
        Fault(["unreadable", "unsigned"], paper.component_key, detail="Mặt sau mờ"),
        Fault(["wrong_data"], "", "Mục 3", "Ghi sai năm sinh", "Ghi lại năm sinh"),
    ]
    services.request_supplement(
        centre=town,
        code=marital.code,
        request=Request(faults, "Giấy tờ chưa khớp", days=30),
        by=chief_lan,
        at=NOW,
    )

    slip = Slip.objects.get(dossier=marital, form="02")

    text = text_of(services.slip_pdf(slip, size=size))
    for words in (
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "01/HDHS",
        marital.code,
        "Bùi Thị An",
        "Thiếu chữ ký hoặc dấu",
        "Mặt sau mờ",
        "Mục 3",
        "Ghi lại năm sinh",
        "Giấy tờ chưa khớp",
        "ngày 25/12/2026",
        chief_lan.user.full_name,
    ):
        assert words in text


def test_one_request_at_a_time_and_its_facts(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    asked = ask(town, marital, chief_lan)

    assert asked.now_in is State.SUPPLEMENT
    assert verbs_of(marital) == ["receive", "request_supplement"]
    assert facts_of(marital)[-1] == "dossiers.SupplementRequested"
    assert SupplementRequest.objects.get(dossier=marital).number == 1


@pytest.mark.parametrize(
    ("faults", "refused"),
    [
        ([], NoFaults),
        ([Fault(["wrong_data"], "", "Mục 3", " ")], FaultUnclear),
        ([Fault([], "", "Mục 3", "Sai")], FaultUnclear),
        ([Fault(["no_such_kind"], "", "Mục 3", "Sai")], FaultUnclear),
        ([Fault(["missing"], "no-such-paper")], FaultUnclear),
    ],
)
def test_a_fault_says_what_is_wrong_with_what(
    town: Centre,
    marital: Dossier,
    chief_lan: Mandate,
    faults: list[Fault],
    refused: type[Exception],
) -> None:
    with pytest.raises(refused):
        services.request_supplement(
            centre=town,
            code=marital.code,
            request=Request(faults, "Bổ sung"),
            by=chief_lan,
            at=NOW,
        )

    assert verbs_of(marital) == ["receive"]


def test_a_second_request_waits_for_a_head_and_the_clock_runs_on(
    town: Centre, answered: Dossier, chief_lan: Mandate, director_khanh: Mandate
) -> None:
    with pytest.raises(NeedsGround):
        again(town, answered, chief_lan)

    waits = again(town, answered, chief_lan, ground="Giấy mới lại sai")
    assert waits.now_in is State.IN_PROGRESS
    with pytest.raises(AlreadyAsked):
        again(town, answered, chief_lan, ground="Nữa")
    with pytest.raises(NotYourDecision):
        decide(town, answered, chief_lan)

    assert decide(town, answered, director_khanh).now_in is State.SUPPLEMENT
    assert Slip.objects.filter(dossier=answered, form="02").count() == 2


def test_a_declined_request_never_went_out(
    town: Centre, answered: Dossier, chief_lan: Mandate, director_khanh: Mandate
) -> None:
    again(town, answered, chief_lan, ground="Giấy mới lại sai")

    left = decide(town, answered, director_khanh, is_approved=False)

    assert left.now_in is State.IN_PROGRESS
    assert Slip.objects.filter(dossier=answered, form="02").count() == 1
    again(town, answered, chief_lan, ground="Vẫn cần")


def test_a_third_request_is_only_for_the_applicants_own_fault(
    town: Centre, answered: Dossier, chief_lan: Mandate, director_khanh: Mandate
) -> None:
    again(town, answered, chief_lan, ground="Giấy mới lại sai")
    decide(town, answered, director_khanh)
    bring(town, answered, chief_lan, at=FRIDAY)

    with pytest.raises(OnlyByApplicantsFault):
        again(town, answered, chief_lan, ground="Lại sai")
    again(town, answered, chief_lan, ground="Khai gian", is_applicants_fault=True)

    assert SupplementRequest.objects.filter(dossier=answered).count() == 3


def test_after_three_working_days_the_return_is_flagged(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan, at=DECEMBER)

    assert [r.dossier_id for r in selectors.late_supplements(town)] == [marital.id]


def test_the_answer_keeps_paper_before_and_after(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan)
    services.answer_supplement(
        centre=town,
        code=marital.code,
        answer=Answer([Brought(1, "Bản mới", kind="certified", count=2)]),
        by=chief_lan,
        at=THURSDAY,
    )

    fault = SupplementFault.objects.get(request__dossier=marital)
    assert (fault.before["kind"], fault.before["count"]) == ("original", 1)
    assert (fault.after["kind"], fault.after["count"]) == ("certified", 2)
    assert marital.papers.order_by("position")[0].kind == "certified"
    assert "dossiers.SupplementAnswered" in facts_of(marital)


def test_a_partial_answer_is_refused_with_the_list_unless_enough(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    faults = [Fault(["wrong_data"], "", f"Mục {n}", "Sai") for n in (1, 2)]
    given: dict[str, Any] = {"centre": town, "code": marital.code, "by": chief_lan}
    services.request_supplement(request=Request(faults, "Sai"), at=NOW, **given)

    with pytest.raises(FaultsUnanswered) as refused:
        services.answer_supplement(answer=Answer([Brought(1)]), at=THURSDAY, **given)
    done = services.answer_supplement(
        answer=Answer([Brought(1)], "Mục 2 tra được"), at=THURSDAY, **given
    )

    assert refused.value.subjects == ("Mục 2",)
    assert done.now_in is State.IN_PROGRESS


def test_nothing_is_answered_that_was_not_asked(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    with pytest.raises(NothingAsked):
        bring(town, marital, chief_lan, at=THURSDAY)


def test_of_two_officers_asking_at_once_the_second_is_told(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan)

    with pytest.raises(StaleDossier):
        services.request_supplement(
            centre=town,
            code=marital.code,
            request=Request([Fault(["wrong_data"], "", "Mục 1", "Sai")], "Sai"),
            by=chief_lan,
            at=NOW,
            revision=marital.revision,
        )


def test_expired_requests_are_listed(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan)

    assert not selectors.expired_supplements(town, at=DECEMBER)
    (expired,) = selectors.expired_supplements(town, at=NEXT_YEAR)
    assert expired.dossier_id == marital.id


def test_after_a_stop_for_no_answer_the_work_goes_on_and_nothing_is_waited_for(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan)
    ground = services.Ground("no_supplement", "Quá hạn", "Điều 19", "Phiếu 02")
    who: dict[str, Any] = {"centre": town, "code": marital.code, "by": chief_lan}

    services.stop(ground=ground, at=DECEMBER, **who)
    stopped = selectors.for_desk(chief_lan, marital.code)
    services.reopen(reason="Đã mang giấy đến", at=DECEMBER, **who)

    view = selectors.for_desk(chief_lan, marital.code)
    assert stopped is not None
    assert view is not None
    assert "reopen" in selectors.actions_for(chief_lan, stopped)
    assert "answer_supplement" not in selectors.actions_for(chief_lan, stopped)
    assert view.supplements[0].status == SupplementRequest.Status.LAPSED
    assert "hand_over" in selectors.actions_for(chief_lan, view)


def test_a_second_request_that_never_went_out_is_not_counted(
    town: Centre, answered: Dossier, chief_lan: Mandate, director_khanh: Mandate
) -> None:
    given: dict[str, Any] = {"centre": town, "code": answered.code, "at": FRIDAY}
    again(town, answered, chief_lan, ground="Phát sinh")
    ground = Ground("other", "Chờ tòa", "Điều 19", "QĐ 1")
    services.stop(ground=ground, by=director_khanh, **given)
    services.reopen(reason="Tòa đã xử", by=director_khanh, **given)

    again(town, answered, chief_lan, ground="Phát sinh")
    asked = decide(town, answered, director_khanh)

    assert asked.now_in is State.SUPPLEMENT
    slip = Slip.objects.filter(dossier=answered, form="02").latest("id")
    assert re.search(r"Lần yêu cầu\W+2\b", text_of(services.slip_pdf(slip)))
