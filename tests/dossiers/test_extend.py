"""A later date, once, with an apology; on time stays what was promised first."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import (
    AlreadyExtended,
    NotYourStep,
    ReasonMissing,
    WrongStep,
)
from motcua.dossiers.models import Dossier, Extension, Promise, PromiseReview, Slip
from motcua.foundation.outbox import services as outbox
from motcua.foundation.outbox.models import Message
from motcua.rules.worktime import ExtensionRefused
from motcua.ward import selectors as ward_selectors
from motcua.ward import services as ward
from motcua.ward.models import Centre
from motcua.ward.services import NewDay
from tests.cast import NOW, mandate
from tests.dossiers.conftest import ask
from tests.dossiers.test_endings import on, text_of_slip

PROMISED = datetime.fromisoformat("2026-11-30T17:00:00+07:00")
FRIDAY = datetime.fromisoformat("2026-11-27T09:00:00+07:00")
MONDAY = datetime.fromisoformat("2026-11-30T09:00:00+07:00")
LATER = datetime.fromisoformat("2026-12-03T17:00:00+07:00")
REASON = "Chờ kết quả xác minh nơi cư trú cũ"


def extended(dossier: Dossier, by: Mandate, at: datetime = FRIDAY) -> Dossier:
    return services.extend(new_due_at=LATER, reason=REASON, **on(dossier, by, at))


def test_the_promise_moves_and_the_first_one_is_kept(
    marital: Dossier, chief_lan: Mandate
) -> None:
    found = extended(marital, chief_lan)

    assert (found.due_at, found.first_due_at) == (LATER, PROMISED)
    promise = Promise.objects.get(dossier=marital, number=2)
    assert (promise.reason, promise.due_at) == ("extension", LATER)
    fact = Message.objects.get(
        kind="dossiers.PromiseMoved", values__dossier_id=str(marital.id)
    )
    assert fact.values["reason"] == "extension"


def test_the_apology_reads_as_the_form_wants(
    marital: Dossier, chief_lan: Mandate
) -> None:
    extended(marital, chief_lan)

    text = text_of_slip(marital, "04")
    for words in (
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        marital.code,
        "Bùi Thị An",
        "1.004873",
        "09 giờ 00 phút, ngày 25/11/2026",
        "17 giờ 00 phút, ngày 30/11/2026",
        "17 giờ 00 phút, ngày 03/12/2026",
        REASON,
        "xin lỗi Ông/Bà",
        chief_lan.user.full_name,
    ):
        assert words in text
    assert "gửi muộn hơn" not in text


def test_an_apology_on_the_promised_day_is_taken_and_called_late(
    marital: Dossier, chief_lan: Mandate
) -> None:
    extended(marital, chief_lan, at=MONDAY)

    assert Extension.objects.get(dossier=marital).is_late
    assert "gửi muộn hơn" in text_of_slip(marital, "04")


def test_there_is_at_most_one(marital: Dossier, chief_lan: Mandate) -> None:
    extended(marital, chief_lan)

    with pytest.raises(AlreadyExtended):
        services.extend(
            new_due_at=datetime.fromisoformat("2026-12-10T17:00:00+07:00"),
            reason=REASON,
            **on(marital, chief_lan, FRIDAY),
        )

    assert Slip.objects.filter(dossier=marital, form="04").count() == 1


def test_a_refused_date_leaves_nothing(marital: Dossier, chief_lan: Mandate) -> None:
    with pytest.raises(ExtensionRefused):
        services.extend(
            new_due_at=PROMISED, reason=REASON, **on(marital, chief_lan, FRIDAY)
        )

    assert not Extension.objects.filter(dossier=marital).exists()
    assert not Slip.objects.filter(dossier=marital, form="04").exists()


def test_an_apology_gives_its_reason(marital: Dossier, chief_lan: Mandate) -> None:
    with pytest.raises(ReasonMissing):
        services.extend(new_due_at=LATER, reason=" ", **on(marital, chief_lan, FRIDAY))


@pytest.mark.parametrize(
    "who", ["hotich", "tiepnhan", "vanthu", "truongphong.kt", "songda.vice_chairman"]
)
def test_only_a_leader_or_the_head_of_the_unit_that_has_it_signs(
    marital: Dossier, stranger: Mandate, who: str
) -> None:
    with pytest.raises(NotYourStep):
        extended(marital, mandate(who))


def test_a_leader_signs_for_every_unit(marital: Dossier, leader_hung: Mandate) -> None:
    assert extended(marital, leader_hung).due_at == LATER


def test_no_date_is_given_while_the_clock_stands_still(
    marital: Dossier, chief_lan: Mandate
) -> None:
    ask(marital.centre, marital, chief_lan)

    with pytest.raises(WrongStep):
        extended(marital, chief_lan)


def finished(town: Centre, dossier: Dossier, at: datetime) -> Dossier:
    for who in ("chanhvp", "hotich", "chanhvp"):
        services.hand_over(**on(dossier, mandate(who), at))
    services.approve_result(**on(dossier, mandate("phochutich"), at))
    return services.hand_over(**on(dossier, mandate("vanthu"), at))


@pytest.mark.parametrize(
    ("at", "is_on_time", "kind"),
    [
        ("2026-11-30T16:00:00+07:00", True, "done"),
        ("2026-12-02T16:00:00+07:00", False, "done_late"),
    ],
)
def test_on_time_is_measured_by_the_first_promise(
    town: Centre,
    marital: Dossier,
    chief_lan: Mandate,
    at: str,
    is_on_time: bool,
    kind: str,
) -> None:
    extended(marital, chief_lan)

    done = finished(town, marital, datetime.fromisoformat(at))

    assert selectors.on_time_by_first_promise(done) is is_on_time
    approved = Message.objects.get(
        kind="dossiers.ResultApproved", values__dossier_id=str(marital.id)
    )
    assert approved.values["on_time"] is is_on_time
    left = selectors.time_left(done, ward_calendar(town), at=datetime.fromisoformat(at))
    assert left is not None
    assert left.kind == kind


def test_a_pause_after_the_apology_moves_both_dates(
    marital: Dossier, chief_lan: Mandate
) -> None:
    extended(marital, chief_lan)
    payment: dict[str, Any] = {
        "reason": "Lệ phí",
        "amount": "8.000 đ",
        "evidence": "TB 1",
    }
    services.request_payment(**payment, **on(marital, chief_lan, FRIDAY))

    again = services.confirm_payment(evidence="BL 1", **on(marital, chief_lan, MONDAY))

    # One working day stood still.
    assert again.first_due_at == datetime.fromisoformat("2026-12-01T17:00:00+07:00")
    assert again.due_at == datetime.fromisoformat("2026-12-04T17:00:00+07:00")
    assert again.due_at == Promise.objects.get(dossier=marital, number=3).due_at


def close(town: Centre, day: date, by: Mandate) -> None:
    ward.add_special_day(
        centre=town,
        new=NewDay(on=day, kind="closure", name="Mất điện"),
        by=by.user,
        at=FRIDAY,
    )
    outbox.deliver_due(at=FRIDAY)


def test_a_corrected_calendar_asks_nothing_where_the_given_date_still_stands(
    town: Centre, marital: Dossier, chief_lan: Mandate, admin_quan: Mandate
) -> None:
    extended(marital, chief_lan)

    close(town, date(2026, 11, 30), admin_quan)

    assert not PromiseReview.objects.filter(dossier=marital).exists()
    marital.refresh_from_db()
    assert (marital.due_at, marital.first_due_at) == (LATER, PROMISED)


def test_a_corrected_calendar_asks_about_a_given_date_it_closes(
    town: Centre,
    marital: Dossier,
    chief_lan: Mandate,
    admin_quan: Mandate,
    director_khanh: Mandate,
) -> None:
    extended(marital, chief_lan)

    close(town, LATER.date(), admin_quan)

    review = PromiseReview.objects.get(dossier=marital)
    day_after = datetime.fromisoformat("2026-12-04T17:00:00+07:00")
    assert (review.old_due_at, review.new_due_at) == (LATER, day_after)
    services.decide_review(
        review=review, decision="move", by=director_khanh.user, at=FRIDAY
    )
    marital.refresh_from_db()
    assert (marital.due_at, marital.first_due_at) == (day_after, PROMISED)


def test_a_calendar_corrected_after_the_result_leaves_the_lateness_as_it_was(
    town: Centre, marital: Dossier, chief_lan: Mandate, admin_quan: Mandate
) -> None:
    extended(marital, chief_lan, at=NOW)
    late = datetime.fromisoformat("2026-12-01T09:00:00+07:00")
    done = finished(town, marital, late)
    before = selectors.time_left(done, ward_calendar(town), at=late)

    close(town, date(2026, 11, 27), admin_quan)

    done.refresh_from_db()
    assert not PromiseReview.objects.filter(dossier=marital).exists()
    assert (done.due_at, done.first_due_at) == (LATER, PROMISED)
    assert selectors.on_time_by_first_promise(done) is False
    assert selectors.time_left(done, ward_calendar(town), at=late) == before


def test_a_paused_promise_is_asked_about_and_counted_by_the_edition_decided_for(
    town: Centre,
    marital: Dossier,
    chief_lan: Mandate,
    admin_quan: Mandate,
    director_khanh: Mandate,
) -> None:
    payment: dict[str, Any] = {
        "reason": "Lệ phí",
        "amount": "8.000 đ",
        "evidence": "TB 1",
    }
    services.request_payment(**payment, **on(marital, chief_lan, NOW))
    close(town, FRIDAY.date(), admin_quan)
    review = PromiseReview.objects.get(dossier=marital)
    assert marital.due_at == PROMISED

    services.decide_review(
        review=review, decision="keep", by=director_khanh.user, at=FRIDAY
    )
    again = services.confirm_payment(evidence="BL 1", **on(marital, chief_lan, MONDAY))

    # Wednesday, Thursday and Friday stood still by the calendar the promise was kept in.
    assert again.due_at == datetime.fromisoformat("2026-12-03T17:00:00+07:00")


def ward_calendar(town: Centre) -> Any:
    return ward_selectors.calendar_in_force(town)
