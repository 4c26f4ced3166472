"""CON-4: two officers act on one dossier from the same page; one wins, nothing is lost."""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from typing import Final, TypeAlias

import pytest
from django.db import connection

from motcua.dossiers.errors import StaleDossier
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre
from tests.dossiers import deeds, walk
from tests.dossiers.walk import REFUSALS, Walk

ALL: Final = int(os.environ.get("PAIRS", "10000"))
LONGEST_STORY: Final = 25
SHOWN: Final = tuple(verb for verb in deeds.OFTEN if verb not in deeds.BESIDE)

Act: TypeAlias = tuple[str, str]


class Officers:
    """Two people with a line to the database each, who press at the same moment."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        """Take the two threads of the pool."""
        self._pool, self._start = pool, threading.Barrier(2, timeout=30)

    def press(self, here: Walk, acts: tuple[Act, Act], seed: int) -> list[str]:
        """Both take their verb from the page as it is now; what became of each."""
        now = here.now()

        def one(number: int) -> str:
            verb, who = acts[number]
            scene = here.scene(now, who, Random(seed + number))
            self._start.wait()
            try:
                deeds.do(scene, verb, revision=now.revision)
            except StaleDossier:
                return "stale"
            except REFUSALS:
                return "refused"
            return "done"

        return list(self._pool.map(one, range(2)))


@contextmanager
def two_officers() -> Iterator[Officers]:
    """Their connections are closed when they go home."""
    with ThreadPoolExecutor(2) as pool:
        yield Officers(pool)
        gone = threading.Barrier(2, timeout=30)

        def go_home(_: int) -> None:
            gone.wait()
            connection.close()

        list(pool.map(go_home, range(2)))


def acts_of(here: Walk, dice: Random) -> tuple[Act, Act]:
    """Two acts, often both of whoever has the turn."""
    due, people = here.what_is_due(), walk.PEOPLE

    def one() -> Act:
        if due is not None and dice.random() < 0.6:
            return due
        who = here.right_one() if dice.random() < 0.7 else dice.choice(people)
        verbs = deeds.OFTEN if dice.random() < 0.2 else SHOWN
        return dice.choice(verbs), who

    return one(), one()


def lost(here: Walk, acts: tuple[Act, Act], ends: list[str], revision: int) -> str:
    """What was lost by the two acts, in words; nothing is said when all is there."""
    done = [verb for (verb, _), end in zip(acts, ends, strict=True) if end == "done"]
    is_shown = all(verb not in deeds.BESIDE for verb, _ in acts)
    if is_shown and len(done) > 1:
        return "both won"
    now = here.now()
    same_file = done == ["attach_file"] and now.revision == revision
    if is_shown and now.revision != revision + len(done) and not same_file:
        return f"revision {revision} became {now.revision}"
    lines = list(
        Line.objects.filter(
            centre_id=now.centre_id, subject_kind="dossier", subject_id=now.id
        )
        .order_by("id")
        .values_list("verb", flat=True)
    )
    new = lines[len(here.verbs) :]
    missing = Counter(done) - Counter(new)
    silent = {"attach_file", "place_hold", "release_hold", "decide_review"}
    if set(missing) - silent or lines[: len(here.verbs)] != here.verbs:
        return f"no line of {dict(missing)}"
    here.verbs = lines
    here.hear()
    return "; ".join(here.disagreements())


def race(centre: Centre, pairs: int, seed: int) -> tuple[Counter[str], list[str]]:
    """So many pairs; how they ended, and what was lost."""
    dice, stage = Random(seed), walk.stage_of(centre)
    ended: Counter[str] = Counter()
    wrong: list[str] = []
    with two_officers() as officers:
        here: Walk | None = None
        for number in range(pairs):
            if here is None or here.is_ended or here.tries >= LONGEST_STORY:
                key = f"pair-{seed}-{number:06}"
                here = Walk(stage, dice.choice(walk.CODES), key, dice)
            here.at, here.tries = walk.later(here.at, dice), here.tries + 1
            acts, revision = acts_of(here, dice), here.now().revision
            here.mark()
            ends = officers.press(here, acts, dice.randint(0, 10**9))
            ended[" + ".join(sorted(ends))] += 1
            if what := lost(here, acts, ends, revision):
                wrong.append(f"{acts} {ends}: {what}")
                here = None
    return ended, wrong


def test_of_two_with_one_page_one_wins(living_town: Centre) -> None:
    ended, wrong = race(living_town, 200, seed=4)

    assert wrong == []
    assert ended["done + stale"] > 30


@pytest.mark.proof
def test_ten_thousand_pairs(living_town: Centre) -> None:
    ended, wrong = race(living_town, ALL, seed=44)

    print(
        f"two officers on {connection.vendor}: pairs {sum(ended.values())},"
        f" {dict(ended)}, lost updates {len(wrong)}"
    )
    assert wrong == []
