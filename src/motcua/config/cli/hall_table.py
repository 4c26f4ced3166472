"""`motcua simulate hall`: how good the told waits were, beside the plain ways."""

import argparse
import time
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.config.cli.answers import Problem, say, say_json, say_table
from motcua.rules import wait_scores
from motcua.rules.wait_estimate import MINUTE
from motcua.simulator.hall_days import TEACHING, Figures, Line, play_days


def simulate(chosen: argparse.Namespace) -> int:
    """Play the days and print the table; needs no database."""
    if chosen.days < 1:
        raise Problem(_("Chọn ít nhất một ngày: --days 30."), exit_code=2)
    began = time.process_time()
    with tqdm(total=TEACHING + chosen.days, leave=False, disable=None) as bar:
        figures = play_days(chosen.days, seed=chosen.seed, tell=bar.update)
    seconds = time.process_time() - began
    if chosen.json:
        say_json(shown(figures) | {"seconds": round(seconds, 1)})
    else:
        _print(figures, seconds)
    return 0


def shown(figures: Figures) -> dict[str, Any]:
    """The figures as plain values; times in minutes, shares of a hundred."""
    return {
        "days": figures.days,
        "ways": {line.name: _row(line) for line in figures.ways},
        "queues": {line.name: _row(line) for line in figures.queues},
    }


def _row(line: Line) -> dict[str, Any]:
    score = line.score
    return {
        "n": score.n,
        "covered": _percent(score.coverage),
        "width": round(line.width, 1),
        "mae": round(score.mae / MINUTE, 1),
        "bias": round(score.bias / MINUTE, 1),
        "covered_of_those_who_waited": _percent(line.waited.coverage),
        "is_trusted": wait_scores.is_trusted(score.coverage, score.n),
    }


def _percent(share: float) -> float:
    return round(100 * share, 1)


def _print(figures: Figures, seconds: float) -> None:
    facts = shown(figures)
    names = {
        "estimate": _("Chạy thử quy tắc gọi"),
        "line": _("Số người × thời gian trung bình"),
        "mean_wait": _("Thời gian chờ trung bình"),
        "last_entered": _("Người vừa được gọi"),
        "head_of_line": _("Người đứng đầu hàng"),
    }
    heads = (
        _("Số lượt"),
        _("Đúng trên 100 lượt"),
        _("Rộng (phút)"),
        _("Sai lệch (phút)"),
        _("Thiên lệch (phút)"),
        _("Đúng trên 100 lượt chờ hơn 5 phút"),
    )
    ways = ((names[name], *row[:-1]) for name, *row in _cells(facts["ways"]))
    say_table((_("Cách tính"), *heads), ways)
    say_table((_("Hàng"), *heads, _("Được hiện")), _cells(facts["queues"]))
    said = {"days": figures.days, "seconds": round(seconds)}
    say(_("%(days)d ngày, %(seconds)d giây tính.") % said)


def _cells(rows: dict[str, dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for name, row in rows.items():
        *figures, is_trusted = row.values()
        yield name, *figures, _("có") if is_trusted else _("không")
