"""DUR-3: workers are killed again and again; every fact is delivered all the same."""

import random
import signal
import subprocess
import sys
import time
from typing import Final

import pytest
from django.utils import timezone

from motcua.foundation.numbering.models import Series
from motcua.foundation.outbox import selectors
from motcua.foundation.outbox import services as outbox
from motcua.foundation.outbox.models import Delivery
from motcua.foundation.toolkit.work import unit_of_work
from tests.proof.slow_bells import CENTRE, SlowBell
from tests.rivals import SOURCE, environment

FACTS: Final = 200
KILLS: Final = 10
WORKER: Final = """
import django
django.setup()
import tests.proof.slow_bells
from motcua.config.worker import Worker
print("ready", flush=True)
Worker().work_until_stopped()
"""


def kill_a_worker(after_seconds: float) -> None:
    """Start a worker, let it work for a moment, and end it without warning."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env=environment(PYTHONPATH=f"{SOURCE}:{SOURCE.parent}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        time.sleep(after_seconds)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=20)
        if worker.stdout is not None:
            worker.stdout.close()


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_every_fact_is_delivered_although_workers_die() -> None:
    outbox.deliver_due(at=timezone.now())
    for number in range(FACTS):
        with unit_of_work():
            outbox.record(SlowBell(CENTRE, number), at=timezone.now())
    dice = random.Random(3)

    for _ in range(KILLS):
        kill_a_worker(dice.uniform(0.2, 0.9))
    mine = Delivery.objects.filter(centre_id=CENTRE)
    by_the_killed = mine.exclude(delivered_at=None).count()
    # The lease of what the dead ones held runs out; another worker takes over.
    later = timezone.now() + outbox.LEASE
    while outbox.deliver_due(at=later):
        pass

    heard = Series.objects.filter(centre_id=CENTRE, name="bell")
    twice = heard.exclude(last=1).count()
    stuck = selectors.waiting_count(CENTRE)
    print(
        f"worker killed × {KILLS}: facts {FACTS}, delivered {heard.count()}"
        f" ({by_the_killed} by those killed), effect twice {twice}, stuck {stuck}"
    )
    assert 0 < by_the_killed
    assert (heard.count(), twice, stuck) == (FACTS, 0, 0)
    assert not selectors.dead_letters(CENTRE).exists()
