"""The shipped public holidays, turned into the data of an office calendar."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

SHIPPED: Final = Path(__file__).parent / "data" / "holidays.json"

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KINDS: Final = {
    "statutory": "holiday",
    "swap_off": "swap_off",
    "compensation": "compensation",
}


def calendar_from_file(source: Path | Mapping[str, Any] = SHIPPED) -> dict[str, Any]:
    """Return the data for ``OfficeCalendar.from_data``.

    One season with the shipped hours; worked Saturdays name the day they replace;
    what is not yet announced keeps its provisional mark. The edition names the
    last year of the file.
    """
    file = _read(source)
    last_year = max(file["years"])
    return {
        "edition": f"vn-{min(file['years'])}-{last_year}",
        "zone": "Asia/Ho_Chi_Minh",
        "known_until": f"{last_year}-12-31",
        "seasons": [_whole_year(file["work_week"])],
        "days": sorted(
            [*_days_off(file), *_worked_days(file)], key=lambda day: str(day["on"])
        ),
    }


def _read(source: Path | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(source, Path):
        loaded: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
        return loaded
    return source


def _whole_year(work_week: Mapping[str, Any]) -> dict[str, Any]:
    week = {
        str(_WEEKDAYS.index(day)): [list(span) for span in work_week["sessions"]]
        for day in work_week["days"]
    }
    return {"name": "Cả năm", "first": "01-01", "last": "12-31", "week": week}


def _days_off(file: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for day in file["holidays"]:
        yield {
            "on": day["date"],
            "kind": _KINDS[day["kind"]],
            "name": day["name_vi"],
            "sessions": [],
            "provisional": day["provisional"],
            "replaces": None,
        }


def _worked_days(file: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for swap in file["swaps"]:
        yield {
            "on": swap["worked_day"],
            "kind": "worked_day",
            "name": f"Làm bù cho ngày {date.fromisoformat(swap['day_off']):%d/%m/%Y}",
            "sessions": [],
            "provisional": not swap["verified"],
            "replaces": swap["day_off"],
        }
