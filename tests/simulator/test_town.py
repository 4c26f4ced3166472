"""Invented people, and days that are the same for the same seed."""

import random
from collections import Counter
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any, Final

import pytest
from django.db import transaction

from motcua.catalogue import selectors as catalogue
from motcua.dossiers.models import Dossier, Step
from motcua.foundation.audit import selectors as audit
from motcua.foundation.audit import services as sealing
from motcua.journeys import intake
from motcua.people.models import Citizen
from motcua.rules import personal_id
from motcua.rules.lifecycle import State
from motcua.simulator import town as seeded
from motcua.simulator.day import Day
from motcua.simulator.names import invent_name, invent_person, is_denied
from motcua.ward.models import Centre
from tests.cast import NOW, intake_of, mandate

TODAY: Final = NOW.date()
REGISTER_ENTRIES: Final = {"2.000815", "2.000942"}


def test_twenty_thousand_invented_names_belong_to_nobody_in_the_article() -> None:
    dice = random.Random(1)

    denied = [
        name
        for _ in range(10_000)
        for sex in ("male", "female")
        if is_denied(name := invent_name(dice, sex))
    ]

    print(f"invented names 20,000, of real people {len(denied)}")
    assert denied == []


def test_invented_numbers_are_sound_and_of_no_province() -> None:
    dice = random.Random(2)

    people = [invent_person(dice, serial, today=TODAY) for serial in range(500)]

    for person in people:
        number = personal_id.parse(person.personal_id)
        assert number.digits.startswith("999")
        assert person.birth_on <= TODAY
    assert len({person.personal_id for person in people}) == 500


def test_invented_tax_codes_are_sound_and_differ() -> None:
    codes = [seeded.invented_tax_code(number) for number in range(50)]

    assert len(set(codes)) == 50


def test_everybody_of_the_town_is_marked_as_invented(town: Centre) -> None:
    assert not Citizen.objects.filter(centre=town, is_synthetic=False).exists()
    assert town.is_synthetic


def test_every_sign_in_of_the_banner_exists(town: Centre) -> None:
    names = [who.username for who in seeded.sign_ins(town)]

    assert len(names) == len(set(names)) == len(list(seeded._posts()))
    assert all(mandate(name).roles for name in names)


class Over(Exception):
    """The day is looked at and undone."""


def story(town: Centre, *, seed: int) -> list[tuple[Any, ...]]:
    """What one simulated day leaves behind, in values that can be compared; undone."""
    told: list[tuple[Any, ...]] = []
    with suppress(Over), transaction.atomic():
        Day(town, TODAY, seed=seed).run(12)
        found = Dossier.objects.filter(centre=town).order_by("code")
        told += found.values_list(
            "code",
            "version__procedure__code",
            "owner_name",
            "origin",
            "received_at",
            "resolved_at",
            "returned_at",
        )
        raise Over
    return told


@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_ends_with_everything_returned(town: Centre, seed: int) -> None:
    tally = Day(town, TODAY, seed=seed).run(12)

    assert (tally.received, tally.returned) == (12, 12)
    states = Dossier.objects.filter(centre=town).values_list("state", flat=True)
    assert Counter(states) == {int(State.RETURNED): 12}
    sealing.seal(centre_id=town.id, at=NOW)
    assert audit.verify(town.id).is_intact


def test_the_same_seed_gives_the_same_day_and_another_one_another(
    town: Centre,
) -> None:
    first, again, other = (story(town, seed=seed) for seed in (7, 7, 8))

    assert len(first) == 12
    assert first == again
    assert first != other


def active_codes(town: Centre) -> list[str]:
    codes = [local.procedure.code for local in catalogue.offered(town)]
    return [code for code in codes if code not in REGISTER_ENTRIES]


def test_every_active_procedure_can_be_received(town: Centre) -> None:
    officer = mandate("tiepnhan")
    codes = active_codes(town)

    for number, code in enumerate(codes):
        dossier, is_new = intake.receive(
            centre=town,
            intake=intake_of(town, code),
            by=officer,
            at=NOW,
            key=f"each-{number}",
            caller="test",
        )
        assert is_new
        assert dossier.now_in is State.ACCEPTED

    without_due = Dossier.objects.filter(centre=town, due_at=None).count()
    print(f"active procedures received {len(codes)}, without known limit {without_due}")
    assert len(codes) == 167
    assert REGISTER_ENTRIES.isdisjoint(codes)


def test_twenty_drawn_at_random_go_from_received_to_returned(town: Centre) -> None:
    drawn = random.Random(20).sample(active_codes(town), 20)

    tally = Day(town, TODAY, seed=20, codes=drawn).run(20)

    assert (tally.received, tally.returned) == (20, 20)
    found = Dossier.objects.filter(centre=town).prefetch_related("steps")
    assert {d.version.procedure.code for d in found} == set(drawn)
    for dossier in found:
        steps = sorted(dossier.steps.all(), key=lambda step: step.position)
        assert all(step.status == Step.Status.DONE for step in steps)
        assert all(step.finished_by_id for step in steps)
        times = [step.finished_at for step in steps if step.finished_at]
        assert all(a <= b for a, b in pairwise(times))
        assert (steps[0].key, steps[-1].key) == ("receive", "deliver")
    print(f"drawn 20 of {len(active_codes(town))}: received 20, returned 20")


def test_a_holiday_is_no_day_to_simulate(town: Centre) -> None:
    with pytest.raises(ValueError, match="not a working day"):
        Day(town, date(2027, 1, 1), seed=1).run(1)
