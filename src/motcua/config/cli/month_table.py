"""`motcua simulate month`: a seeded month, then its ledger, deviations and scores."""

import argparse
import time
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.config.cli.answers import Problem, say, say_json, say_table
from motcua.config.cli.import_command import centre_named
from motcua.config.tables import bring_up_to_date
from motcua.dossiers.models import DeviationKind
from motcua.dossiers.selectors import agencies, deviations
from motcua.dossiers.selectors.deviations import Share, Wanted
from motcua.rules.trips import Figure
from motcua.simulator import town
from motcua.simulator.month import Month, Size
from motcua.visits import selectors as visits
from motcua.visits.models import Visit
from motcua.ward.models import Centre

USUAL: Final = date(2026, 10, 1)


def simulate(chosen: argparse.Namespace) -> int:
    """Let the month happen and print what it shows; an empty database is seeded first.

    The figures are the same everywhere on an empty database.
    """
    bring_up_to_date()
    if not Centre.objects.exists():
        town.seed()
    centre = centre_named(chosen.centre)
    if not centre.is_synthetic:
        raise Problem(_("Chỉ mô phỏng trên dữ liệu giả."), exit_code=2)
    month = Month(
        centre,
        chosen.month or USUAL,
        seed=chosen.seed,
        size=Size(chosen.dossiers_per_day, chosen.walk_ins_per_day),
    )
    began = time.monotonic()
    with tqdm(unit="việc", leave=False, disable=None) as bar:
        month.run(tell=bar.update)
    seconds = time.monotonic() - began
    facts = shown(month)
    facts["milliseconds_an_act"] = round(seconds * 1000 / max(month.acts, 1), 1)
    if chosen.json:
        say_json(facts)
    else:
        _print(month, facts)
    return 0


def shown(month: Month) -> dict[str, Any]:
    """The figures of the month, from the same selectors as the desk's pages."""
    since, until = month.since, month.until
    ledger = visits.ledger(month.centre, since=since, until=until)
    shares = deviations.deviation_shares(month.centre, Wanted(since, until))
    return {
        "acts": month.acts,
        "happened": dict(month.stage.counts.most_common()),
        "ledger": _figure(ledger.figure),
        "ledger_with_dossier": _figure(ledger.with_dossier),
        "causes": [
            {"cause": cause, "owner": owner, "count": count}
            for (cause, owner), count in _largest(ledger.by_owner())
        ],
        "by_step": _rows(shares.by_step),
        "by_officer": _rows(shares.by_officer),
        "by_unit": _rows(shares.by_unit),
        "agencies": [
            {
                "agency": one.agency.name,
                "asked": one.asked,
                "answered": one.answered,
                "on_time": one.on_time,
                "late": one.late,
                "median_hours": one.median_hours,
                "open_late": one.open_late,
                "reminders": one.reminders,
            }
            for one in agencies.score(
                month.centre, month.stage.calendar, since=since, until=until
            )
        ],
    }


def _print(month: Month, facts: dict[str, Any]) -> None:
    say(f"{month.first:%m/%Y}  {month.centre.name}")
    said = ", ".join(f"{name} {count}" for name, count in facts["happened"].items())
    say(said)
    for name, label in (
        ("ledger", _("Mọi việc")),
        ("ledger_with_dossier", _("Việc có hồ sơ")),
    ):
        say(_one_trip(label, facts[name]))
    say_table(
        (_("Lý do đến lại"), _("Đơn vị chịu trách nhiệm"), _("Lượt")),
        ((_cause(r["cause"]), r["owner"], r["count"]) for r in facts["causes"]),
    )
    for key, label in (
        ("by_step", _("Bước")),
        ("by_officer", _("Người làm")),
        ("by_unit", _("Đơn vị, cơ quan")),
    ):
        say_table(
            (label, _("Sai khác"), _("Lần")),
            ((r["of"], DeviationKind(r["kind"]).label, r["count"]) for r in facts[key]),
        )
    say_table(
        (
            _("Cơ quan"),
            _("Hỏi"),
            _("Trả lời"),
            _("Đúng hạn"),
            _("Trễ"),
            _("Giờ (trung vị)"),
            _("Còn trễ"),
            _("Nhắc"),
        ),
        (tuple(one.values()) for one in facts["agencies"]),
    )
    ms = facts["milliseconds_an_act"]
    say(
        _("%(acts)d việc, mỗi việc %(ms)s phần nghìn giây.")
        % {
            "acts": facts["acts"],
            "ms": ms,
        }
    )


def _one_trip(label: str, figure: dict[str, Any]) -> str:
    return _(
        "%(label)s: trong %(matters)d việc, %(one_trip)d việc chỉ cần đi một lần "
        "(%(of_hundred)s %%)"
    ) % {"label": label, **figure}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "matters": figure.matters,
        "one_trip": figure.one_trip,
        "of_hundred": figure.of_hundred,
        "single": figure.single,
        "causes": dict(sorted(figure.causes.items())),
    }


def _rows(shares: list[Share]) -> list[dict[str, Any]]:
    rows = [
        (n, share.name, kind) for share in shares for kind, n in share.kinds.items()
    ]
    rows.sort(key=lambda row: (-row[0], *row[1:]))
    return [{"of": of, "kind": kind, "count": count} for count, of, kind in rows]


def _largest(
    counts: dict[tuple[str, str], int],
) -> list[tuple[tuple[str, str], int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _cause(cause: str) -> str:
    known = cause in Visit.Cause.values
    return str(Visit.Cause(cause).label) if known else _("Chưa ghi lý do")
