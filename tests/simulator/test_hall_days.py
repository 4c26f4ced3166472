"""Simulated hall days: a lawful day, told waits that hold, and figures that are counted.

No test here may touch a database, and none does.
"""

import json
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from motcua.config.cli.__main__ import main
from motcua.config.cli.hall_table import shown
from motcua.rules import hall_hours
from motcua.simulator import hall_crowd
from motcua.simulator.hall_crowd import NEVER_ANSWERS, Crowd
from motcua.simulator.hall_day import HallDay, Past
from motcua.simulator.hall_days import OURS, Figures, Line, play_days

MONDAY = date(2026, 11, 30)
SEED = 2026
DAYS = 2


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Some days, played once."""
    return play_days(DAYS, seed=SEED)


@pytest.fixture(scope="module")
def days() -> tuple[HallDay, HallDay]:
    """A day nobody is told anything on, and one of which it teaches."""
    crowd, past = Crowd(SEED), Past()
    first = HallDay(crowd, MONDAY, past)
    first.run(asks=False)
    past.served, past.arrived = first.served, first.arrived
    past.learn(crowd.letters)
    second = HallDay(crowd, MONDAY + timedelta(days=1), past)
    second.run(asks=True)
    return first, second


def ways(figures: Figures) -> dict[str, Line]:
    return {line.name: line for line in figures.ways}


def test_what_people_are_told_holds_and_errs_less_than_every_plain_way(
    figures: Figures,
) -> None:
    ours, *plain = figures.ways

    assert ours.name == OURS
    assert len(plain) == 4
    assert ours.score.coverage >= 0.8
    assert ours.waited.coverage >= 0.7
    for way in plain:
        assert ours.score.coverage > way.score.coverage
        assert ours.score.mae < way.score.mae
        assert way.width == pytest.approx(ours.width)


def test_every_queue_is_in_the_table_and_everybody_in_one(figures: Figures) -> None:
    assert [line.name for line in figures.queues] == list("ABCDEG")
    everybody = ways(figures)[OURS].score.n
    assert sum(line.score.n for line in figures.queues) == everybody
    assert everybody > DAYS * 200


def test_another_seed_gives_other_days() -> None:
    assert play_days(1, seed=1) != play_days(1, seed=2)


def test_everybody_is_called_and_was_told_something(
    days: tuple[HallDay, HallDay],
) -> None:
    first, second = days

    assert len(second.came) == len(second.asked) == len(second.arrived)
    assert len(first.came) == len(first.arrived)
    assert not first.asked


def test_nobody_is_called_at_noon_or_two_to_one_counter(
    days: tuple[HallDay, HallDay],
) -> None:
    for day, on in zip(days, (MONDAY, MONDAY + timedelta(days=1)), strict=True):
        closed = hall_hours.closed_spans(hall_crowd.sessions(on))
        assert not [
            one for one in day.served for a, b in closed if a <= one.called_at < b
        ]
        by_counter = defaultdict(list)
        for one in day.served:
            if one.counter is not None:
                by_counter[one.counter].append((one.called_at, one.gone_at))
        assert len(by_counter) > 6
        for spans in by_counter.values():
            assert all(a[1] <= b[0] for a, b in pairwise(sorted(spans)))


def test_a_share_of_the_people_never_comes_when_called(
    days: tuple[HallDay, HallDay],
) -> None:
    served = [one for day in days for one in day.served]
    missed = [one for one in served if one.counter is None]

    assert 0 < len(missed) < 3 * NEVER_ANSWERS * len(served)
    # Called twice, and the second time at least three minutes after the first.
    assert all(one.called_at - one.since >= timedelta(minutes=3) for one in missed)


def test_the_command_plays_the_same_days_again_and_prints_what_was_counted(
    figures: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["simulate", "hall", f"--days={DAYS}", f"--seed={SEED}"]

    assert main([*words, "--json"]) == 0

    facts = json.loads(capsys.readouterr().out)
    assert facts.pop("seconds") > 0
    assert facts == shown(figures)
    ours, line = facts["ways"][OURS], ways(figures)[OURS]
    assert ours["covered"] == round(100 * line.score.covered / line.score.n, 1)


def test_no_days_cannot_be_played(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "hall", "--days", "0"]) == 2
    assert "--days" in capsys.readouterr().err
