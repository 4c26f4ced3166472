"""Inside the house: so many dossiers of one centre, and some of another.

`python -m bench.load 160000` writes them straight into the tables, with a progress bar,
and prints JSON: how many rows, how fast. The people bear names as often as in life;
98 of 100 dossiers are closed, and 450 lie on the desks however many there are.
"""

import argparse
import json
import random
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import django

django.setup()

from django.db import connection  # noqa: E402  (needs Django set up)
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from bench.crowd import Crowd, Somebody, how_many  # noqa: E402
from bench.patterns import CLOSED, DELIVER, VERIFY, Pattern, Shift, Slot, patterns  # noqa: E402
from bench.writing import Writer, unchecked  # noqa: E402
from motcua.foundation.numbering.models import Series  # noqa: E402
from motcua.foundation.toolkit.models import new_id  # noqa: E402
from motcua.rules import codes  # noqa: E402
from motcua.simulator import town  # noqa: E402
from motcua.ward import founding, services  # noqa: E402
from motcua.ward.models import Centre  # noqa: E402

HERE: Final = "127.0.0.1"
A_DAY: Final = 64
MOST_YEARS: Final = 25
OPEN: Final = 450
UNCOLLECTED: Final = 150
COMPANIES_SHARE: Final = 0.05
OF_NEIGHBOUR: Final = 20
NIGHT: Final = timedelta(hours=17)


@dataclass(frozen=True)
class Plan:
    """One dossier to be written: when it came, whose it is, how it stands."""

    pattern: Pattern
    received_at: datetime
    code: str
    owner: Somebody
    person: Somebody


def main() -> int:
    """Load both centres and print what it took."""
    parser = argparse.ArgumentParser(prog="bench.load")
    parser.add_argument("dossiers", type=int)
    chosen = parser.parse_args()
    began = time.perf_counter()
    centre = Centre.objects.get(slug="hoa-binh")
    # With two centres in one database each answers at its own host.
    Centre.objects.filter(id=centre.id).update(host=HERE)
    neighbour = _neighbour()
    sizes = [(centre, chosen.dossiers), (neighbour, chosen.dossiers // OF_NEIGHBOUR)]
    plans = [(of, size, list(patterns(of))) for of, size in sizes]
    with (
        tqdm(unit=" rows", unit_scale=True, disable=None, file=sys.stderr) as bar,
        unchecked(),
    ):
        bar.total = sum(_rows_of(size, found) for _of, size, found in plans)
        writer = Writer()
        for of, size, found in plans:
            _load(writer, of, size, found, bar)
    _settle()
    seconds = time.perf_counter() - began
    print(
        json.dumps(
            {
                "dossiers": chosen.dossiers,
                "rows": writer.written,
                "rows_a_second": round(writer.speed),
                "seconds": round(seconds, 1),
            }
        )
    )
    return 0


def _load(
    writer: Writer, centre: Centre, size: int, found: list[Pattern], bar: Any
) -> None:
    crowd = Crowd(centre, how_many(size), seed=size)
    own = writer.key(centre.id)
    for model, row in crowd.rows(timezone.localdate()):
        cells = _whole(model, row, writer, own)
        writer.add(model._meta.db_table, tuple(cells), tuple(cells.values()))
        if writer.is_full:
            bar.update(writer.flush())
    for plan in _plans(centre, size, found, crowd):
        _write(writer, plan)
        if writer.is_full:
            bar.update(writer.flush())
    bar.update(writer.flush())


def _whole(model: Any, row: dict[str, Any], writer: Writer, own: str) -> dict[str, Any]:
    """Every column of the model: what the row says, else its default."""
    cells = {}
    for field in model._meta.local_concrete_fields:
        value = row[field.attname] if field.attname in row else field.get_default()
        cells[field.column] = own if field.name == "centre" else writer.cell(value)
    return cells


def _plans(
    centre: Centre, size: int, found: list[Pattern], crowd: Crowd
) -> Iterator[Plan]:
    """The dossiers in the order they came; the last ones are open."""
    dice = random.Random(size)
    closed = [p for p in found if p.stage == CLOSED and not p.is_company]
    of_company = [p for p in found if p.is_company]
    ready = [p for p in found if p.stage == DELIVER]
    still_open = [p for p in found if p.stage not in {CLOSED, DELIVER}]
    still_open += [p for p in found if p.stage == VERIFY] * 2
    waiting, lying = min(OPEN, size // 10), min(UNCOLLECTED, size // 20)
    days = _days(size)
    given = Series.objects.filter(centre_id=centre.id, name="dossier")
    numbers = dict(given.values_list("period", "last"))
    for number in range(size):
        on = days[number * len(days) // size]
        left = size - number
        if left <= waiting:
            pattern = still_open[number % len(still_open)]
        elif left <= waiting + lying:
            pattern = ready[number % len(ready)]
        elif dice.random() < COMPANIES_SHARE:
            pattern = of_company[0]
        else:
            pattern = closed[number % len(closed)]
        # A few come often, most once in a while.
        person = crowd.people[int(len(crowd.people) * dice.random() ** 1.5)]
        owner = dice.choice(crowd.companies) if pattern.is_company else person
        period = on.date().isoformat()
        numbers[period] = numbers.get(period, 0) + 1
        code = codes.issue(
            agency=centre.agency_identifier, on=on.date(), number=numbers[period]
        )
        minute = timedelta(minutes=dice.randrange(450), seconds=dice.randrange(60))
        yield Plan(pattern, on + minute, str(code), owner, person)
    _keep_numbers(centre, numbers)


def _days(size: int) -> list[datetime]:
    """The mornings of the working days on which they came, in UTC; up to yesterday."""
    last = timezone.now().astimezone(UTC).replace(hour=0, minute=45, second=0)
    last = last.replace(microsecond=0)
    every = (last - timedelta(days=back) for back in range(1, MOST_YEARS * 365))
    working = [day for day in every if day.weekday() < 5]
    return working[: max(1, size // A_DAY)][::-1]


def _write(writer: Writer, plan: Plan) -> None:
    keys = [writer.key(new_id()) for _ in range(plan.pattern.keys)]
    filled = {
        "person": writer.key(plan.person.key),
        "organisation": writer.key(plan.owner.key),
        "code": plan.code,
        "name": plan.owner.name,
        "folded": plan.owner.folded,
    }
    for table, columns, rows in _ready(plan.pattern, writer):
        for constants, slots in rows:
            row = constants.copy()
            for place, cell in slots:
                if isinstance(cell, Shift):
                    row[place] = writer.moment(plan.received_at + cell.by)
                elif cell.kind == "key":
                    row[place] = keys[cell.number]
                elif cell.kind == "token":
                    row[place] = secrets.token_hex(13)
                else:
                    row[place] = filled[cell.kind]
            writer.add(table, columns, row)


_prepared: dict[int, list[Any]] = {}


def _ready(pattern: Pattern, writer: Writer) -> list[Any]:
    """The pattern's rows as cells, and the places of its slots; made once."""
    if id(pattern) not in _prepared:
        _prepared[id(pattern)] = [
            (
                table.table,
                table.columns,
                [
                    (
                        [
                            None if isinstance(c, Slot | Shift) else writer.cell(c)
                            for c in row
                        ],
                        [
                            (place, c)
                            for place, c in enumerate(row)
                            if isinstance(c, Slot | Shift)
                        ],
                    )
                    for row in table.rows
                ],
            )
            for table in pattern.tables
        ]
    return _prepared[id(pattern)]


def _keep_numbers(centre: Centre, numbers: dict[str, int]) -> None:
    """What is loaded is numbered: the next dossier of a day takes the next number."""
    Series.objects.bulk_create(
        [
            Series(centre_id=centre.id, name="dossier", period=day, last=last)
            for day, last in numbers.items()
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["centre_id", "name", "period"],
        update_fields=["last"],
    )


def _rows_of(size: int, found: list[Pattern]) -> int:
    return size * sum(pattern.count for pattern in found) // len(found)


def _neighbour() -> Centre:
    """Another ward in the same database, with the same procedures."""
    found = Centre.objects.filter(slug="song-da").first()
    if found is not None:
        return found
    other = founding.found_centre(
        slug="song-da",
        name="Trung tâm Phục vụ hành chính công phường Sông Đà",
        committee="Ủy ban nhân dân phường Sông Đà",
        ward_name="Phường Sông Đà",
        province_name="Tỉnh Phú Thọ",
        province_code="25",
        ward_code="99999",
        agency_identifier="000.00.96.H44",
        host="song-da.example",
        is_synthetic=True,
    )
    founding.add_departments(other, founding.shipped("departments")["departments"])
    founding.add_fields(other, founding.shipped("fields")["fields"])
    founding.add_calendar(other, founding.shipped("holidays"))
    services.publish_calendar(centre=other, by=founding.Founder(), at=town.OPENED)
    town.import_shipped_catalogue(other, at=town.OPENED)
    town.add_staff(other, random.Random(1), at=town.OPENED)
    return other


def _settle() -> None:
    """What the database does by itself in the night after such a day."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
