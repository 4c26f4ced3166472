"""Citizens: what is told masked, what is told whole for a reason."""

from typing import Annotated
from uuid import UUID

from ninja import Schema

from motcua.api.schemas.fields import Day, Sent, words
from motcua.people.models import Citizen


class MaskedCitizen(Schema):
    """A citizen as lists show them."""

    id: UUID
    full_name: str
    birth_year: int | None
    personal_id: str
    phone: str
    neighbourhood: int | None


class FoundPeople(Schema):
    """At most twenty people; a fuller name finds fewer."""

    items: list[MaskedCitizen]


class RevealSent(Sent):
    """Why somebody looks at what is masked; it is written down."""

    reason: Annotated[str, words(500)]


class RevealedCitizen(Schema):
    """The whole values of one citizen."""

    id: UUID
    full_name: str
    birth_on: Day | None
    personal_id: str
    phone: str


def masked(citizen: Citizen) -> MaskedCitizen:
    """The citizen without what identifies them."""
    home = citizen.neighbourhood
    return MaskedCitizen(
        id=citizen.id,
        full_name=citizen.full_name,
        birth_year=citizen.birth_on.year if citizen.birth_on else None,
        personal_id=citizen.masked_id,
        phone=citizen.masked_phone,
        neighbourhood=home.number if home else None,
    )
