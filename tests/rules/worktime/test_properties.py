"""What holds for every dossier."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rules.worktime import (
    DayKind,
    OfficeCalendar,
    Pause,
    ResumePolicy,
    Season,
    Session,
    SpecialDay,
    TimeLimit,
    Unit,
    advance,
    due,
    elapsed,
)
from tests.rules.worktime.office import HANOI, SHIPPED

EARLIEST, LATEST = datetime(2024, 1, 1), datetime(2028, 6, 30)  # noqa: DTZ001

moments = st.datetimes(EARLIEST, LATEST, timezones=st.just(HANOI))
spans = st.timedeltas(timedelta(), timedelta(hours=400))
limits = st.builds(
    TimeLimit, st.integers(1, 40), st.sampled_from([u for u in Unit if u != "same_day"])
) | st.just(TimeLimit(1, Unit.SAME_DAY))


@st.composite
def pauses_of(draw: st.DrawFn, resume: ResumePolicy) -> Pause:
    """Draw a pause of up to a month."""
    opened = draw(moments)
    length = draw(st.timedeltas(timedelta(), timedelta(days=30)))
    return Pause(opened, opened + length, resume)


waiting = st.lists(pauses_of(ResumePolicy.CONTINUE), max_size=4)
any_pauses = st.lists(
    pauses_of(ResumePolicy.CONTINUE) | pauses_of(ResumePolicy.RESTART), max_size=4
)


@st.composite
def some_sessions(draw: st.DrawFn) -> tuple[Session, ...]:
    """Draw up to three sessions of one day."""
    minutes = draw(
        st.lists(st.integers(0, 1439), min_size=2, max_size=6, unique=True).map(sorted)
    )
    times = [time(m // 60, m % 60) for m in minutes]
    return tuple(Session(a, b) for a, b in zip(times[::2], times[1::2], strict=False))


@st.composite
def special_days(draw: st.DrawFn) -> list[SpecialDay]:
    """Draw special days of 2026, each day once."""
    chosen = draw(
        st.lists(
            st.dates(date(2026, 1, 1), date(2026, 12, 31)), unique=True, max_size=30
        )
    )
    kinds = st.sampled_from(list(DayKind))
    return [
        SpecialDay(day, draw(kinds), "special", provisional=draw(st.booleans()))
        for day in chosen
    ]


@st.composite
def calendars(draw: st.DrawFn) -> OfficeCalendar:
    """Draw an office of two seasons with special days."""
    weeks = [
        {draw(st.integers(0, 4)): draw(some_sessions()), **extra}
        for extra in draw(
            st.lists(
                st.dictionaries(st.integers(0, 6), some_sessions()),
                min_size=2,
                max_size=2,
            )
        )
    ]
    for week in weeks:
        week.setdefault(0, (Session(time(8), time(9)),))
    seasons = (
        Season("dry", (11, 1), (4, 30), weeks[0]),
        Season("wet", (5, 1), (10, 31), weeks[1]),
    )
    days = tuple(draw(special_days()))
    return OfficeCalendar("drawn", seasons, days, date(2026, 12, 31))


@given(moments, spans)
def test_what_is_advanced_has_elapsed(start: datetime, span: timedelta) -> None:
    assert elapsed(start, advance(start, span, SHIPPED), SHIPPED) == span


@given(calendars(), moments, st.timedeltas(timedelta(), timedelta(hours=60)))
@settings(max_examples=60)
def test_what_is_advanced_has_elapsed_in_any_office(
    calendar: OfficeCalendar, start: datetime, span: timedelta
) -> None:
    assert elapsed(start, advance(start, span, calendar), calendar) == span


@given(moments, moments, moments)
def test_elapsed_time_adds_up(a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted([a, b, c])

    whole = elapsed(a, c, SHIPPED)

    assert elapsed(a, b, SHIPPED) + elapsed(b, c, SHIPPED) == whole


@given(moments, limits, st.integers(1, 20))
def test_more_work_never_ends_sooner(
    received: datetime, limit: TimeLimit, more: int
) -> None:
    longer = limit
    if limit.unit is not Unit.SAME_DAY:
        longer = TimeLimit(limit.quantity + more, limit.unit)

    assert due(received, longer, SHIPPED).due_at >= due(received, limit, SHIPPED).due_at


@given(moments, moments, limits)
def test_who_comes_later_is_never_due_sooner(
    one: datetime, other: datetime, limit: TimeLimit
) -> None:
    first, second = sorted([one, other])

    assert due(first, limit, SHIPPED).due_at <= due(second, limit, SHIPPED).due_at


@given(calendars(), moments, limits)
@settings(max_examples=60)
def test_a_due_time_is_inside_hours(
    calendar: OfficeCalendar, received: datetime, limit: TimeLimit
) -> None:
    reckoning = due(received, limit, calendar)

    assert calendar.is_open(reckoning.due_at)
    assert calendar.is_open(reckoning.starts_at)
    assert received <= reckoning.starts_at <= reckoning.due_at


@given(moments, limits, waiting)
def test_waiting_never_brings_a_promise_forward(
    received: datetime, limit: TimeLimit, pauses: list[Pause]
) -> None:
    waited = due(received, limit, SHIPPED, pauses=pauses)

    assert waited.due_at >= due(received, limit, SHIPPED).due_at


@given(moments, st.integers(1, 40), waiting)
def test_hours_promised_are_hours_unpaused(
    received: datetime, quantity: int, pauses: list[Pause]
) -> None:
    reckoning = due(received, TimeLimit(quantity, Unit.HOURS), SHIPPED, pauses=pauses)

    spent = elapsed(received, reckoning.due_at, SHIPPED, pauses)

    assert spent == timedelta(hours=quantity)


@given(moments, limits, any_pauses)
def test_the_order_in_which_pauses_are_listed_does_not_matter(
    received: datetime, limit: TimeLimit, pauses: list[Pause]
) -> None:
    backwards = list(reversed(pauses))

    forwards = due(received, limit, SHIPPED, pauses=pauses)

    assert due(received, limit, SHIPPED, pauses=backwards) == forwards


@given(moments, limits, any_pauses)
def test_the_zone_in_which_a_time_is_written_does_not_matter(
    received: datetime, limit: TimeLimit, pauses: list[Pause]
) -> None:
    here = due(received, limit, SHIPPED, pauses=pauses)

    there = due(received.astimezone(UTC), limit, SHIPPED, pauses=pauses)

    assert there == here


@given(moments, limits, any_pauses)
def test_the_last_line_is_the_due_time(
    received: datetime, limit: TimeLimit, pauses: list[Pause]
) -> None:
    reckoning = due(received, limit, SHIPPED, pauses=pauses)

    assert reckoning.lines[0].at == received
    assert reckoning.lines[-1].at == reckoning.due_at


@given(calendars())
@settings(max_examples=60)
def test_any_calendar_reads_back_equal(calendar: OfficeCalendar) -> None:
    assert OfficeCalendar.from_data(calendar.to_data()) == calendar
