"""DUR-5: `kill -9` while files come in; afterwards every row has its whole bytes."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from tests.proof.places import Place

KILLS: Final = 12
KEEP: Final = """
import os, random, sys
import django
django.setup()
from django.utils import timezone
from motcua.foundation.files import services
from motcua.foundation.files.decoder.verdict import Sound
from motcua.foundation.files.services import Checked
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre
centre = Centre.objects.get()
print("ready", flush=True)
while True:
    data = os.urandom(random.randint(1, 2_000_000))
    checked = Checked(Sound("image/png", data, 1, thumbnail=data[:99]), "motcua")
    stowed = services.stow(centre.id, checked, at=timezone.now())
    with unit_of_work():
        services.keep(stowed)
"""
LOOK: Final = """
import json
from datetime import timedelta
from django.utils import timezone
from motcua.foundation.files import orphans, services
from motcua.foundation.files.models import StoredFile
from motcua.ward.models import Centre
centre = Centre.objects.get()
rows = StoredFile.objects.filter(centre_id=centre.id)
short = 0
for row in rows:
    try:
        short += len(services.read(row)) != row.size
        services.read_thumbnail(row)
    except services.Missing:
        short += 1
at = timezone.now()
early = orphans.collect(centre.id, at=at)
late = orphans.collect(centre.id, at=at + timedelta(hours=25))
left = len(list(orphans.places(centre.id)))
print(json.dumps({
    "rows": rows.count(),
    "missing": len(orphans.missing(centre.id)),
    "short": short,
    "early": early,
    "orphans": late,
    "left": left,
}))
"""


@pytest.mark.proof
def test_no_row_without_its_file_however_often_it_is_killed(
    db: None, tmp_path: Path
) -> None:
    place = Place(tmp_path, "files_killed")
    place.found()
    dice = random.Random(5)

    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", KEEP],
            env=place.environment(),
            stdout=subprocess.PIPE,
        ) as keeper:
            assert keeper.stdout is not None
            assert keeper.stdout.readline() == b"ready\n"
            time.sleep(dice.uniform(0.05, 0.8))
            keeper.kill()
    seen = place.ask(LOOK)

    print(
        f"kills {KILLS}, rows {seen['rows']}, without a whole file "
        f"{seen['missing'] + seen['short']}, orphans {seen['orphans']}, "
        f"collected early {seen['early']}"
    )
    assert seen["rows"] > KILLS
    assert seen["missing"] == seen["short"] == seen["early"] == 0
    assert seen["left"] == 2 * seen["rows"]
