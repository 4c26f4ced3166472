"""Who may use which address: one line each, and no address without a line.

A page that is not in PAGES, or an operation that is not in OPERATIONS, fails
`test_matrix.py`. A line says what a caller needs (`needs`, at least one of the
capabilities; `staff`, any role; `public`, nothing), which object the address names
(`about`), how it is used when that is not reading (`send`), and what else its address
holds (`given`). Bodies must be sound, so that nothing but access decides the answer.

To add a page, add a line. To add an object an address can name, see `matrix.Things`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.accounts.roles import Capability as C
from tests.cast import EXTRACT


@dataclass(frozen=True)
class Rule:
    """What one address asks of its callers."""

    any_of: frozenset[C] = frozenset()
    is_public: bool = False
    about: str = ""
    method: str = "GET"
    body: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    tells_numbers: bool = False
    """The answer may hold a whole personal number (a reveal, and nothing else)."""


def needs(*any_of: C, **more: Any) -> Rule:
    """For those with at least one of these capabilities."""
    return Rule(any_of=frozenset(any_of), **_sent(more))


def staff(**more: Any) -> Rule:
    """For everybody with a role."""
    return Rule(**_sent(more))


def public(**more: Any) -> Rule:
    """For everybody."""
    return Rule(is_public=True, **_sent(more))


def _sent(more: dict[str, Any]) -> dict[str, Any]:
    """Let `send={…}` mean a POST with this body."""
    if "send" in more:
        more = {"method": "POST", **more, "body": more.pop("send")}
    more.pop("send", None)
    return more


SEES: Final = (C.SEE_DOSSIERS, C.WORK_STEPS)
OF_PROCEDURE: Final = {"code": EXTRACT}
NEW_YEAR: Final = {"day": "2027-01-01"}
REASON: Final = {"reason": "kiểm tra"}
EXEMPTION: Final = {
    "category": "POOR",
    "from_on": "2026-01-01",
    "legal_source": "NQ 1",
}
PROCESS: Final = {
    "decision_number": "1/QĐ",
    "decided_on": "2026-11-01",
    "signer": "Chủ tịch",
    "steps": [
        {"key": "receive", "name": "Nhận", "role": "receptionist", "hours": 1},
        {"key": "deliver", "name": "Trả", "role": "receptionist", "hours": 1},
    ],
}
RECEPTION: Final = {
    "procedure": EXTRACT,
    "submitter": {"full_name": "Trần Văn Tám"},
    "origin": "counter",
    "planned_exit": "counter",
    "missing_accepted": "đã tra cứu",
}

OPERATIONS: Final[dict[str, Rule]] = {
    "receive_dossier": needs(C.RECEIVE, send=RECEPTION),
    "list_dossiers": needs(*SEES),
    "read_dossier": needs(*SEES, about="dossier"),
    "print_receipt": needs(*SEES, about="dossier"),
    "claim": needs(C.WORK_STEPS, about="dossier", send={}),
    "hand_over": needs(C.WORK_STEPS, about="dossier", send={}),
    "send_back": needs(C.WORK_STEPS, about="dossier", send=REASON),
    "assign": needs(C.ASSIGN, about="dossier", send={"to": "hotich"}),
    "approve": needs(C.APPROVE, about="dossier", send={}),
    "return_dossier": needs(
        C.RETURN_RESULT, about="dossier", send={"to": "Trần Văn Tám", "exit": "counter"}
    ),
    "open_pause": needs(
        C.WORK_STEPS, about="dossier", send={"kind": "supplement", **REASON}
    ),
    "end_pause": needs(C.WORK_STEPS, about="dossier", send={}),
    "search_people": needs(C.SEE_PERSON, given={"?": "q=an"}),
    "reveal_person": needs(
        C.SEE_PERSON, about="citizen", send=REASON, tells_numbers=True
    ),
    "list_procedures": staff(),
    "read_procedure": staff(given=OF_PROCEDURE),
    "list_versions": staff(given=OF_PROCEDURE),
    "approve_process": needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE, send=PROCESS),
    "confirm_value": needs(
        C.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={"value": "name", "source": "NQ"}
    ),
    "set_fee": needs(
        C.MANAGE_CATALOGUE,
        given=OF_PROCEDURE,
        send={
            "name": "Lệ phí",
            "unit": "bản",
            "amount_vnd": 8000,
            "from_on": "2026-01-01",
            "legal_source": "NQ 1",
        },
    ),
    "exempt_from_fee": needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE, send=EXEMPTION),
    "exempt_from_all_fees": needs(C.MANAGE_CATALOGUE, send=EXEMPTION),
    "import_catalogue": needs(C.MANAGE_CATALOGUE, send={"procedures": []}),
    "export_catalogue": needs(C.MANAGE_CATALOGUE),
    "list_editions": staff(),
    "list_special_days": staff(),
    "add_special_day": needs(
        C.MANAGE_CALENDAR,
        send={"on": "2026-12-30", "kind": "closure", "name": "Mất điện"},
    ),
    "remove_special_day": needs(
        C.MANAGE_CALENDAR, method="DELETE", given={"on": "2026-01-01"}
    ),
    "list_promise_reviews": needs(C.MANAGE_CALENDAR),
    "decide_promise_review": needs(
        C.MANAGE_CALENDAR, about="review", send={"decision": "keep"}
    ),
    "reckon_due": staff(given={"?": f"procedure={EXTRACT}"}),
    "count_visits": needs(C.SEE_DOSSIERS),
    "list_staff": needs(C.MANAGE_STAFF),
    "add_person": needs(
        C.MANAGE_STAFF, send={"username": "moi.nhan", "full_name": "Trần Thị Mới"}
    ),
    "grant_role": needs(C.MANAGE_STAFF, about="person", send={"role": "clerk"}),
    "end_role": needs(
        C.MANAGE_STAFF,
        about="person",
        send={"ends_on": "2026-11-25"},
        given={"role": "receptionist"},
    ),
    "set_active": needs(
        C.MANAGE_STAFF, about="person", method="PUT", send={"is_active": False}
    ),
    "list_tokens": needs(C.MANAGE_STAFF, about="person"),
    "make_token": needs(
        C.MANAGE_STAFF, about="person", send={"name": "máy", "role": "receptionist"}
    ),
    "revoke_token": needs(C.MANAGE_STAFF, about="token", method="DELETE"),
    "track": public(send={"code": "x", "last_four": "0000"}),
}

PAGES: Final[dict[str, Rule | tuple[Rule, ...]]] = {
    # The contract of the API, and what answers where nothing lives.
    "api:openapi-json": public(),
    "api:api-root": public(),
    "api:nothing-here": public(),
    # The design system.
    "ui:stylesheet": public(given={"digest": "none"}),
    "ui:display": public(send={}),
    "ui:language": public(send={}),
    "ui:gallery": public(),
    # The portal.
    "portal:home": public(),
    "portal:procedures": public(),
    "portal:procedure": public(given=OF_PROCEDURE),
    "portal:tracking": public(),
    "portal:tracked": public(given={"token": "no-such-slip"}),
    "portal:hours": public(),
    "portal:accessibility": public(),
    "portal:personal-data": public(),
    # The desk.
    "desk:sign-in": public(),
    "desk:sign-out": public(send={}),
    "desk:home": needs(C.WORK_STEPS),
    "desk:intake": (needs(C.RECEIVE), needs(C.RECEIVE, send={})),
    "desk:intake-preview": needs(C.RECEIVE, send={}),
    "desk:intake-procedures": needs(C.RECEIVE),
    "desk:received": needs(C.RECEIVE, about="dossier"),
    "desk:approvals": needs(C.APPROVE),
    "desk:results": needs(C.RETURN_RESULT),
    "desk:search": needs(C.SEE_DOSSIERS, given={"?": "q=an"}),
    "desk:dossiers": needs(C.SEE_DOSSIERS),
    "desk:dossier": needs(*SEES, about="dossier"),
    "desk:reveal": needs(
        C.SEE_PERSON, about="dossier", send={"reason": "1"}, tells_numbers=True
    ),
    "desk:slip": needs(*SEES, about="dossier", given={"form": "01", "number": 1}),
    "desk:claim": needs(C.WORK_STEPS, about="dossier", send={}),
    "desk:hand-over": needs(C.WORK_STEPS, about="dossier", send={}),
    "desk:send-back": needs(C.WORK_STEPS, about="dossier", send={}),
    "desk:assign": needs(C.ASSIGN, about="dossier", send={}),
    "desk:approve": needs(C.APPROVE, about="dossier", send={}),
    "desk:return": needs(C.RETURN_RESULT, about="dossier", send={}),
    "desk:pause": needs(C.WORK_STEPS, about="dossier", send={}),
    "desk:resume": needs(C.WORK_STEPS, about="dossier", send={}),
    # The office.
    "office:home": needs(
        C.MANAGE_CALENDAR, C.MANAGE_CATALOGUE, C.MANAGE_STAFF, C.SEE_AUDIT
    ),
    "office:calendar": needs(C.MANAGE_CALENDAR),
    "office:special-day-new": (
        needs(C.MANAGE_CALENDAR),
        needs(
            C.MANAGE_CALENDAR,
            send={"on": "30/12/2026", "kind": "closure", "name": "Mất điện"},
        ),
    ),
    "office:special-day-removal": (
        needs(C.MANAGE_CALENDAR, given=NEW_YEAR),
        needs(C.MANAGE_CALENDAR, given=NEW_YEAR, send={}),
    ),
    "office:hours": (
        needs(C.MANAGE_CALENDAR, about="season"),
        needs(C.MANAGE_CALENDAR, about="season", send={"day_0": "07:30-11:30"}),
    ),
    "office:editions": needs(C.MANAGE_CALENDAR),
    "office:reckoning": needs(C.MANAGE_CALENDAR),
    "office:reviews": needs(C.MANAGE_CALENDAR),
    "office:reviews-decisions": needs(C.MANAGE_CALENDAR, send={"decision": "keep"}),
    "office:review-decision": needs(
        C.MANAGE_CALENDAR, about="review", send={"decision": "keep"}
    ),
    "office:catalogue": needs(C.MANAGE_CATALOGUE),
    "office:import": (needs(C.MANAGE_CATALOGUE), needs(C.MANAGE_CATALOGUE, send={})),
    "office:import-confirmation": needs(C.MANAGE_CATALOGUE, send={"parcel": "x"}),
    "office:export": needs(C.MANAGE_CATALOGUE),
    "office:procedure": needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE),
    "office:confirmations": needs(
        C.MANAGE_CATALOGUE,
        given=OF_PROCEDURE,
        send={"value": "steps", "source": "NQ"},
    ),
    "office:process": (
        needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE),
        needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={}),
    ),
    "office:fee": (
        needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE),
        needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={}),
    ),
    "office:exemption": (
        needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE),
        needs(C.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={}),
    ),
    "office:staff": needs(C.MANAGE_STAFF),
    "office:person-new": (needs(C.MANAGE_STAFF), needs(C.MANAGE_STAFF, send={})),
    "office:person": needs(C.MANAGE_STAFF, about="user"),
    "office:roles": needs(C.MANAGE_STAFF, about="user", send={}),
    "office:role-end": needs(
        C.MANAGE_STAFF, about="assignment", send={"ends_on": "30/12/2026"}
    ),
    "office:person-sign-in": needs(
        C.MANAGE_STAFF, about="user", send={"is_active": "no"}
    ),
    "office:tokens": needs(C.MANAGE_STAFF, about="user", send={}),
    "office:token-revocation": needs(C.MANAGE_STAFF, about="key", send={}),
    "office:audit": needs(C.SEE_AUDIT, given={"?": "verify=1"}),
    "office:outbox": needs(C.SEE_AUDIT),
    "office:replay": needs(C.MANAGE_STAFF, about="letter", send={}),
}
