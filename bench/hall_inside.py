"""Inside the house: officers with their keys, tickets of days gone by, and the count.

`python -m bench.hall_inside prepare OLD`, `… count` and `… floor SECONDS` print JSON.
"""

import json
import secrets
import sys
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, Final

import django

django.setup()

from django.db import connection  # noqa: E402  (needs Django set up)
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from bench.hall_floor import cycles  # noqa: E402
from motcua.accounts import services as accounts  # noqa: E402
from motcua.accounts.models import User  # noqa: E402
from motcua.accounts.services import NewUser  # noqa: E402
from motcua.foundation.toolkit.models import new_id  # noqa: E402
from motcua.queueing.models import (  # noqa: E402
    CounterQueue,
    Device,
    Move,
    Queue,
    Ticket,
)
from motcua.queueing.services.devices import digest  # noqa: E402
from motcua.visits.models import Visit  # noqa: E402
from motcua.ward.founding import Founder  # noqa: E402
from motcua.ward.models import Centre, Department  # noqa: E402

OFFICERS: Final = 15
DISPLAYS: Final = 20
A_DAY: Final = 280
BATCH: Final = 2_000
PASSWORD: Final = "một câu dài cho phép đo"


def prepare(old: int) -> dict[str, Any]:
    """Fifteen officers, one at each counter, and so many tickets of earlier days."""
    centre = Centre.objects.get(slug="hoa-binh")
    _load(centre, old)
    officers = [_officer(centre, n) for n in range(1, OFFICERS + 1)]
    return {"officers": officers, "displays": _displays(centre)}


def _displays(centre: Centre) -> list[str]:
    """The tokens of so many paired screens of the hall."""
    tokens = [secrets.token_urlsafe(24) for _ in range(DISPLAYS)]
    by = User.objects.get(centre=centre, username="quay.1")
    for number, token in enumerate(tokens, 1):
        Device.objects.create(
            centre=centre,
            kind=Device.Kind.HALL,
            name=f"Màn hình {number}",
            token_hash=digest(token),
            paired_at=timezone.now(),
            paired_by=by,
        )
    return tokens


def count() -> dict[str, int]:
    """By raw rows: numbers given twice, and tickets called twice without a recall."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) - COUNT(DISTINCT letter || day || number)"
            " FROM queueing_ticket"
        )
        duplicates = cursor.fetchone()[0]
        cursor.execute(
            "SELECT COUNT(*) FROM (SELECT ticket_id FROM queueing_move"
            " WHERE act = 'call' GROUP BY ticket_id HAVING COUNT(*) > 1) AS twice"
        )
        twice = cursor.fetchone()[0]
    return {"duplicate_numbers": duplicates, "double_calls": twice}


def _officer(centre: Centre, number: int) -> dict[str, Any]:
    now = timezone.now()
    user = accounts.add_user(
        centre=centre,
        new=NewUser(
            username=f"quay.{number}",
            full_name=f"Cán bộ quầy {number}",
            department=Department.objects.get(centre=centre, code="TTPVHCC"),
            password=PASSWORD,
        ),
        roles=["receptionist"],
        by=Founder(),
        at=now,
    )
    token = accounts.make_token(
        user=user, role="receptionist", name="bench", by=Founder(), at=now
    )
    served = CounterQueue.objects.filter(centre=centre, counter__number=number)
    letter = served.values_list("queue__letter", flat=True)[0]
    return {
        "token": token,
        "counter": number,
        "ask": {"queue": letter, "anyway": "bench"},
    }


def _load(centre: Centre, old: int) -> None:
    queues = list(Queue.objects.filter(centre=centre))
    made = list(_rows(centre, queues, old))
    for begun in tqdm(range(0, old, BATCH), "tickets", disable=None):
        part = made[begun : begun + BATCH]
        Visit.objects.bulk_create(visit for visit, _, _ in part)
        Ticket.objects.bulk_create(ticket for _, ticket, _ in part)
        Move.objects.bulk_create(move for _, _, moves in part for move in moves)


def _rows(
    centre: Centre, queues: list[Queue], old: int
) -> Iterator[tuple[Visit, Ticket, list[Move]]]:
    today = timezone.localdate()
    for n in range(old):
        queue, day = queues[n % len(queues)], today - timedelta(days=1 + n // A_DAY)
        at = timezone.make_aware(datetime.combine(day, time(8)))
        at += timedelta(minutes=(n % A_DAY) * 1.7)
        called, ended = at + timedelta(minutes=9), at + timedelta(minutes=17)
        visit = Visit(
            id=new_id(),
            centre=centre,
            public_code=new_id().hex[:26],
            place=Visit.Place.COUNTER,
            opened_at=at,
            began_at=called,
            closed_at=ended,
            outcome=Visit.Outcome.GUIDANCE,
        )
        ticket = Ticket(
            id=new_id(),
            centre=centre,
            visit=visit,
            queue=queue,
            letter=queue.letter,
            day=day,
            number=n % A_DAY // len(queues) + 1,
            key=f"old {n}",
            ticket_class="ordinary",
            channel="kiosk",
            state="ended",
            issued_at=at,
            since=at,
            target_seconds=1200,
            called_at=called,
            started_at=called,
            ended_at=ended,
            calls=1,
            steps=4,
        )
        acts = zip(
            ("issue", "call", "start", "finish"),
            (at, called, called, ended),
            strict=True,
        )
        yield (
            visit,
            ticket,
            [
                Move(centre=centre, ticket=ticket, step=step, act=act, at=moment)
                for step, (act, moment) in enumerate(acts, 1)
            ],
        )


def main() -> None:
    """Do what the first word says."""
    word, *rest = sys.argv[1:]
    if word == "prepare":
        told: Any = prepare(int(rest[0]))
    elif word == "floor":
        told = {
            "cycle_seconds": cycles(Centre.objects.get(slug="hoa-binh"), float(rest[0]))
        }
    else:
        told = count()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
