"""CON-1, CON-2: everybody wants the next number; none is given, none is called, twice.

    RACES=1000000 bin/proof -k hall_races

counts a number given and a ticket called as one race each.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection

from tests.proof.places import Place

RACES: Final = int(os.environ.get("RACES", "8000"))
ROUND: Final = 20_000
SLOWEST: Final = 20
FOUND: Final = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import seed_everything
seed_everything()
"""
RUN: Final = """
import json
from tests.proof import hall_races
print(json.dumps(vars(hall_races.race({counters}, {lives}, {seed}))))
"""
LOOK: Final = """
import json
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT COUNT(*), COUNT(DISTINCT letter || day || number)"
                   " FROM queueing_ticket")
    tickets, numbers = cursor.fetchone()
    cursor.execute("SELECT COUNT(*), COUNT(DISTINCT ticket_id) FROM queueing_move"
                   " WHERE act = 'call'")
    calls, called = cursor.fetchone()
    cursor.execute("SELECT COUNT(*) FROM queueing_ticket WHERE ended_at IS NULL")
    waiting = cursor.fetchone()[0]
print(json.dumps([tickets, numbers, calls, called, waiting]))
"""


@pytest.mark.proof
def test_no_number_is_given_twice_and_nobody_is_called_twice(
    db: None, tmp_path: Path
) -> None:
    place = Place(tmp_path, "hall_races")
    place.run(FOUND)

    tallies = [
        tally for begun in range(0, RACES, ROUND) for tally in _round(place, begun)
    ]
    tickets, numbers, calls, called, waiting = place.ask(LOOK)

    issued = [label for tally in tallies for label in tally["issued"]]
    told = [key for tally in tallies for key in tally["called"]]
    print(
        f"hall races on {connection.vendor}: races {len(issued) + len(told)},"
        f" duplicate numbers {len(issued) - len(set(issued))} told,"
        f" {tickets - numbers} in the rows;"
        f" double calls {len(told) - len(set(told))} told, {calls - called} in the rows;"
        f" pressed twice and refused {sum(tally['stale'] for tally in tallies)}"
    )
    assert len(set(issued)) == len(issued) == tickets == numbers
    assert len(set(told)) == len(told) == calls == called
    assert waiting == tickets - calls


def _round(place: Place, begun: int) -> list[Any]:
    """Some thousand races, on PostgreSQL from two processes with their own counters."""
    races = min(ROUND, RACES - begun)
    hands = [[1, 2, 3, 4], [5, 6, 7, 8]]
    if connection.vendor == "sqlite":
        # SQLite has one writing process: all counters are threads of it.
        hands = [[number for hand in hands for number in hand]]
    lives = races // 2 // len(hands)

    def run(hand: int) -> Any:
        program = RUN.format(counters=hands[hand], lives=lives, seed=begun + hand)
        return json.loads(place.run(program, patience=120 + races // SLOWEST))

    with ThreadPoolExecutor(len(hands)) as pool:
        tallies = list(pool.map(run, range(len(hands))))
    done = sum(len(t["issued"]) + len(t["called"]) for t in tallies)
    print(
        f"  {begun + done} races, {done / tallies[0]['seconds']:.0f} a second",
        flush=True,
    )
    return tallies
