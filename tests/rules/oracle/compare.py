"""Ask both clocks the same random questions.

``python -m tests.rules.oracle.compare --cases 20000 --seed 1`` prints how many
cases were asked and how many answers differed.
"""

import argparse
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from random import Random

from motcua.rules.worktime import (
    ExtensionRefused,
    OfficeCalendar,
    Pause,
    ResumePolicy,
    TimeLimit,
    Unit,
    due,
    elapsed,
)
from motcua.ward.calendar_data import calendar_from_file
from tests.rules.oracle import slow_clock
from tests.rules.oracle.slow_clock import Break

VIETNAM = timezone(timedelta(hours=7))
CALENDAR = OfficeCalendar.from_data(calendar_from_file())
EDGES = (
    "07:29",
    "07:30",
    "11:30",
    "11:31",
    "13:00",
    "14:59",
    "15:00",
    "15:01",
    "17:00",
)
QUANTITIES = {
    "hours": 40,
    "working_days": 30,
    "calendar_days": 60,
    "months": 6,
    "same_day": 1,
}


@dataclass(frozen=True)
class Question:
    """One dossier, on the wall clock of Vietnam."""

    received: datetime
    quantity: int
    unit: str
    breaks: tuple[Break, ...]
    extension: date | None
    tick: int


Answer = tuple[datetime, datetime, bool, bool] | str


def questions(cases: int, seed: int) -> list[Question]:
    """Return random dossiers of twenty years, half of them in the years of the file."""
    chance = Random(seed)
    return [_question(chance) for _ in range(cases)]


def difference(question: Question) -> str | None:
    """Return what the two clocks say when they do not agree."""
    fast, slow = ask_fast(question), ask_slow(question)
    if fast != slow:
        return f"{question}\n  the clock:  {fast}\n  the oracle: {slow}"
    fast_time, slow_time = spent_fast(question), spent_slow(question)
    if fast_time != slow_time:
        return f"{question}\n  the clock: {fast_time}, the oracle: {slow_time}"
    return None


def ask_fast(question: Question) -> Answer:
    """Return the answer of the clock under test."""
    try:
        reckoning = due(
            question.received.replace(tzinfo=VIETNAM),
            TimeLimit(question.quantity, Unit(question.unit)),
            CALENDAR,
            pauses=_pauses(question),
            extension=question.extension,
        )
    except ExtensionRefused:
        return "refused"
    return (
        reckoning.starts_at.replace(tzinfo=None),
        reckoning.due_at.replace(tzinfo=None),
        reckoning.provisional,
        reckoning.paused,
    )


def ask_slow(question: Question) -> Answer:
    """Return the answer of the oracle."""
    try:
        answer = slow_clock.due(
            question.received,
            question.quantity,
            question.unit,
            list(question.breaks),
            question.extension,
            question.tick,
        )
    except slow_clock.Refused:
        return "refused"
    return answer.starts, answer.due, answer.provisional, answer.paused


def spent_fast(question: Question) -> timedelta:
    """Return the open time of the first days, by the clock under test."""
    start = question.received.replace(tzinfo=VIETNAM)
    return elapsed(start, start + _watched(question), CALENDAR, _pauses(question))


def spent_slow(question: Question) -> timedelta:
    """Return the open time of the first days, by the oracle."""
    end = question.received + _watched(question)
    ticks = slow_clock.spent(
        question.received, end, list(question.breaks), question.tick
    )
    return timedelta(seconds=ticks * question.tick)


def _watched(question: Question) -> timedelta:
    return timedelta(days=9 if question.tick == 60 else 1, hours=3)


def _pauses(question: Question) -> list[Pause]:
    return [
        Pause(
            one.opened.replace(tzinfo=VIETNAM),
            one.closed.replace(tzinfo=VIETNAM) if one.closed else None,
            ResumePolicy.RESTART if one.afresh else ResumePolicy.CONTINUE,
        )
        for one in question.breaks
    ]


def _question(chance: Random) -> Question:
    tick = 1 if chance.random() < 0.04 else 60
    years = (2024, 2027) if chance.random() < 0.5 else (2010, 2030)
    received = _moment(chance, chance.randint(*years), tick)
    unit = chance.choice(list(QUANTITIES))
    quantity = chance.randint(1, 4 if tick == 1 else QUANTITIES[unit])
    breaks = tuple(
        _break(chance, received, tick) for _ in range(chance.choice([0, 0, 1, 1, 2, 3]))
    )
    extension = None
    if chance.random() < 0.2:
        extension = received.date() + timedelta(days=chance.randint(0, 60))
    return Question(
        received, 1 if unit == "same_day" else quantity, unit, breaks, extension, tick
    )


def _moment(chance: Random, year: int, tick: int) -> datetime:
    day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    midnight = datetime.combine(day, datetime.min.time())
    if chance.random() < 0.4:
        edge = datetime.fromisoformat(f"{day} {chance.choice(EDGES)}")
        return edge + timedelta(seconds=chance.choice([-1, 0, 1]) if tick == 1 else 0)
    return midnight + timedelta(seconds=tick * chance.randrange(86400 // tick))


def _break(chance: Random, received: datetime, tick: int) -> Break:
    day = received + timedelta(days=chance.randint(-3, 25))
    opened = _moment(chance, day.year, tick).replace(month=day.month, day=day.day)
    if chance.random() < 0.2:
        opened = received + timedelta(hours=chance.randint(0, 9))
    length = chance.choice([0, 1, 30, 600, 1440, 5000, 20000])
    closed = opened + timedelta(minutes=chance.randint(0, length))
    return Break(
        opened, None if chance.random() < 0.08 else closed, chance.random() < 0.4
    )


def main() -> int:
    """Compare, print, and fail when an answer differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = map(difference, questions(options.cases, options.seed))
    differences = [one for one in found if one is not None]
    for one in differences[:5]:
        print(one)
    print(f"cases {options.cases}, differences {len(differences)}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
