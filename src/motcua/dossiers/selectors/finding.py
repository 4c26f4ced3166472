"""Find dossiers by what a person knows of one; every way is served by an index."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors.lists import rows_of
from motcua.foundation.toolkit.bytewise import begins
from motcua.people.names import names_like
from motcua.people.selectors import search_citizens
from motcua.people.services import find_by_personal_id
from motcua.rules import codes
from motcua.rules import personal_id as ids
from motcua.rules.vietnamese import NotAPhone, fold, phone
from motcua.ward.models import Centre

# With more than that the person is asked to say more.
MOST_FOUND: Final = 200
NEWEST: Final = ("-received_at", "-id")
EVERY: Final = Q()
BY_NAME: Final = ("owner_folded", *NEWEST)


@dataclass(frozen=True)
class Found:
    """The dossiers found, and whether there are more than anyone would look through.

    Up to 200 stand newest first. Of more, those of exactly this name stand newest first
    if there are any, else the first 200 by name: to sort the others would take longer
    each year, and nobody would read them.
    """

    rows: QuerySet[Dossier]
    is_cut: bool = False


def search(centre: Centre, text: str, *, limits: Q = EVERY) -> Found:
    """Dossiers by code (or its beginning), exact number or phone, or name words.

    `limits` says which of them the person may see or wants to.
    """
    rows = rows_of(centre).filter(limits)
    code = codes.normalise(text)
    if codes.DOSSIER_CODE.fullmatch(code):
        return Found(rows.filter(code=code).order_by(*NEWEST))
    if code[:3].isdigit() and "." in code:
        # A code holds the day and its number: by code is by time.
        return Found(rows.filter(begins("code", code)).order_by("-code"))
    if (people := _people(centre, text)) is not None:
        return _of_people(rows, people)
    return _of_names(centre, rows, text)


def _of_names(centre: Centre, rows: QuerySet[Dossier], text: str) -> Found:
    known = names_like(centre, text, most=MOST_FOUND)
    if not known.names:
        return Found(rows.none())
    named = rows.filter(owner_folded__in=known.names)
    some = list(named.order_by().values_list("owner_folded", "id")[: MOST_FOUND + 1])
    if len(some) <= MOST_FOUND and not known.is_cut:
        return Found(named.order_by(*NEWEST))
    if (exact := fold(text)) in known.names:
        return Found(rows.filter(owner_folded=exact).order_by(*NEWEST), is_cut=True)
    first = [key for _name, key in sorted(some)[:MOST_FOUND]]
    return Found(rows.filter(id__in=first).order_by(*BY_NAME), is_cut=True)


def _of_people(rows: QuerySet[Dossier], people: list[UUID]) -> Found:
    """The newest dossiers these people own or handed in."""
    # Two lookups by index; an OR would read the dossiers of the whole centre.
    both = (
        rows.filter(owner_citizen_id__in=people),
        rows.filter(submitter_id__in=people),
    )
    keys = [
        set(theirs.order_by(*NEWEST).values_list("id", flat=True)[: MOST_FOUND + 1])
        for theirs in both
    ]
    is_cut = any(len(found) > MOST_FOUND for found in keys)
    found = rows.filter(id__in=keys[0] | keys[1]).order_by(*NEWEST)
    return Found(found, is_cut=is_cut)


def _people(centre: Centre, text: str) -> list[UUID] | None:
    """The citizens with this number or phone; None when the text is neither."""
    if (number := _personal_number(text)) is not None:
        citizen = find_by_personal_id(centre, number)
        return [citizen.id] if citizen else []
    if (called := _phone(text)) is not None:
        return [citizen.id for citizen in search_citizens(centre, called)]
    return None


def _phone(text: str) -> str | None:
    try:
        return phone(text)
    except NotAPhone:
        return None


def _personal_number(text: str) -> str | None:
    try:
        return ids.parse(text).digits
    except ids.NotAPersonalId:
        return None
