"""Invented people and companies as rows, with the numbers truly encrypted."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from motcua.foundation.toolkit.encryption import blind_index, encrypt
from motcua.foundation.toolkit.models import new_id
from motcua.people.models import Citizen, NameWord, Organisation
from motcua.people.services import ID_COLUMN, PHONE_COLUMN
from motcua.rules.vietnamese import fold
from motcua.simulator.names import invent_name, invent_person
from motcua.simulator.town import invented_tax_code
from motcua.ward.models import Centre

FIRST_SERIAL: Final = 10_000
FIRST_COMPANY: Final = 1_000
PEOPLE_A_COMPANY: Final = 50
# A ward's people do not grow with its years: most of those who come have come before.
MOST_PEOPLE: Final = 60_000
HALF_MET: Final = 90_000
TRADES: Final = ("Vận tải", "Xây dựng", "Gỗ", "Thực phẩm", "Du lịch", "Cơ khí")

Row = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """An owner of dossiers, person or company, as a dossier names them."""

    key: Any
    name: str
    folded: str


def how_many(dossiers: int) -> int:
    """How many people bring so many dossiers."""
    return max(50, MOST_PEOPLE * dossiers // (dossiers + HALF_MET))


class Crowd:
    """The people and companies of one centre, made from a seed."""

    def __init__(self, centre: Centre, size: int, *, seed: int) -> None:
        """Start empty; `rows` makes them."""
        self.centre = centre
        self.size = size
        self.dice = random.Random(seed)
        self.people: list[Somebody] = []
        self.companies: list[Somebody] = []
        self._names = set(
            NameWord.objects.filter(centre=centre).values_list("name", flat=True)
        )

    def rows(self, today: date) -> Iterator[tuple[Any, Row]]:
        """Each row with its model: citizens, organisations, words of their names."""
        for serial in range(FIRST_SERIAL, FIRST_SERIAL + self.size):
            person = invent_person(self.dice, serial, today=today)
            key, folded = new_id(), fold(person.full_name)
            self.people.append(Somebody(key, person.full_name, folded))
            yield (
                Citizen,
                {
                    "id": key,
                    "full_name": person.full_name,
                    "folded_name": folded,
                    "birth_on": person.birth_on,
                    "sex": person.sex,
                    "personal_id": encrypt(person.personal_id, column=ID_COLUMN),
                    "personal_id_index": blind_index(
                        person.personal_id, column=ID_COLUMN
                    ),
                    "phone": encrypt(person.phone, column=PHONE_COLUMN),
                    "phone_index": blind_index(person.phone, column=PHONE_COLUMN),
                    "address": "Phường Hòa Bình, tỉnh Phú Thọ",
                    "is_synthetic": True,
                },
            )
            yield from self._words(folded)
        for number in range(self.size // PEOPLE_A_COMPANY):
            owner = invent_name(self.dice, "male").split(maxsplit=1)[1]
            name = f"Công ty TNHH {self.dice.choice(TRADES)} {owner}"
            key, folded = new_id(), fold(name)
            self.companies.append(Somebody(key, name, folded))
            yield (
                Organisation,
                {
                    "id": key,
                    "name": name,
                    "folded_name": folded,
                    "tax_code": invented_tax_code(FIRST_COMPANY + number),
                    "is_synthetic": True,
                },
            )
            yield from self._words(folded)

    def _words(self, folded: str) -> Iterator[tuple[Any, Row]]:
        if folded in self._names:
            return
        self._names.add(folded)
        for word in sorted(set(folded.split())):
            yield NameWord, {"id": new_id(), "word": word, "name": folded}
