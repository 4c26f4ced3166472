"""DUR-1: `kill -9` during creations through the API; what was acknowledged is there."""

import http.client
import json
import os
import queue
import random
import threading
import time
from pathlib import Path
from typing import Any, Final

import pytest

from tests.proof.places import Place, Server

CREATIONS: Final = 2_000
KILLS: Final = 10
CLIENTS: Final = 4
PATIENCE_SECONDS: Final = 120.0
LOOK: Final = """
import json
from collections import Counter
from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line
from motcua.foundation.audit import selectors, services
from motcua.foundation.outbox.models import Message
from motcua.foundation.requests.models import IdempotencyKey
from motcua.ward.models import Centre
from django.utils import timezone
centre = Centre.objects.get()
services.seal(centre_id=centre.id, at=timezone.now())
dossiers = dict(Dossier.objects.filter(centre=centre).values_list("id", "code"))
lines = Line.objects.filter(centre_id=centre.id, verb="receive")
facts = Message.objects.filter(centre_id=centre.id, kind="dossiers.DossierReceived")
keys = IdempotencyKey.objects.filter(centre_id=centre.id)
print(json.dumps({
    "codes": list(dossiers.values()),
    "by_key": {key.key: dossiers.get(key.result_id) for key in keys},
    "audited": [dossiers[i] for i in lines.values_list("subject_id", flat=True)],
    "told": [fact.values["code"] for fact in facts],
    "chain": selectors.verify(centre.id).fault,
}))
"""


class Journal:
    """What was acknowledged, written down and synced before the next one is sent."""

    def __init__(self, path: Path) -> None:
        """Begin an empty journal."""
        self._file = path.open("a", encoding="ascii")
        self._guard = threading.Lock()
        self.acked: dict[str, str] = {}

    def write(self, key: str, code: str) -> None:
        """Keep one acknowledgement."""
        with self._guard:
            self._file.write(f"{key} {code}\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self.acked[key] = code


def reception(number: int) -> bytes:
    """A reception as a program sends it; the papers' absence is accepted."""
    person = {
        "full_name": "Bùi Thị An",
        "personal_id": f"9991550{number:05}",
        "address": "Tổ 1, phường Hòa Bình",
    }
    sent: dict[str, Any] = {
        "procedure": "2.000635",
        "submitter": person,
        "origin": "online_at_centre",
        "planned_exit": "counter",
        "missing_accepted": "Thử tải",
    }
    return json.dumps(sent).encode()


def send(port: int, token: str, number: int) -> str | None:
    """Send once; the code when acknowledged, None when the line broke."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": f"storm-{number:06}",
    }
    try:
        line.request("POST", "/api/v1/dossiers", reception(number), headers)
        answer = line.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()
    if answer.status >= 500:
        return None
    assert answer.status == 201, body[:300]
    code: str = json.loads(body)["code"]
    return code


def client(work: "queue.Queue[int]", port: int, token: str, journal: Journal) -> None:
    """Send until everything is acknowledged; what broke is sent again, same key."""
    while True:
        try:
            number = work.get_nowait()
        except queue.Empty:
            return
        give_up = time.monotonic() + PATIENCE_SECONDS
        while (code := send(port, token, number)) is None:
            assert time.monotonic() < give_up
            time.sleep(0.05)
        journal.write(f"storm-{number:06}", code)


@pytest.mark.proof
def test_nothing_acknowledged_is_lost(db: None, tmp_path: Path) -> None:
    place = Place(tmp_path, "storm")
    token = place.found()
    server, journal = Server(place), Journal(tmp_path / "acks")
    work: queue.Queue[int] = queue.Queue()
    for number in range(CREATIONS):
        work.put(number)
    dice = random.Random(9)
    moments = sorted(dice.sample(range(20, CREATIONS - 20), KILLS))

    server.start()
    clients = [
        threading.Thread(target=client, args=(work, server.port, token, journal))
        for _ in range(CLIENTS)
    ]
    for each in clients:
        each.start()
    try:
        for moment in moments:
            while len(journal.acked) < moment and any(c.is_alive() for c in clients):
                time.sleep(0.002)
            server.kill()
            server.start()
        for each in clients:
            each.join(timeout=PATIENCE_SECONDS)
    finally:
        server.kill()
    seen = place.ask(LOOK)

    acked = list(journal.acked.values())
    found = sum(seen["by_key"].get(key) == code for key, code in journal.acked.items())
    duplicates = len(seen["codes"]) - len(set(seen["codes"]))
    unaudited = len(set(seen["codes"]) - set(seen["audited"]))
    print(
        f"kill -9 × {KILLS}: acked {len(acked)}, found {found},"
        f" duplicate {duplicates}, without audit {unaudited}"
    )
    assert len(acked) == len(set(acked)) == CREATIONS
    assert found == CREATIONS
    assert sorted(seen["codes"]) == sorted(acked)
    assert sorted(seen["audited"]) == sorted(seen["told"]) == sorted(acked)
    assert (duplicates, unaudited, seen["chain"]) == (0, 0, "")
