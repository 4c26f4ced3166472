"""Changing the calendar, and what becomes of the promises."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier, PromiseReview
from motcua.foundation.audit.models import Line
from motcua.ward.models import CalendarDay, CalendarEdition, Centre, OfficeSeason
from tests.cast import NOW

CERTIFICATE = "1.004873"
CLOSURE = {"on": "26/11/2026", "kind": "closure", "name": "Mất điện cả ngày"}


@pytest.fixture
def promised(receive: Callable[..., Dossier]) -> Dossier:
    """A dossier of three working days, promised before the calendar changes."""
    return receive(CERTIFICATE)


def add_day(office: Client, **changes: str) -> str:
    """Send the form of a special day; the text of the page it ends on."""
    with time_machine.travel(NOW, tick=False):
        response = office.post(
            "/office/calendar/special-days/new/", CLOSURE | changes, follow=True
        )
    assert response.status_code == 200
    return response.content.decode()


def test_a_closure_moves_nothing_and_asks_about_each_promise(
    office: Client, promised: Dossier
) -> None:
    page = add_day(office)

    promised.refresh_from_db()
    assert promised.due_at == datetime.fromisoformat("2026-11-30T17:00:00+07:00")
    assert promised.code in page
    assert "17:00, thứ Hai 30/11/2026" in page
    assert "17:00, thứ Ba 01/12/2026" in page


def test_a_day_without_promises_says_that_nothing_changes(
    office: Client, town: Centre
) -> None:
    page = add_day(office)

    assert "Không có lời hẹn nào thay đổi" in page
    edition = CalendarEdition.objects.filter(centre=town).latest("number")
    assert edition.published_by == "quantri"
    assert "Mất điện" in office.get("/office/calendar/editions/").content.decode()


@pytest.mark.parametrize(
    ("decision", "due"),
    [("keep", "2026-11-30T17:00:00+07:00"), ("move", "2026-12-01T17:00:00+07:00")],
)
@pytest.mark.parametrize("is_for_all", [False, True])
def test_a_person_keeps_or_moves_the_promise(
    office: Client, promised: Dossier, decision: str, due: str, is_for_all: bool
) -> None:
    add_day(office)
    review = PromiseReview.objects.get(centre_id=promised.centre_id)
    path = "decisions/" if is_for_all else f"{review.id}/decision/"

    office.post(f"/office/calendar/reviews/{path}", {"decision": decision})

    promised.refresh_from_db()
    review.refresh_from_db()
    assert promised.due_at == datetime.fromisoformat(due)
    assert (review.decision, review.decided_by) == (decision, "quantri")
    assert Line.objects.filter(
        centre_id=promised.centre_id, subject_id=promised.id, verb="decide_review"
    ).exists()


def test_a_decision_that_is_neither_changes_nothing(
    office: Client, promised: Dossier
) -> None:
    add_day(office)

    response = office.post("/office/calendar/reviews/decisions/", {"decision": "lose"})

    assert response.status_code == 404
    assert PromiseReview.objects.get(centre_id=promised.centre_id).decision == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": ""}, "Ghi ngày"),
        ({"on": "31/02/2026"}, "Ghi theo ngày/tháng/năm"),
        ({"on": "01/01/2027"}, "Lịch đã có ghi ngày này"),
        ({"name": ""}, "Ghi tên ngày hoặc lý do"),
        ({"kind": "party"}, "party"),
        ({"sessions": "13:00-12:00"}, "Giờ đóng phải sau giờ mở"),
        ({"sessions": "7:30-11:30, 11:00-17:00"}, "Các buổi trùng giờ nhau"),
        ({"sessions": "sáng"}, "Ghi giờ như 07:30-11:30"),
        ({"kind": "holiday", "sessions": "7:30-11:30"}, "thì không có giờ mở cửa"),
        ({"replaces": "25/11/2026"}, "Chỉ ngày làm bù mới thay cho ngày khác"),
    ],
)
def test_a_wrong_day_is_told_beside_the_field_and_nothing_is_written(
    office: Client, town: Centre, changes: dict[str, str], sentence: str
) -> None:
    before = CalendarEdition.objects.filter(centre=town).count()

    page = add_day(office, **changes)

    assert sentence in page
    assert CalendarEdition.objects.filter(centre=town).count() == before


def test_a_day_goes_after_a_question(office: Client, town: Centre) -> None:
    path = "/office/calendar/special-days/2027-01-01/removal/"
    assert "Tết Dương lịch" in office.get(path).content.decode()

    with time_machine.travel(NOW, tick=False):
        office.post(path)

    assert not CalendarDay.objects.filter(centre=town, on=date(2027, 1, 1)).exists()
    assert office.get(path).status_code == 404


def test_hours_change_by_weekday(office: Client, town: Centre) -> None:
    season = OfficeSeason.objects.get(centre=town)
    week = {f"day_{day}": "7h-11h30, 13:30 - 17:00" for day in range(5)}

    with time_machine.travel(NOW, tick=False):
        office.post(f"/office/calendar/seasons/{season.id}/", week)

    season.refresh_from_db()
    assert season.week["0"] == [["07:00", "11:30"], ["13:30", "17:00"]]
    assert "5" not in season.week


def test_a_week_without_a_working_day_is_refused(office: Client, town: Centre) -> None:
    season = OfficeSeason.objects.get(centre=town)

    page = office.post(
        f"/office/calendar/seasons/{season.id}/", {"day_5": "7:30-11:30"}
    ).content.decode()

    assert "Phải mở cửa ít nhất một ngày" in page


def test_the_year_shows_kinds_in_words_and_marks_what_is_not_announced(
    office: Client,
) -> None:
    page = office.get("/office/calendar/?year=2027").content.decode()

    assert page.count('<table class="month">') == 12
    assert "Nghỉ lễ: Tết Dương lịch" in page
    assert "dự kiến, chưa công bố chính thức" in page


def test_the_clock_can_be_tried(office: Client) -> None:
    page = office.get(
        "/office/calendar/reckoning/",
        {"received": "25/11/2026 15:30", "quantity": "1", "unit": "same_day"},
    ).content.decode()

    assert "17:00, thứ Năm 26/11/2026" in page
    assert "sau 15 giờ" in page


@pytest.mark.parametrize(
    ("received", "quantity", "unit", "sentence"),
    [
        ("30/02/2026 08:00", "5", "working_days", "Ghi như 24/11/2026 15:00"),
        ("25/11/2026 08:00", "0", "working_days", "Ít nhất là 1"),
        ("25/11/2026 08:00", "2", "same_day", "thì số là 1"),
        ("25/11/2026 08:00", "năm", "hours", "Ghi một số nguyên"),
    ],
)
def test_a_wrong_question_is_told_beside_the_field(
    office: Client, received: str, quantity: str, unit: str, sentence: str
) -> None:
    page = office.get(
        "/office/calendar/reckoning/",
        {"received": received, "quantity": quantity, "unit": unit},
    ).content.decode()

    assert sentence in page


def test_another_ward_cannot_decide(
    promised: Dossier,
    office: Client,
    signed_in: Callable[[Mandate], Client],
    foreign_admin: Mandate,
) -> None:
    add_day(office)
    review = PromiseReview.objects.get(centre_id=promised.centre_id)

    response = signed_in(foreign_admin).post(
        f"/office/calendar/reviews/{review.id}/decision/", {"decision": "move"}
    )

    assert response.status_code == 404
