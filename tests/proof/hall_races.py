"""Counters and machines of one hall that all want the next number at once.

`race` works in the process that calls it, on the database that process has.
"""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Final

from django.db import connection
from django.utils import timezone

from motcua.accounts.models import User
from motcua.queueing.errors import NobodyThere, StaleConsole
from motcua.queueing.models import CounterQueue, Queue
from motcua.queueing.services import calling, ending, issuing, sittings
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.sittings import Seat
from motcua.visits.models import Visit
from motcua.ward.models import Centre, Counter

LETTERS: Final = "ABC"
TWICE: Final = 0.2


@dataclass
class Tally:
    """What the rivals were told: every number given, every ticket called."""

    issued: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    stale: int = 0
    seconds: float = 0.0


def race(counters: list[int], lives: int, seed: int) -> Tally:
    """Each counter lives through its share of tickets, all of them at the same time."""
    centre, tally, began = (
        Centre.objects.get(slug="hoa-binh"),
        Tally(),
        time.monotonic(),
    )
    for number in counters:
        counter = Counter.objects.get(centre=centre, number=number)
        for letter in LETTERS:
            CounterQueue.objects.get_or_create(
                centre=centre,
                counter=counter,
                queue=Queue.objects.get(centre=centre, letter=letter),
            )

    def work(number: int) -> None:
        try:
            _serve(centre, number, lives // len(counters), Random(seed + number), tally)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(counters)) as pool:
        list(pool.map(work, counters))
    tally.seconds = time.monotonic() - began
    return tally


def _serve(centre: Centre, number: int, lives: int, dice: Random, tally: Tally) -> None:
    officer = User.objects.filter(centre=centre).order_by("username")[number]
    counter = Counter.objects.get(centre=centre, number=number)
    sitting = sittings.sit_down(
        counter=counter, officer=officer, console="race", at=timezone.now()
    )
    seat = Seat(sitting.id, "race")
    for _ in range(lives):
        key = uuid.uuid4().hex
        ask = Ask(dice.choice(LETTERS), "kiosk", anyway="race")
        for _again in range(2 if dice.random() < TWICE else 1):
            ticket, is_new = issuing.issue(
                centre=centre, ask=ask, key=key, at=timezone.now(), by=officer
            )
            if is_new:
                tally.issued.append(f"{ticket.day} {ticket.label}")
        called = calling.call_next(centre=centre, seat=seat, at=timezone.now())
        if called is None:
            continue
        tally.called.append(str(called.id))
        try:
            old = Seat(sitting.id, "race", revision=0)
            calling.call_next(centre=centre, seat=old, at=timezone.now())
        except StaleConsole:
            tally.stale += 1
        # What was done in the visit; the next call ends it, as the key of the console does.
        Visit.objects.filter(centre=centre, id=called.visit_id).update(
            outcome=Visit.Outcome.GUIDANCE
        )
    with suppress(NobodyThere):
        ending.finish(centre=centre, seat=seat, at=timezone.now())
