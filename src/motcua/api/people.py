"""People: found by name or number and told masked; whole only for a reason."""

from typing import Annotated, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from motcua.accounts.roles import Capability
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.schemas.people import FoundPeople, RevealedCitizen, RevealSent, masked
from motcua.people import selectors, services

router = Router(tags=["people"])

SEES_PEOPLE: Final = Bearer(Capability.SEE_PERSON)


class PersonWanted(Schema):
    """A personal number, a phone number, or words of a name, accents or not."""

    q: Annotated[str, Field(min_length=1, max_length=200)]


@router.get("", auth=SEES_PEOPLE, response=FoundPeople)
def search_people(request: ApiRequest, wanted: Query[PersonWanted]) -> FoundPeople:
    """At most twenty citizens, masked."""
    found = selectors.search_citizens(request.auth.user.centre, wanted.q)
    return FoundPeople(items=[masked(citizen) for citizen in found])


@router.post("/{citizen_id}/reveals", auth=SEES_PEOPLE, response=RevealedCitizen)
def reveal_person(
    request: ApiRequest, response: HttpResponse, citizen_id: UUID, sent: RevealSent
) -> RevealedCitizen:
    """The whole number and phone of one citizen; who looked and why is written down."""
    citizen = selectors.citizen(request.auth.user.centre, citizen_id)
    if citizen is None:
        raise Http404
    whole = services.reveal(
        citizen=citizen,
        reason=sent.reason,
        by=request.auth.user,
        at=timezone.localtime(),
    )
    response.headers["Cache-Control"] = "no-store"
    return RevealedCitizen(
        id=citizen.id,
        full_name=citizen.full_name,
        birth_on=citizen.birth_on,
        personal_id=whole.personal_id,
        phone=whole.phone,
    )
