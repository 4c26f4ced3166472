"""Found the Hoà Bình centre from the shipped data, with every mark kept.

The data files say of each value whether a source was read; the marks go into the rows
(`is_verified`, `is_synthetic`, `is_provisional`) so an administrator sees them.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward import services
from motcua.ward.calendar_data import calendar_from_file
from motcua.ward.models import (
    CalendarDay,
    Centre,
    Counter,
    Department,
    Field,
    FieldDuty,
    FormerWard,
    Neighbourhood,
    OfficeSeason,
)

DATA: Final = Path(__file__).parent / "data"


class Founder:
    """The program itself, when it founds a centre."""

    audit_id = None
    audit_name = "motcua"


def shipped(name: str) -> Any:
    """One shipped data file, parsed."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def found_hoa_binh(*, at: datetime) -> Centre:
    """Make the ward's centre with units, counters, neighbourhoods and calendar."""
    data = shipped("ward")
    with unit_of_work():
        centre = found_centre(
            slug="hoa-binh",
            name=data["centre"]["name_vi"],
            committee=committee_of(data["name_vi"]),
            ward_name=data["name_vi"],
            province_name=data["province"]["name_vi"],
            province_code=data["province"]["code"],
            ward_code=data["admin_unit_code"]["value"],
            agency_identifier=data["agency_identifier"]["value"],
            is_synthetic=True,
        )
        add_departments(centre, shipped("departments")["departments"])
        add_fields(centre, shipped("fields")["fields"])
        add_counters(centre, data["centre"]["desks_computers"])
        _add_neighbourhoods(centre, data)
        add_calendar(centre, shipped("holidays"))
        services.publish_calendar(centre=centre, by=Founder(), at=at)
    return centre


def committee_of(ward_name: str) -> str:
    """The People's Committee of "Phường Hòa Bình": "… phường Hòa Bình"."""
    return f"Ủy ban nhân dân {_in_a_sentence(ward_name)}"


def centre_name_of(ward_name: str) -> str:
    """The name of the centre of "Phường Hòa Bình"."""
    return f"Trung tâm Phục vụ hành chính công {_in_a_sentence(ward_name)}"


def _in_a_sentence(ward_name: str) -> str:
    return ward_name[0].lower() + ward_name[1:]


def found_centre(**values: Any) -> Centre:
    """Make the centre's own row."""
    return Centre.objects.create(**values)


def add_departments(centre: Centre, rows: list[dict[str, Any]]) -> None:
    """Make the units and partner agencies; a parent comes before its units."""
    made: dict[str, Department] = {}
    for row in rows:
        made[row["id"]] = Department.objects.create(
            centre=centre,
            code=row["id"],
            name=centre.committee
            if row["kind"] == Department.Kind.AUTHORITY
            else row["name_vi"],
            name_en=row["name_en"],
            kind=row["kind"],
            parent=made.get(row["parent"] or ""),
            is_verified=row.get("verified", True),
        )


def add_fields(centre: Centre, rows: list[dict[str, Any]]) -> None:
    """Make the national fields that are new, and say which unit answers for each."""
    units = {unit.code: unit for unit in Department.objects.filter(centre=centre)}
    Field.objects.bulk_create(
        [
            Field(code=row["id"], name=row["name_vi"], name_en=row["name_en"])
            for row in rows
        ],
        ignore_conflicts=True,
    )
    fields = {field.code: field for field in Field.objects.all()}
    FieldDuty.objects.bulk_create(
        FieldDuty(
            centre=centre,
            field=fields[row["id"]],
            department=units[row["department"]],
        )
        for row in rows
        if row["department"] in units
    )


def add_counters(centre: Centre, count: int) -> None:
    """Make the counters 1 to `count`."""
    Counter.objects.bulk_create(
        Counter(centre=centre, number=number) for number in range(1, count + 1)
    )


def add_calendar(centre: Centre, file: Mapping[str, Any]) -> None:
    """Write the shipped holidays and hours into the centre's editable calendar."""
    sources = {
        day["date"]: (day["verified"], day["source"]) for day in file["holidays"]
    } | {
        swap["worked_day"]: (swap["verified"], swap["source"]) for swap in file["swaps"]
    }
    calendar = calendar_from_file(file)
    for season in calendar["seasons"]:
        OfficeSeason.objects.create(centre=centre, **season)
    CalendarDay.objects.bulk_create(
        CalendarDay(
            centre=centre,
            on=date.fromisoformat(day["on"]),
            kind=day["kind"],
            name=day["name"],
            sessions=day["sessions"],
            replaces=date.fromisoformat(day["replaces"]) if day["replaces"] else None,
            is_provisional=day["provisional"],
            is_verified=sources[day["on"]][0],
            source=sources[day["on"]][1][:300],
        )
        for day in calendar["days"]
    )


def _add_neighbourhoods(centre: Centre, data: Mapping[str, Any]) -> None:
    former = [
        FormerWard.objects.create(
            centre=centre,
            name=row["name_vi"],
            old_code=row["old_code"] or "",
            is_verified=row["old_code_verified"],
        )
        for row in data["predecessor_wards"]
    ]
    # The link of a neighbourhood to its former ward was not found: it is invented
    # evenly and every row carries the mark.
    groups = data["neighbourhood_groups"]
    Neighbourhood.objects.bulk_create(
        Neighbourhood(
            centre=centre,
            number=group["no"],
            code=group["code"],
            name=group["name_vi"],
            former_ward=former[(group["no"] - 1) * len(former) // len(groups)],
            is_synthetic=True,
        )
        for group in groups
    )
