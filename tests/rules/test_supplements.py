"""How often papers may be asked for, and until when (domain.md 1.3 rules 6, 9, 10)."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import supplements
from motcua.rules.supplements import Asked, NeedsGround, OnlyByApplicantsFault
from tests.rules.worktime.office import SHIPPED

grounds = st.text(max_size=20)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


@given(ground=grounds, fault=st.booleans())
def test_the_first_request_is_always_free(ground: str, fault: bool) -> None:
    asked = supplements.ask(0, ground=ground, is_applicants_fault=fault)

    assert asked == Asked(1, needs_approval=False)


@given(earlier=st.integers(1, 50), ground=grounds, fault=st.booleans())
def test_no_later_request_goes_out_without_ground_and_approval(
    earlier: int,
    ground: str,
    fault: bool,
) -> None:
    lawful = bool(ground.strip()) and (earlier < 2 or fault)

    try:
        asked = supplements.ask(earlier, ground=ground, is_applicants_fault=fault)
    except (NeedsGround, OnlyByApplicantsFault):
        assert not lawful
    else:
        assert lawful
        assert asked == Asked(earlier + 1, needs_approval=True)


def test_a_second_one_without_a_ground_is_refused() -> None:
    with pytest.raises(NeedsGround):
        supplements.ask(1)


def test_a_third_one_is_only_for_the_applicants_own_fault() -> None:
    with pytest.raises(OnlyByApplicantsFault):
        supplements.ask(2, ground="Tài liệu lại sai")


@pytest.mark.parametrize(
    ("lodged", "due"),
    [
        # Wednesday 9:00, one working day of eight hours later.
        ("2026-11-25T09:00:00", "2026-11-26T09:00:00"),
        # In the night and on Sunday: from the opening of the next working day.
        ("2026-11-25T22:00:00", "2026-11-26T17:00:00"),
        ("2026-11-29T10:00:00", "2026-11-30T17:00:00"),
    ],
)
def test_an_answer_takes_eight_working_hours(lodged: str, due: str) -> None:
    assert supplements.answer_due(at(lodged), SHIPPED) == at(due)


def test_the_applicants_time_ends_on_a_working_day() -> None:
    # Thirty days after Thursday 26 November is Saturday 26 December.
    until = supplements.answer_until(at("2026-11-26T10:00:00"), SHIPPED, days=30)

    assert until == at("2026-12-28T17:00:00")


def test_three_working_days_after_reception_it_is_late() -> None:
    received = at("2026-11-25T09:00:00")

    assert not supplements.is_late(received, at("2026-11-30T17:00:00"), SHIPPED)
    assert supplements.is_late(received, at("2026-11-30T17:00:01"), SHIPPED)
