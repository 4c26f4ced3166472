"""When the machine gives out numbers."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import hall_hours
from tests.rules.worktime.office import HANOI, SHIPPED, at

LAST = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("asked", "given_out"),
    [
        ("2026-11-30 06:30", "2026-11-30 07:00"),  # half an hour before the doors open
        ("2026-11-30 07:10", "2026-11-30 07:10"),
        ("2026-11-30 11:29", "2026-11-30 11:29"),
        ("2026-11-30 11:45", "2026-11-30 12:30"),
        ("2026-11-30 13:05", "2026-11-30 13:05"),
        ("2026-11-30 16:50", "2026-11-30 16:50"),
        ("2026-11-30 16:51", "2026-12-01 07:00"),
        ("2026-11-27 17:30", "2026-11-30 07:00"),  # Friday evening: Monday
    ],
)
def test_numbers_are_given_out_in_hours(asked: str, given_out: str) -> None:
    assert hall_hours.next_ticket_at(SHIPPED, at(asked), last=LAST) == at(given_out)


@given(st.integers(0, 14 * 24 * 60), st.integers(0, 60))
def test_who_comes_when_told_to_gets_a_number(minute: int, last: int) -> None:
    asked = at("2026-11-16 00:00") + timedelta(minutes=minute)
    span = timedelta(minutes=last)

    told = hall_hours.next_ticket_at(SHIPPED, asked, last=span)

    assert told >= asked
    assert hall_hours.next_ticket_at(SHIPPED, told, last=span) == told
    assert told + span <= SHIPPED.closing_of(told.astimezone(HANOI).date())


def test_no_counter_calls_before_the_doors_open_and_at_noon() -> None:
    morning = at("2026-11-30 07:30"), at("2026-11-30 11:30")
    afternoon = at("2026-11-30 13:00"), at("2026-11-30 17:00")

    assert hall_hours.closed_spans([morning, afternoon]) == [
        (at("2026-11-30 00:00"), at("2026-11-30 07:30")),
        (at("2026-11-30 11:30"), at("2026-11-30 13:00")),
    ]
    assert hall_hours.closed_spans([]) == []
