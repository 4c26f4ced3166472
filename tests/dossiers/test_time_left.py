"""What is left until the promised time, or how late it is, in working time."""

from datetime import datetime, timedelta

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import TimeLeft, time_left
from motcua.rules.lifecycle import State
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

DUE = datetime.fromisoformat("2026-11-25T17:00:00+07:00")


@pytest.fixture
def calendar(town: Centre) -> OfficeCalendar:
    """The calendar of the town."""
    return ward.calendar_of(ward.edition_in_force(town))


def open_dossier(**changes: object) -> Dossier:
    """A dossier in process that is due on Wednesday at five."""
    dossier = Dossier(state=State.IN_PROGRESS, due_at=DUE)
    for name, value in changes.items():
        setattr(dossier, name, value)
    return dossier


@pytest.mark.parametrize(
    ("now", "left"),
    [
        # Tuesday the 24th is a public holiday.
        ("2026-11-16T09:00", TimeLeft("on_time", 6)),
        ("2026-11-20T09:00", TimeLeft("soon", 2)),
        ("2026-11-24T09:00", TimeLeft("soon", 8, "hour")),
        ("2026-11-25T14:00", TimeLeft("today", 3, "hour")),
        ("2026-11-25T16:30", TimeLeft("today", None, "hour")),
        ("2026-11-25T17:00", TimeLeft("today", None, "hour")),
        ("2026-11-26T08:00", TimeLeft("overdue", 1)),
        ("2026-12-02T08:00", TimeLeft("overdue", 5)),
    ],
)
def test_time_is_counted_in_working_days_and_near_the_end_in_hours(
    calendar: OfficeCalendar, now: str, left: TimeLeft
) -> None:
    at = datetime.fromisoformat(f"{now}:00+07:00")

    assert time_left(open_dossier(), calendar, at=at) == left


def test_late_within_the_day_is_told_in_hours_begun(calendar: OfficeCalendar) -> None:
    due = datetime.fromisoformat("2026-11-25T09:00:00+07:00")

    left = time_left(
        open_dossier(due_at=due), calendar, at=due + timedelta(hours=1, minutes=5)
    )

    assert left == TimeLeft("overdue", 2, "hour")


def test_a_stopped_clock_has_no_amount(calendar: OfficeCalendar) -> None:
    paused = open_dossier(state=State.SUPPLEMENT)

    assert time_left(paused, calendar, at=DUE) == TimeLeft("paused")


def test_a_result_is_early_in_time_or_late_by_when_it_was_ready(
    calendar: OfficeCalendar,
) -> None:
    def left(resolved: str) -> TimeLeft | None:
        at = datetime.fromisoformat(f"{resolved}:00+07:00")
        done = open_dossier(state=State.RESOLVED, resolved_at=at)
        return time_left(done, calendar, at=DUE + timedelta(days=90))

    assert left("2026-11-20T09:00") == TimeLeft("done", 2)
    assert left("2026-11-25T16:59") == TimeLeft("done")
    assert left("2026-11-26T09:00") == TimeLeft("done_late", 1)


def test_without_a_promise_or_after_the_end_nothing_is_left(
    calendar: OfficeCalendar,
) -> None:
    assert time_left(open_dossier(due_at=None), calendar, at=DUE) is None
    withdrawn = open_dossier(state=State.WITHDRAWN)
    assert time_left(withdrawn, calendar, at=DUE) is None
