"""What people say they come for before they are called, and what they have with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from motcua.catalogue import selectors as catalogue
from motcua.catalogue.selectors import Offer, UnknownProcedure
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing.errors import TooLate
from motcua.queueing.models import Ticket
from motcua.queueing.services.writing import take_hall
from motcua.rules.codes import DossierCode, NotADossierCode
from motcua.rules.ticket_life import State
from motcua.ward.models import Centre

MAY_SAY: Final = (State.WAITING, State.MISSED, State.AWAY, State.HELD)


@dataclass(frozen=True)
class Matter:
    """A procedure and the places of its papers one has with oneself, or a dossier's code.

    Whatever a screen sent: `sound` leaves what this centre can mean.
    """

    procedure: str = ""
    papers: Sequence[int] = ()
    dossier: str = ""


NOTHING: Final = Matter()


def sound(centre: Centre, said: Matter, *, on: date) -> Matter:
    """What of it this centre knows; see `known`."""
    return known(centre, said, on=on)[0]


def known(centre: Centre, said: Matter, *, on: date) -> tuple[Matter, Offer | None]:
    """What of it this centre knows: an offered procedure, papers it asks for, a code;
    and the procedure as it is offered that day.

    Whether a dossier of that code exists is not looked up: a screen in the hall must not
    tell. The console shows it to an officer who may see it.
    """
    dossier = _dossier(said.dossier)
    if not said.procedure:
        return Matter(dossier=dossier), None
    try:
        offer = catalogue.offer(centre, said.procedure, on=on)
    except UnknownProcedure:
        return Matter(dossier=dossier), None
    asked = {paper.position for paper in offer.version.components.all()}
    papers = tuple(sorted(asked.intersection(said.papers)))
    return Matter(offer.procedure.code, papers, dossier), offer


def of(ticket: Ticket) -> Matter:
    """What the person of this ticket said they come for."""
    return Matter(ticket.procedure_code, tuple(ticket.papers), ticket.dossier_code)


def say(*, centre: Centre, ticket: Ticket, said: Matter, at: datetime) -> None:
    """Say it, or say it anew, while one waits; the console that calls will show it.

    Raises TooLate for a ticket that is called already or gone.
    """
    told = sound(centre, said, on=timezone.localdate(at))
    with unit_of_work():
        take_hall(centre.id)
        changed = Ticket.objects.filter(
            centre=centre, id=ticket.id, state__in=[state.value for state in MAY_SAY]
        ).update(
            procedure_code=told.procedure,
            papers=[*told.papers],
            dossier_code=told.dossier,
        )
        if not changed:
            raise TooLate(ticket.id)
        topics.touch(f"hall:{centre.id}")
        topics.touch(f"ticket:{centre.id}:{ticket.id}")


def _dossier(text: str) -> str:
    try:
        return str(DossierCode.parse(text)) if text else ""
    except NotADossierCode:
        return ""
