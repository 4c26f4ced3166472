"""What somebody comes for, as screens send it and as they show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import QueryDict
from django.utils import timezone

from motcua.catalogue.models import Component
from motcua.queueing.services import matters
from motcua.queueing.services.matters import Matter
from motcua.rules import codes
from motcua.ward.models import Centre
from motcua.web.citizens.procedure_sheet import ProcedureSheet

PROCEDURE: Final = "thu-tuc"
PAPER: Final = "giay-to"
DOSSIER: Final = "ho-so"
LONGEST: Final = 40
DIGITS: Final = 3


@dataclass(frozen=True)
class ComingFor:
    """A procedure with its papers, or a dossier: what to bring, and what is there."""

    matter: Matter
    name: str = ""
    field: str = ""
    papers: Sequence[Component] = ()

    @property
    def missing(self) -> list[Component]:
        """What everybody needs and this person has not ticked."""
        has = self.matter.papers
        return [p for p in self.papers if p.is_required and p.position not in has]

    @property
    def has(self) -> list[Component]:
        """What they have with them, by their own word."""
        return [p for p in self.papers if p.position in self.matter.papers]

    @property
    def tail(self) -> str:
        """The end of the dossier's code: enough to know it again."""
        return codes.tail(self.matter.dossier) if self.matter.dossier else ""


def sent(fields: QueryDict) -> Matter:
    """What a form or an address says; nothing of it is believed yet."""
    papers = [text for text in fields.getlist(PAPER) if text.isdecimal()]
    return Matter(
        procedure=fields.get(PROCEDURE, "")[:LONGEST],
        papers=[int(text) for text in papers if len(text) <= DIGITS],
        dossier=fields.get(DOSSIER, "")[:LONGEST],
    )


def shown(centre: Centre, said: Matter, *, at: datetime) -> ComingFor | None:
    """It with its words; None when nothing this centre knows was said."""
    matter, offer = matters.known(centre, said, on=timezone.localdate(at))
    if offer is None:
        return ComingFor(matter) if matter.dossier else None
    sheet = ProcedureSheet(centre, offer, at=at)
    return ComingFor(
        matter=matter,
        name=sheet.name,
        field=offer.procedure.field.code,
        papers=[*sheet.required, *sheet.if_needed],
    )
