"""Withdrawn by its owner, stopped by the agency, taken up again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import EvidenceMissing, NotYourStep, ReasonMissing
from motcua.dossiers.models import Dossier, Pause, Slip, Step, Stop, Withdrawal
from motcua.dossiers.services import Ground, Wish
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from tests.cast import mandate
from tests.dossiers.conftest import ask, bring, facts_of, verbs_of
from tests.dossiers.test_receipt import text_of

THURSDAY = datetime.fromisoformat("2026-11-26T10:00:00+07:00")
MONDAY = datetime.fromisoformat("2026-11-30T10:00:00+07:00")
WISH = Wish("Gia đình đổi ý", "Bùi Thị An", "id_card", "Giấy khai sinh, 01 bản chính")
GROUND = Ground(
    kind="no_supplement",
    reason="Quá 30 ngày chưa nhận được giấy tờ bổ sung",
    legal_ground="Khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP",
    evidence="Phiếu yêu cầu bổ sung số 01 ngày 25/11/2026",
    papers_back="Tờ khai, 01 bản",
)


def on(dossier: Dossier, by: Mandate, at: datetime = THURSDAY) -> dict[str, Any]:
    return {"centre": dossier.centre, "code": dossier.code, "by": by, "at": at}


def text_of_slip(dossier: Dossier, form: str, number: int = 1) -> str:
    slip = Slip.objects.get(
        centre_id=dossier.centre_id, dossier=dossier, form=form, number=number
    )
    return text_of(services.slip_pdf(slip))


def test_a_withdrawn_dossier_is_over_and_says_who_asked(
    marital: Dossier, reception_mai: Mandate
) -> None:
    gone = services.withdraw(wish=WISH, **on(marital, reception_mai))

    assert gone.now_in is State.WITHDRAWN
    kept = Withdrawal.objects.get(dossier=marital)
    assert (kept.asked_by, kept.shown) == ("Bùi Thị An", "id_card")
    assert kept.papers_back == "Giấy khai sinh, 01 bản chính"
    assert facts_of(marital)[-1] == "dossiers.DossierWithdrawn"
    assert verbs_of(marital)[-1] == "withdraw"


def test_a_withdrawn_dossier_leaves_the_work_lists_and_its_step_is_closed(
    marital: Dossier, reception_mai: Mandate, chief_lan: Mandate
) -> None:
    assert marital in selectors.pool(chief_lan)

    gone = services.withdraw(wish=WISH, **on(marital, reception_mai))

    assert marital not in selectors.pool(chief_lan)
    assert gone.held_since is None
    assert not Step.objects.filter(dossier=marital, status="active").exists()
    assert Step.objects.get(dossier=marital, status="closed").finished_at == THURSDAY


@pytest.mark.parametrize("kind", ["supplement", "payment"])
def test_a_withdrawal_closes_the_pause(
    marital: Dossier, chief_lan: Mandate, reception_mai: Mandate, kind: str
) -> None:
    if kind == "supplement":
        ask(marital.centre, marital, chief_lan, at=THURSDAY)
    else:
        services.request_payment(
            reason="Lệ phí", amount="8.000 đ", evidence="TB 1", **on(marital, chief_lan)
        )

    services.withdraw(wish=WISH, **on(marital, reception_mai, MONDAY))

    assert Pause.objects.get(dossier=marital).closed_at == MONDAY


def test_a_result_is_not_withdrawn_any_more(
    ready: Dossier, reception_mai: Mandate
) -> None:
    with pytest.raises(ActionNotAllowed):
        services.withdraw(wish=WISH, **on(ready, reception_mai))


@pytest.mark.parametrize("who", ["hotich", "songda.receptionist"])
def test_reception_or_the_holder_writes_the_withdrawal_down(
    marital: Dossier, stranger: Mandate, who: str
) -> None:
    with pytest.raises(NotYourStep):
        services.withdraw(wish=WISH, **on(marital, mandate(who)))


def test_a_withdrawal_has_a_reason(marital: Dossier, reception_mai: Mandate) -> None:
    with pytest.raises(ReasonMissing):
        services.withdraw(
            wish=Wish(" ", "Bùi Thị An", "id_card"), **on(marital, reception_mai)
        )


def test_the_stop_notice_reads_as_the_form_wants(
    marital: Dossier, chief_lan: Mandate
) -> None:
    stopped = services.stop(ground=GROUND, **on(marital, chief_lan))

    assert stopped.now_in is State.STOPPED
    text = text_of_slip(marital, "05")
    for words in (
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        marital.code,
        "Bùi Thị An",
        "Người nộp không bổ sung đúng hạn",
        GROUND.reason,
        GROUND.legal_ground,
        GROUND.evidence,
        GROUND.papers_back,
        "10 giờ 00 phút, ngày 26/11/2026",
        "khiếu nại",
        chief_lan.user.full_name,
    ):
        assert words in text


def test_a_stopped_dossier_leaves_the_work_lists_until_it_is_reopened(
    marital: Dossier, chief_lan: Mandate
) -> None:
    services.stop(ground=GROUND, **on(marital, chief_lan))
    assert marital not in selectors.pool(chief_lan)

    again = services.reopen(reason="Đã bổ sung", **on(marital, chief_lan, MONDAY))

    assert again.now_in is State.IN_PROGRESS
    assert marital in selectors.pool(chief_lan)
    assert again.held_since == MONDAY


def test_a_second_stop_has_a_notice_of_its_own(
    marital: Dossier, chief_lan: Mandate
) -> None:
    services.stop(ground=GROUND, **on(marital, chief_lan))
    services.reopen(reason="Đã bổ sung", **on(marital, chief_lan))

    services.stop(ground=GROUND, **on(marital, chief_lan, MONDAY))

    assert [stop.number for stop in Stop.objects.filter(dossier=marital)] == [1, 2]
    assert "10 giờ 00 phút, ngày 30/11/2026" in text_of_slip(marital, "05", 2)


def test_a_stop_takes_the_place_of_the_pause_before(
    marital: Dossier, chief_lan: Mandate
) -> None:
    ask(marital.centre, marital, chief_lan)

    services.stop(ground=GROUND, **on(marital, chief_lan))

    supplement, stop = Pause.objects.filter(dossier=marital).order_by("opened_at")
    assert (supplement.kind, supplement.closed_at) == ("supplement", THURSDAY)
    assert (stop.kind, stop.opened_at, stop.closed_at) == ("stop", THURSDAY, None)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"reason": ""}, ReasonMissing),
        ({"evidence": " "}, EvidenceMissing),
        ({"legal_ground": ""}, EvidenceMissing),
    ],
)
def test_a_stop_has_reason_ground_and_proof(
    marital: Dossier,
    chief_lan: Mandate,
    changed: dict[str, str],
    refusal: type[Exception],
) -> None:
    ground = Ground(**{**vars(GROUND), **changed})

    with pytest.raises(refusal):
        services.stop(ground=ground, **on(marital, chief_lan))

    assert not Slip.objects.filter(dossier=marital, form="05").exists()


@pytest.mark.parametrize("who", ["hotich", "tiepnhan", "songda.vice_chairman"])
def test_only_the_holder_or_a_head_stops_and_reopens(
    marital: Dossier, chief_lan: Mandate, stranger: Mandate, who: str
) -> None:
    with pytest.raises(NotYourStep):
        services.stop(ground=GROUND, **on(marital, mandate(who)))
    services.stop(ground=GROUND, **on(marital, chief_lan))

    with pytest.raises(NotYourStep):
        services.reopen(reason="?", **on(marital, mandate(who)))


def test_the_time_spent_leaves_out_what_stood_still(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan, at=THURSDAY)
    again = bring(town, marital, chief_lan, at=MONDAY)

    rows = Pause.objects.filter(centre=town, dossier=marital)
    found = selectors.spent(again, rows, ward.calendar_in_force(town), at=MONDAY)

    assert found is not None
    # From Thursday 10:00 to Monday 10:00 the office is open two days' hours.
    assert found.paused == timedelta(hours=16)
    assert found.net + found.paused == found.gross
    assert sum(found.shares) == 100


def test_nobody_waits_for_papers_of_a_dossier_that_stands_still_or_ended(
    marital: Dossier, chief_lan: Mandate, reception_mai: Mandate
) -> None:
    ask(marital.centre, marital, chief_lan)

    services.stop(ground=GROUND, **on(marital, chief_lan))
    services.reopen(reason="Đã bổ sung", **on(marital, chief_lan))
    assert not marital.supplements.filter(status__in=["open", "pending"]).exists()
    ask(marital.centre, marital, chief_lan, ground="Phát sinh mới")
    services.withdraw(wish=WISH, **on(marital, reception_mai))

    assert not marital.supplements.filter(status__in=["open", "pending"]).exists()


def test_no_agency_works_on_a_withdrawn_dossier(
    receive: Callable[..., Dossier], reception_mai: Mandate
) -> None:
    at_police = receive("1.004194")

    services.withdraw(wish=WISH, **on(at_police, reception_mai))

    assert {task.state for task in at_police.tasks.all()} == {"taken_back"}


def test_a_stopped_dossier_stays_with_nobody_when_a_task_is_taken_back(
    receive: Callable[..., Dossier], chief_lan: Mandate
) -> None:
    at_police = receive("1.004194")
    (task,) = at_police.tasks.all()
    services.stop(ground=GROUND, **on(at_police, chief_lan))

    services.take_back(
        task_id=task.id, reason="Đã dừng", to=chief_lan.user, **on(at_police, chief_lan)
    )

    at_police.refresh_from_db()
    assert at_police.held_since is None
