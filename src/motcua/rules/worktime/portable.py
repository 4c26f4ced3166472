"""Calendars as plain values: what is written down reads back equal."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from motcua.rules.worktime.days import DayKind, SpecialDay
from motcua.rules.worktime.week import Season, Session


def season_data(season: Season) -> dict[str, Any]:
    """Return a season as plain values; month-days are written MM-DD."""
    return {
        "name": season.name,
        "first": _month_day_text(season.first),
        "last": _month_day_text(season.last),
        "week": {
            str(weekday): _sessions_data(sessions)
            for weekday, sessions in season.week.items()
        },
    }


def season_from(data: Mapping[str, Any]) -> Season:
    """Return the season that ``season_data`` wrote down."""
    return Season(
        name=str(data["name"]),
        first=_month_day(data["first"]),
        last=_month_day(data["last"]),
        week={int(day): _sessions(spans) for day, spans in data["week"].items()},
    )


def special_day_data(day: SpecialDay) -> dict[str, Any]:
    """Return a special day as plain values."""
    return {
        "on": day.on.isoformat(),
        "kind": day.kind.value,
        "name": day.name,
        "sessions": _sessions_data(day.sessions),
        "provisional": day.provisional,
        "replaces": day.replaces.isoformat() if day.replaces else None,
    }


def special_day_from(data: Mapping[str, Any]) -> SpecialDay:
    """Return the special day that ``special_day_data`` wrote down.

    Sessions, the provisional mark and the replaced day may be left out.
    """
    replaces = data.get("replaces")
    return SpecialDay(
        on=date.fromisoformat(data["on"]),
        kind=DayKind(data["kind"]),
        name=str(data["name"]),
        sessions=_sessions(data.get("sessions", ())),
        provisional=bool(data.get("provisional", False)),
        replaces=date.fromisoformat(replaces) if replaces else None,
    )


def _sessions_data(sessions: Iterable[Session]) -> list[list[str]]:
    return [[_time_text(s.opens), _time_text(s.closes)] for s in sessions]


def _sessions(spans: Iterable[tuple[str, str]]) -> tuple[Session, ...]:
    return tuple(
        Session(time.fromisoformat(opens), time.fromisoformat(closes))
        for opens, closes in spans
    )


def _time_text(moment: time) -> str:
    whole_minute = moment.second == moment.microsecond == 0
    return moment.isoformat("minutes" if whole_minute else "auto")


def _month_day_text(month_day: tuple[int, int]) -> str:
    month, day = month_day
    return f"{month:02}-{day:02}"


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
