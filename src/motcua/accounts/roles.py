"""The roles of the trade, read from shipped data, and what each may do."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

DATA: Final = Path(__file__).parent / "data" / "roles.json"


class Capability(StrEnum):
    """One thing a person may do; every view and verb asks for exactly one."""

    RECEIVE = "receive"
    WORK_STEPS = "work_steps"
    ASSIGN = "assign"
    APPROVE = "approve"
    # Given by no role: only a delegation of signature brings it, day by day.
    SIGN_FOR = "sign_for"
    APPROVE_SUPPLEMENT = "approve_supplement"
    RETURN_RESULT = "return_result"
    SEE_DOSSIERS = "see_dossiers"
    SEE_OVERSIGHT = "see_oversight"
    SEE_PERSON = "see_person"
    MANAGE_CALENDAR = "manage_calendar"
    MANAGE_CATALOGUE = "manage_catalogue"
    MANAGE_STAFF = "manage_staff"
    SEE_AUDIT = "see_audit"
    SIGN_APOLOGY = "sign_apology"
    KEEP_REGISTER = "keep_register"
    CONFIRM_ACTS = "confirm_acts"
    CONFIRM = "confirm"
    KEEP_BOOKS = "keep_books"
    PARTNER_WORK = "partner_work"
    SIGN_REMINDERS = "sign_reminders"
    CALL_TICKETS = "call_tickets"
    GREET = "greet"
    SEE_HALL = "see_hall"
    MANAGE_HALL = "manage_hall"


@dataclass(frozen=True)
class Role:
    """A role with its names and the side it stands on."""

    code: str
    name_vi: str
    name_en: str
    kind: str
    department: str | None
    is_verified: bool

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_vi


_OFFICER: Final = frozenset(
    {
        Capability.WORK_STEPS,
        Capability.SEE_DOSSIERS,
        Capability.SEE_PERSON,
        Capability.CALL_TICKETS,
    }
)
_HEAD: Final = _OFFICER | {
    Capability.ASSIGN,
    Capability.APPROVE_SUPPLEMENT,
    Capability.SIGN_APOLOGY,
    Capability.SEE_OVERSIGHT,
}
_LEADER: Final = frozenset(
    {
        Capability.WORK_STEPS,
        Capability.SEE_DOSSIERS,
        Capability.APPROVE,
        Capability.ASSIGN,
        Capability.SIGN_APOLOGY,
        Capability.SEE_OVERSIGHT,
    }
)

CAPABILITIES: Final[dict[str, frozenset[Capability]]] = {
    "queue_guide": frozenset({Capability.GREET, Capability.SEE_HALL}),
    "receptionist": _OFFICER
    | {
        Capability.RECEIVE,
        Capability.RETURN_RESULT,
        Capability.CONFIRM,
        Capability.GREET,
    },
    "civil_status_officer": _OFFICER | {Capability.CONFIRM},
    "specialist_kt": _OFFICER,
    "specialist_vhxh": _OFFICER,
    "police_officer": frozenset({Capability.PARTNER_WORK}),
    "partner_agency_officer": frozenset({Capability.PARTNER_WORK}),
    "division_head": _HEAD,
    "office_chief": _HEAD | {Capability.CONFIRM_ACTS},
    "vice_chairman": _LEADER,
    "chairman": _LEADER,
    "centre_director": frozenset(
        {
            Capability.SEE_DOSSIERS,
            Capability.SEE_PERSON,
            Capability.ASSIGN,
            Capability.SEE_OVERSIGHT,
            Capability.SIGN_REMINDERS,
            Capability.SEE_HALL,
            Capability.APPROVE_SUPPLEMENT,
            Capability.MANAGE_CALENDAR,
            Capability.MANAGE_CATALOGUE,
            Capability.SEE_AUDIT,
            Capability.SIGN_APOLOGY,
            Capability.KEEP_REGISTER,
            Capability.CONFIRM_ACTS,
            Capability.MANAGE_HALL,
        }
    ),
    "centre_deputy_director": frozenset(
        {
            Capability.SEE_DOSSIERS,
            Capability.SEE_PERSON,
            Capability.ASSIGN,
            Capability.SEE_OVERSIGHT,
            Capability.SIGN_REMINDERS,
            Capability.SEE_HALL,
        }
    ),
    "clerk": frozenset(
        {
            Capability.WORK_STEPS,
            Capability.SEE_DOSSIERS,
            Capability.KEEP_REGISTER,
            Capability.KEEP_BOOKS,
        }
    ),
    "inspector": frozenset(
        {
            Capability.SEE_DOSSIERS,
            Capability.SEE_OVERSIGHT,
            Capability.MANAGE_CATALOGUE,
            Capability.SEE_AUDIT,
        }
    ),
    "sysadmin": frozenset(
        {
            Capability.MANAGE_STAFF,
            Capability.MANAGE_CALENDAR,
            Capability.MANAGE_CATALOGUE,
            Capability.MANAGE_HALL,
            Capability.SEE_AUDIT,
        }
    ),
}


@cache
def all_roles() -> dict[str, Role]:
    """Every role by its code."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["roles"]
    return {
        row["id"]: Role(
            code=row["id"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            kind=row["kind"],
            department=row["department"],
            is_verified=row["verified"],
        )
        for row in rows
    }


def staff_roles() -> list[Role]:
    """The roles that can sign in to the desk: those that may do something."""
    return [role for code, role in all_roles().items() if code in CAPABILITIES]


def roles_with(*any_of: Capability) -> frozenset[str]:
    """The roles that may do at least one of these."""
    return frozenset(role for role, can in CAPABILITIES.items() if can & {*any_of})


def role_name(code: str) -> str:
    """The role's name in the language of the page, or the code itself."""
    role = all_roles().get(code)
    return role.name if role else code


def capabilities_of(roles: frozenset[str]) -> frozenset[Capability]:
    """Everything these roles together may do."""
    return frozenset().union(*(CAPABILITIES.get(role, frozenset()) for role in roles))
