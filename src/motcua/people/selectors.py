"""Find people: by exact number, by name without accents, and who may be the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation.toolkit.encryption import blind_index
from motcua.people.models import Citizen, Organisation, PriorityMark
from motcua.people.names import names_like
from motcua.people.services import ID_COLUMN, PHONE_COLUMN
from motcua.rules import personal_id as ids
from motcua.rules import tax_code as tax
from motcua.rules.vietnamese import NotAPhone, fold, phone
from motcua.ward.models import Centre

MOST_FOUND: Final = 20
MOST_NAMES: Final = 100


@dataclass(frozen=True)
class Likeness:
    """A citizen who may be the one at the counter, and what agrees."""

    citizen: Citizen
    agrees: tuple[str, ...]


def citizen(centre: Centre, citizen_id: UUID) -> Citizen | None:
    """One citizen of the centre."""
    return Citizen.objects.filter(centre=centre, id=citizen_id).first()


def search_citizens(centre: Centre, text: str) -> list[Citizen]:
    """Citizens by exact personal number or phone, else by the words of the name."""
    citizens = Citizen.objects.filter(centre=centre).select_related("neighbourhood")
    if index := _exact(text):
        return list(citizens.filter(index)[:MOST_FOUND])
    names = names_like(centre, text, most=MOST_NAMES).names
    return list(
        citizens.filter(folded_name__in=names).order_by("folded_name")[:MOST_FOUND]
    )


def likely_duplicates(
    centre: Centre,
    *,
    full_name: str,
    birth_on: date | None = None,
    phone_number: str = "",
    but: UUID | None = None,
) -> list[Likeness]:
    """People already known who share at least two of name, birthday and phone.

    Only for a person whose number is not known yet: equal numbers are the same person.
    """
    index = _phone_index(phone_number)
    folded = fold(full_name)
    near = (
        Q(folded_name=folded) | Q(phone_index=index) if index else Q(folded_name=folded)
    )
    found = Citizen.objects.filter(near, centre=centre)
    likenesses = []
    if but is not None:
        found = found.exclude(id=but)
    for other in found.select_related("neighbourhood")[:MOST_FOUND]:
        agrees = tuple(
            fact
            for fact, is_equal in (
                ("name", other.folded_name == folded),
                ("birth_on", birth_on is not None and other.birth_on == birth_on),
                ("phone", bool(index) and bytes(other.phone_index or b"") == index),
            )
            if is_equal
        )
        if len(agrees) > 1:
            likenesses.append(Likeness(other, agrees))
    return likenesses


def organisation_by_tax_code(centre: Centre, text: str) -> Organisation | None:
    """The organisation with this tax code, if known."""
    try:
        number = str(tax.parse(text))
    except tax.NotATaxCode:
        return None
    return (
        Organisation.objects.filter(centre=centre, tax_code=number)
        .select_related("representative")
        .first()
    )


def search_organisations(centre: Centre, text: str) -> QuerySet[Organisation]:
    """Organisations whose name has every word, or a word that begins so."""
    names = names_like(centre, text, most=MOST_NAMES).names
    found = Organisation.objects.filter(centre=centre, folded_name__in=names)
    return found.order_by("folded_name")[:MOST_FOUND]


def categories_of(citizen: Citizen) -> frozenset[str]:
    """The priority groups a citizen belongs to."""
    marks = PriorityMark.objects.filter(centre_id=citizen.centre_id, citizen=citizen)
    return frozenset(marks.values_list("category", flat=True))


def marks_of(centre: Centre, citizen_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The names of the priority groups of many citizens, by citizen."""
    found: dict[UUID, list[str]] = {}
    marks = PriorityMark.objects.filter(centre=centre, citizen_id__in=list(citizen_ids))
    for mark in marks.order_by("category"):
        found.setdefault(mark.citizen_id, []).append(mark.get_category_display())
    return found


def _exact(text: str) -> Q | None:
    try:
        number = ids.parse(text).digits
    except ids.NotAPersonalId:
        index = _phone_index(text)
        return Q(phone_index=index) if index else None
    return Q(personal_id_index=blind_index(number, column=ID_COLUMN))


def _phone_index(text: str) -> bytes:
    try:
        return blind_index(phone(text), column=PHONE_COLUMN)
    except NotAPhone:
        return b""
