"""CON-5: random verbs of the whole office; nothing unlawful, no two records that differ.

    STORM_VERBS=1000000 bin/proof -k storm

takes as many as one likes; without it, what a few minutes allow. Each watch of
a hand is told when it ends, so a long run that is cut has said what it saw.
"""

import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection

from tests.proof.places import Place

VERBS: Final = int(os.environ.get("STORM_VERBS", "10000"))
HANDS: Final = 2
WATCH: Final = 20_000  # verbs between two tallies of one hand
WATCHES_A_DAY: Final = (
    10  # two hands on one place then use 8,000 of a day's 9,999 codes
)
SLOWEST: Final = 5  # verbs a second of one hand on a busy machine
HOURS: Final = 3600
FOUND: Final = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from motcua.ward.models import Centre
from tests.cast import seed_everything
from tests.dossiers import walk
seed_everything()
walk.stage_of(Centre.objects.get(slug="hoa-binh"))  # once, before two hands want it
"""
RAGE: Final = """
import json
from tests.proof import storm
print(json.dumps(vars(storm.rage({seed}, {verbs}, days_later={days}))))
"""
LOOK: Final = """
import json
from motcua.ward.models import Centre
from tests.dossiers import lawful
print(json.dumps(lawful.in_the_tables(Centre.objects.get(slug="hoa-binh").id)))
"""


@pytest.mark.proof
def test_the_storm(db: None, tmp_path: Path) -> None:
    places = [Place(made(tmp_path / name), f"storm_{name}") for name in places_needed()]
    for place in places:
        place.run(FOUND)
    with ThreadPoolExecutor(HANDS) as pool:
        shifts = pool.map(
            lambda hand: rage(places[hand % len(places)], hand), range(HANDS)
        )
        tallies = [tally for shift in shifts for tally in shift]
    differ = sum((Counter(place.ask(LOOK)) for place in places), Counter())

    verbs = sum(tally["verbs"] for tally in tallies)
    refused = sum(tally["refused"] for tally in tallies)
    unlawful = [story for tally in tallies for story in tally["unlawful"]]
    done = {verb for tally in tallies for verb in tally["done"]}
    speed = HANDS * verbs / sum(tally["seconds"] for tally in tallies)
    print(
        f"storm on {connection.vendor}: verbs {verbs}, refused {refused},"
        f" unlawful {len(unlawful)}, disagreements {sum(differ.values())}"
        f" ({len(done)} kinds of verb, {speed:.0f} verbs/s,"
        f" 1,000,000 would take {1_000_000 / speed / HOURS:.1f} h)"
    )
    assert unlawful == []
    assert not differ
    assert len(done) > 30


def rage(place: Place, hand: int) -> list[Any]:
    """The tallies of one hand, watch after watch until its share is done."""
    tallies: list[Any] = []
    share = VERBS // HANDS
    for begun in range(0, share, WATCH):
        verbs = min(WATCH, share - begun)
        program = RAGE.format(
            seed=hand + 1 + HANDS * len(tallies),
            verbs=verbs,
            days=len(tallies) // WATCHES_A_DAY,
        )
        tally = json.loads(place.run(program, patience=60 + verbs // SLOWEST))
        tallies.append(tally)
        print(
            f"hand {hand + 1}: {begun + verbs} of {share} verbs,"
            f" {len(tally['unlawful'])} unlawful in the last {verbs},"
            f" {tally['verbs'] / tally['seconds']:.0f} a second",
            flush=True,
        )
    return tallies


def places_needed() -> list[str]:
    """One for both hands; on SQLite, which has one writer, one for each of them."""
    return ["both"] if connection.vendor == "postgresql" else ["left", "right"]


def made(folder: Path) -> Path:
    """The folder, which is there now."""
    folder.mkdir()
    return folder
