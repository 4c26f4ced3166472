"""CON-5: random verbs of the whole office; nothing unlawful, no two records that differ.

    STORM_VERBS=1000000 bin/proof -k storm

takes as many as one likes; without it, what a few minutes allow.
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
SLOWEST: Final = 5  # verbs a second of one hand on a busy machine
HOURS: Final = 3600
FOUND: Final = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import seed_everything
seed_everything()
"""
RAGE: Final = """
import json
from tests.proof import storm
print(json.dumps(vars(storm.rage({seed}, {verbs}))))
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
    patience = 60 + VERBS // HANDS // SLOWEST

    def rage(hand: int) -> Any:
        program = RAGE.format(seed=hand + 1, verbs=VERBS // HANDS)
        place = places[hand % len(places)]
        return json.loads(place.run(program, patience=patience))

    with ThreadPoolExecutor(HANDS) as pool:
        tallies = list(pool.map(rage, range(HANDS)))
    differ = sum((Counter(place.ask(LOOK)) for place in places), Counter())

    verbs = sum(tally["verbs"] for tally in tallies)
    refused = sum(tally["refused"] for tally in tallies)
    unlawful = [story for tally in tallies for story in tally["unlawful"]]
    done = {verb for tally in tallies for verb in tally["done"]}
    speed = sum(tally["verbs"] / tally["seconds"] for tally in tallies)
    print(
        f"storm on {connection.vendor}: verbs {verbs}, refused {refused},"
        f" unlawful {len(unlawful)}, disagreements {sum(differ.values())}"
        f" ({len(done)} kinds of verb, {speed:.0f} verbs/s,"
        f" 1,000,000 would take {1_000_000 / speed / HOURS:.1f} h)"
    )
    assert unlawful == []
    assert not differ
    assert len(done) > 30


def places_needed() -> list[str]:
    """One for both hands; on SQLite, which has one writer, one for each of them."""
    return ["both"] if connection.vendor == "postgresql" else ["left", "right"]


def made(folder: Path) -> Path:
    """The folder, which is there now."""
    folder.mkdir()
    return folder
