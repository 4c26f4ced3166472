"""CON-5: random verbs of the whole office; nothing unlawful, no two records that differ.

    STORM_VERBS=1000000 bin/proof -k storm

takes as many as one likes; without it, what a few minutes allow.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection

from tests.proof.places import Place

VERBS: Final = int(os.environ.get("STORM_VERBS", "10000"))
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
    place = Place(tmp_path, "storm_of_verbs")
    place.run(FOUND)
    # SQLite has one writer: a second process would only wait.
    hands = 2 if connection.vendor == "postgresql" else 1
    patience = 60 + VERBS // hands // 5

    def rage(seed: int) -> Any:
        program = RAGE.format(seed=seed, verbs=VERBS // hands)
        return json.loads(place.run(program, patience=patience))

    with ThreadPoolExecutor(hands) as pool:
        tallies = list(pool.map(rage, range(1, hands + 1)))
    differ = place.ask(LOOK)

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
    assert differ == {}
    assert len(done) > 30
