"""Invented people: names by the weights of the shipped file, never a real person's."""

import hashlib
import json
import random
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import motcua.people

DATA: Final = Path(motcua.people.__file__).parent / "data" / "names.json"
INVENTED_PLACE: Final = "999"


@dataclass(frozen=True)
class InventedPerson:
    """A person of the seeded town; the number's place 999 exists nowhere."""

    full_name: str
    sex: str
    birth_on: date
    personal_id: str
    phone: str


@cache
def _file() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def is_denied(full_name: str) -> bool:
    """True for the name of a person who appears in the article."""
    text = unicodedata.normalize("NFC", full_name).casefold()
    return hashlib.sha256(text.encode()).hexdigest() in _file()["deny_sha256"]


def invent_name(dice: random.Random, sex: str) -> str:
    """A likely name of the region that belongs to nobody in the article."""
    groups = _file()["family_names_by_ethnic_group"]["values"]
    weights = {
        group["name_vi"]: group["ward_weight_synthetic"]
        for group in _file()["ethnic_groups"]
        if group["name_vi"] in groups
    }
    while True:
        group = dice.choices(list(weights), list(weights.values()))[0]
        family = _pick(dice, {row["name"]: row["weight"] for row in groups[group]})
        middle = _pick(dice, _file()["middle_names"][sex])
        given = _pick(dice, _file()["given_names"][sex])
        name = f"{family} {middle} {given}"
        if not is_denied(name):
            return name


def invent_person(dice: random.Random, serial: int, *, today: date) -> InventedPerson:
    """One adult or child of the town; `serial` keeps the number unique."""
    sex = dice.choice(["male", "female"])
    born = today.replace(day=1).replace(
        year=today.year - dice.randint(1, 88), month=dice.randint(1, 12)
    )
    born = born.replace(day=dice.randint(1, 28))
    century = (born.year - 1900) // 100 * 2 + (sex == "female")
    return InventedPerson(
        full_name=invent_name(dice, sex),
        sex=sex,
        birth_on=born,
        personal_id=f"{INVENTED_PLACE}{century}{born.year % 100:02}{serial:06}",
        phone=f"09{dice.randint(0, 99_999_999):08}",
    )


def _pick(dice: random.Random, weights: dict[str, float]) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]
