"""A plain, fast storm: random verbs by random people on many dossiers at once.

`rage` works in the process that calls it, on the database that process has.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random
from typing import Final

from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers import deeds, walk
from tests.dossiers.walk import Walk

AT_ONCE: Final = 12
LONGEST_STORY: Final = 80
LEAVES: Final = 0.5
CALENDARS: Final = 3000


@dataclass
class Tally:
    """What a storm did, and what did not hold."""

    verbs: int = 0
    refused: int = 0
    seconds: float = 0.0
    done: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    unlawful: list[str] = field(default_factory=list)


def rage(seed: int, verbs: int, *, days_later: int = 0) -> Tally:
    """Take so many verbs, and look at each touched dossier after each of them.

    The dossiers are received so many days after NOW: a day has 9,999 codes, and no more.
    """
    dice, tally, began = Random(seed), Tally(), time.monotonic()
    stage = walk.stage_of(Centre.objects.get(slug="hoa-binh"))
    begins = NOW + timedelta(days=days_later)
    keys = (f"storm-{seed}-{number:07}" for number in count(1))

    def begin() -> Walk:
        code = dice.choice(walk.CODES)
        return Walk(stage, code, next(keys), dice, begins=begins)

    walks = [begin() for _ in range(AT_ONCE)]
    while tally.verbs < verbs:
        place = dice.randrange(AT_ONCE)
        _one(walks[place], dice, tally)
        if _is_over(walks[place], dice, tally):
            walks[place] = begin()
    tally.seconds = time.monotonic() - began
    return tally


def _is_over(each: Walk, dice: Random, tally: Tally) -> bool:
    is_long = each.tries >= LONGEST_STORY or each.is_broken
    # Ended dossiers are tried some more: nothing may move them.
    if not is_long and not (each.is_ended and dice.random() < LEAVES):
        return False
    tally.ended[each.now().now_in.name] += 1
    return True


def _one(each: Walk, dice: Random, tally: Tally) -> None:
    each.at = walk.later(each.at, dice)
    tally.verbs += 1
    each.tries += 1
    before = len(each.verbs)
    wrong: list[str] = []
    try:
        if _act(each, dice):
            tally.done.update(each.verbs[before:])
            wrong = each.disagreements()
        else:
            # That nothing was left behind is looked at with every refusal.
            tally.refused += 1
    except Exception as error:
        wrong = [f"{type(error).__name__}: {error}"[:200]]
    if wrong:
        each.is_broken = True
        tally.unlawful.append(f"{each.verbs[-6:]}: {each.trying}: {wrong}")


def _act(each: Walk, dice: Random) -> bool:
    luck = dice.random()
    if luck < 1 / CALENDARS:
        each.change_calendar(dice)
        return True
    if luck < 0.15:
        return each.go_on(dice)
    if luck < 0.17:
        who = dice.choice(walk.PEOPLE)
        return each.take("hand_over", who, dice, stale_by=dice.randint(1, 3))
    verb = dice.choice(deeds.RARELY if luck > 0.98 else deeds.OFTEN)
    who = each.right_one() if dice.random() < 0.7 else dice.choice(walk.PEOPLE)
    return each.take(verb, who, dice)
