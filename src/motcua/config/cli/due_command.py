"""`motcua due CODE --received TIME`: the promise a procedure would be given.

Works without any database: the shipped catalogue and calendar answer until a centre
of our own is there.
"""

import argparse
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import motcua.catalogue
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.models import Procedure
from motcua.config.cli.answers import Problem, say, say_json
from motcua.rules import worktime
from motcua.rules.worktime import OfficeCalendar, TimeLimit, Unit, WorktimeError
from motcua.ward import selectors as ward
from motcua.ward.calendar_data import calendar_from_file
from motcua.ward.explanations import explain, limit_text
from motcua.ward.models import Centre

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
SHIPPED: Final = Path(motcua.catalogue.__file__).parent / "data" / "procedures.json"


@dataclass(frozen=True)
class Asked:
    """What the answer is counted from."""

    name: str
    limit: TimeLimit | None
    calendar: OfficeCalendar
    source: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("code", help="2.000635")
    parser.add_argument("--received", required=True, help="2026-11-25T14:59:00+07:00")
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Answer; a limit without a source gives no date but its reason."""
    received_at = _time(chosen.received)
    asked = _from_centre(chosen.code, received_at) or _from_shipped(chosen.code)
    facts = _facts(chosen.code, asked, received_at)
    if chosen.json:
        say_json(facts)
        return 0
    if facts["due_at"] is None:
        say(facts["reason"])
        return 0
    say(f"{asked.name} ({chosen.code}): {facts['due_text']}")
    if chosen.explain:
        for line in facts["lines"]:
            say(f"  - {line}")
    return 0


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Problem(
            _("Không đọc được thời điểm: %(text)s") % {"text": text}, exit_code=2
        ) from None
    return at.replace(tzinfo=ZONE) if at.tzinfo is None else at.astimezone(ZONE)


def _facts(code: str, asked: Asked, received_at: datetime) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "code": code,
        "procedure": asked.name,
        "received_at": received_at.isoformat(),
        "due_at": None,
        "reason": None,
        "lines": [],
        "source": asked.source,
    }
    if asked.limit is None:
        reason = _("Thời hạn giải quyết của thủ tục này chưa có nguồn xác minh.")
        return facts | {"reason": reason}
    try:
        reckoning = worktime.due(received_at, asked.limit, asked.calendar)
    except WorktimeError as error:
        raise Problem(str(error)) from None
    return facts | {
        "due_at": reckoning.due_at.isoformat(),
        "due_text": f"{reckoning.due_at:%H:%M %d/%m/%Y}",
        "starts_at": reckoning.starts_at.isoformat(),
        "limit": {"quantity": asked.limit.quantity, "unit": asked.limit.unit.value},
        "limit_text": limit_text(asked.limit),
        "edition": reckoning.edition,
        "rule_set": reckoning.rule_set,
        "provisional": reckoning.provisional,
        "lines": explain(reckoning),
    }


def _from_centre(code: str, at: datetime) -> Asked | None:
    try:
        centre = Centre.objects.first()
        procedure = Procedure.objects.filter(code=code).first()
        if centre is None or procedure is None:
            return None
        version = catalogue.version_in_force(procedure, on=at.date())
        edition = ward.edition_in_force(centre)
    except (DatabaseError, ward.NoCalendar):
        return None
    if version is None:
        return None
    calendar = ward.calendar_of(edition)
    name = _named(procedure.name, procedure.name_en)
    return Asked(name, version.time_limit, calendar, centre.slug)


def _from_shipped(code: str) -> Asked:
    rows = json.loads(SHIPPED.read_text(encoding="utf-8"))["procedures"]
    row = next((row for row in rows if row["code"] == code), None)
    if row is None:
        raise Problem(_("Không có thủ tục mã %(code)s.") % {"code": code})
    value, unit = row["time_limit"]["value"], Unit(row["time_limit"]["unit"])
    limit = None if value is None else TimeLimit(value, unit)
    calendar = OfficeCalendar.from_data(calendar_from_file())
    name = _named(row["name_vi"], row["name_en"])
    return Asked(name, limit, calendar, "shipped")


def _named(name: str, name_en: str) -> str:
    return name_en if name_en and get_language() == "en" else name
