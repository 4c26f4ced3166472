"""The fairness report: waits by class, calls out of order with whom they passed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing import fair_day
from motcua.queueing.services import persons
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, hall, later
from tests.web.html import assert_sound, words_of

__all__ = ["hall"]

REPORT = f"/desk/hall/fairness/?day={NOW.date()}"


@pytest.fixture
def desk(hall: Hall, reception_mai: Mandate) -> Desk:
    """Counter 1 with Mai."""
    return hall.sit(1, reception_mai.user)


def words(answer: Any) -> str:
    """What stands on a sound page."""
    return " ".join(words_of(assert_sound(answer)).split())


def test_a_call_out_of_order_names_its_reason_and_whom_it_passed(
    hall: Hall,
    desk: Desk,
    director_khanh: Mandate,
    signed_in: Callable[[Mandate], Client],
) -> None:
    first, favourite = hall.take(), hall.take(at=later(5))
    desk.call_this(favourite, "Người bệnh cần về sớm", later(10))
    desk.finish(later(12))
    desk.call(later(12))

    page = words(signed_in(director_khanh).get(REPORT))

    assert "2 lượt được gọi" in page
    assert f"{favourite.label} · Người bệnh cần về sớm" in page
    assert "vượt 1 người chờ lâu hơn" in page
    assert "Thường 2 5 phút 12 phút 12 phút 100" in page
    assert first.label == "A001"


def test_the_wait_is_until_the_first_call(hall: Hall, town: Centre, desk: Desk) -> None:
    hall.take()
    desk.call(later(3))
    desk.recall(later(9))

    told = fair_day.of(town, day=NOW.date())

    assert told.waits["ordinary"].longest == later(3) - NOW


def test_a_change_of_class_and_who_left_are_told(
    hall: Hall, town: Centre, desk: Desk, reception_mai: Mandate
) -> None:
    changed, gone = hall.take(), hall.take()
    persons.change_class(
        centre=town,
        ticket_id=changed.id,
        ticket_class="priority",
        ground="elderly",
        reason="Thấy tại chỗ",
        by=reception_mai.user,
        at=later(1),
    )
    persons.give_up(centre=town, ticket_id=gone.id, at=later(2))
    desk.call(later(4))

    told = fair_day.of(town, day=NOW.date())

    assert [move.reason for move in told.class_changes] == ["Thấy tại chỗ"]
    assert (told.called, told.left) == (1, 1)
    assert list(told.waits) == ["priority"]


@pytest.mark.parametrize(
    "day", ["", "hôm qua", "2026-13-40", "9999-12-31", "0001-01-01"]
)
def test_a_day_that_is_none_is_today(
    director_khanh: Mandate, signed_in: Callable[[Mandate], Client], day: str
) -> None:
    page = words(signed_in(director_khanh).get(f"/desk/hall/fairness/?day={day}"))

    assert "Ngày này chưa gọi số nào" in page


def test_a_long_day_asks_no_more_questions_than_a_short_one(
    hall: Hall,
    town: Centre,
    desk: Desk,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for n in range(12):
        hall.take(at=later(n))
        desk.call_this(hall.take(at=later(n)), "Thử", later(n))
        desk.finish(later(n))

    with django_assert_max_num_queries(5):
        told = fair_day.of(town, day=NOW.date())
        assert [each.move.ticket.label for each in told.out_of_order]
        assert all(each.move.by for each in told.out_of_order)
