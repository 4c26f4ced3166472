"""The services people get without a dossier: the shipped list as one centre uses it."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from motcua.foundation.toolkit.prepared import prepared
from motcua.visits.models import Visit, WalkInService
from motcua.ward.models import Centre

DATA: Final = Path(__file__).parent / "data" / "services.json"


class Kind(StrEnum):
    """What a service counts as."""

    GUIDANCE = "guidance"
    HELP = "help"
    LOOK_UP = "look_up"
    COPY = "copy"
    OTHER = "other"


@dataclass(frozen=True)
class Service:
    """One service as a counter offers it."""

    code: str
    kind: Kind
    name_vi: str
    name_en: str = ""
    is_offered: bool = True

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi

    @property
    def outcome(self) -> str:
        """How a visit with this service ended."""
        if self.kind == Kind.GUIDANCE:
            return Visit.Outcome.GUIDANCE
        return Visit.Outcome.SERVED


@cache
def shipped() -> dict[str, Service]:
    """The list as shipped, by code."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["services"]
    return {
        row["code"]: Service(
            row["code"], Kind(row["kind"]), row["name_vi"], row["name_en"]
        )
        for row in rows
    }


def all_services(centre: Centre) -> dict[str, Service]:
    """The shipped services with the centre's changes and its own ones, by code."""
    own = {
        row.code: Service(
            row.code, Kind(row.kind), row.name, row.name_en, row.is_offered
        )
        for row in _own(centre.id)
    }
    return shipped() | own


@prepared
def _own(centre_id: UUID) -> QuerySet[WalkInService]:
    return WalkInService.objects.filter(centre_id=centre_id).order_by("id")


def offered(centre: Centre) -> list[Service]:
    """The services to choose from at a counter."""
    return [one for one in all_services(centre).values() if one.is_offered]
