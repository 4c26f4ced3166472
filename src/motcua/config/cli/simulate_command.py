"""`motcua simulate`: the seeded town works a day or a month, through the services.

`motcua simulate hall` plays days of the hall by the rules alone, without a database, and
scores the waits that people are told.
"""

import argparse
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.config.cli import hall_table, month_table
from motcua.config.cli.answers import Problem, say, say_json
from motcua.config.cli.import_command import centre_named
from motcua.simulator.day import Day
from motcua.simulator.month import Size


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command: a day, a whole month, or days of the hall."""
    whats = ["day", "month", "hall"]
    parser.add_argument("what", nargs="?", choices=whats, default="day")
    parser.add_argument("--on", type=date.fromisoformat)
    parser.add_argument("--arrivals", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to-the-end", action="store_true")
    parser.add_argument("--centre", default="")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--month", type=date.fromisoformat, metavar="YYYY-MM-01")
    parser.add_argument("--dossiers-per-day", type=int, default=Size().dossiers)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--walk-ins-per-day", type=int, default=Size().walk_ins)


def run(chosen: argparse.Namespace) -> int:
    """Simulate a day or a month of the trial centre, or days of a hall."""
    if chosen.what == "hall":
        return hall_table.simulate(chosen)
    if chosen.what == "month":
        return month_table.simulate(chosen)
    if chosen.on is None:
        raise Problem(_("Chọn ngày: --on 2026-10-01."), exit_code=2)
    return _day(chosen)


def _day(chosen: argparse.Namespace) -> int:
    """Simulate a day; without --to-the-end the day stops in the evening."""
    centre = centre_named(chosen.centre)
    if not centre.is_synthetic:
        raise Problem(_("Chỉ mô phỏng trên dữ liệu giả."), exit_code=2)
    day = Day(centre, chosen.on, seed=chosen.seed)
    if not day.calendar.is_working_day(chosen.on):
        raise Problem(_("Ngày này không phải ngày làm việc."), exit_code=2)
    evening = datetime.combine(chosen.on, time(23, 59), tzinfo=day.calendar.tz)
    with tqdm(unit="việc", leave=False, disable=None) as bar:
        tally = day.run(
            chosen.arrivals,
            until=None if chosen.to_the_end else evening,
            tell=bar.update,
        )
    facts = {
        "received": tally.received,
        "returned": tally.returned,
        "late": tally.late,
        "steps": dict(tally.steps),
    }
    if chosen.json:
        say_json(facts)
    else:
        say(
            _("Tiếp nhận %(received)d, trả kết quả %(returned)d, trễ hẹn %(late)d.")
            % facts
        )
    return 0
