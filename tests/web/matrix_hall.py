"""Who may use which address of the hall: see `matrix_rules.py`."""

from typing import Final

from motcua.accounts.roles import Capability as Can
from tests.cast import EXTRACT
from tests.web.matrix_rule import Rule, needs, public

NO_NUMBER: Final = {"code": "no-such-number"}
A_HALF_HOUR: Final = {"letter": "A", "slot": "202611270900"}

HALL: Final[dict[str, Rule | tuple[Rule, ...]]] = {
    # On the portal.
    "portal:take-number": (public(), public(send={"letter": "A"})),
    "portal:ticket": public(given=NO_NUMBER),
    "portal:ticket-matter": (
        public(given=NO_NUMBER),
        public(given=NO_NUMBER, send={}),
    ),
    "portal:ticket-late": public(given=NO_NUMBER, send={}),
    "portal:ticket-end": (public(given=NO_NUMBER), public(given=NO_NUMBER, send={})),
    "portal:ticket-again": public(given=NO_NUMBER, send={}),
    "portal:ticket-back": public(given=NO_NUMBER, send={}),
    "portal:appointments": public(),
    "portal:appointment-days": public(given={"letter": "A"}),
    "portal:appointment-new": (
        public(given=A_HALF_HOUR),
        public(given=A_HALF_HOUR, send={}),
    ),
    "portal:appointment": public(given=NO_NUMBER),
    "portal:appointment-calendar": public(given=NO_NUMBER),
    "portal:appointment-move": (
        public(given=NO_NUMBER),
        public(given=NO_NUMBER, send={}),
    ),
    "portal:appointment-cancel": (
        public(given=NO_NUMBER),
        public(given=NO_NUMBER, send={}),
    ),
    "portal:appointment-wish": public(given=NO_NUMBER, send={}),
    "portal:appointment-earlier": public(given=NO_NUMBER, send={}),
    "portal:appointment-came": public(given=NO_NUMBER, send={}),
    "portal:crowd": public(),
    # Machines of the hall: their cookie, not a sign-in, says who asks.
    "display:home": public(),
    "display:screen": public(),
    "display:beat": public(send={}),
    "display:sound": public(given={"letter": "A", "number": 1, "counter": 1}),
    "kiosk:home": public(),
    "kiosk:more": public(),
    "kiosk:classes": public(given={"letter": "A"}),
    "kiosk:take": public(send={"letter": "A"}),
    "kiosk:number": public(given=NO_NUMBER),
    "kiosk:print": public(given=NO_NUMBER, send={}),
    "kiosk:lend": public(send={}),
    "kiosk:bring-in": public(send={}),
    "kiosk:look-up": public(),
    "kiosk:dossier": (public(), public(send={})),
    "kiosk:groups": public(),
    "kiosk:procedures": public(given={"letter": "A"}),
    "kiosk:sheet": public(given={"letter": "A", "code": EXTRACT}),
    "kiosk:print-sheet": public(given={"letter": "A", "code": EXTRACT}, send={}),
    "kiosk:contact": public(),
    "kiosk:scan": public(send={"text": "?"}),
    "kiosk:help": public(send={}),
    "kiosk:read": public(given={"signed": "unsigned"}),
    # At the desk.
    "desk:console": (
        needs(Can.CALL_TICKETS),
        needs(Can.CALL_TICKETS, send={"counter": "1", "takes_over": "yes"}),
    ),
    "desk:console-act": needs(Can.CALL_TICKETS, given={"name": "call"}, send={}),
    "desk:greeter": needs(Can.GREET, Can.SEE_HALL),
    "desk:fairness": needs(Can.SEE_HALL),
    "desk:greeter-help": needs(Can.GREET, about="help_call", send={}),
    "desk:hall-board": needs(Can.SEE_HALL),
    "desk:hall-staffing": needs(Can.SEE_HALL),
    "desk:hall-figures": needs(Can.SEE_HALL),
    "desk:paper-numbers": (
        needs(Can.GREET, Can.CALL_TICKETS),
        needs(Can.GREET, Can.CALL_TICKETS, send={}),
    ),
    "desk:paper-sheet": needs(Can.GREET, Can.CALL_TICKETS, given={"letter": "A"}),
    "desk:greeter-tickets": needs(Can.GREET, send={"queue": "A", "anyway": "thử"}),
    "desk:greeter-arrival": needs(Can.GREET, about="appointment", send={}),
    "desk:greeter-change": needs(
        Can.GREET, about="ticket", given={"act": "priority"}, send={}
    ),
}
