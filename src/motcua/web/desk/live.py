"""What open screens of the desk are told when something changes."""

from typing import Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone

from motcua.accounts import selectors as accounts
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.foundation.live import topics
from motcua.foundation.live.topics import UnknownTopic
from motcua.queueing import selectors as hall
from motcua.web.desk import (
    approvals,
    console_page,
    greeter,
    hall_board,
    pages,
    today,
    work,
)

NEEDED: Final = {
    "approvals": {Capability.APPROVE, Capability.SIGN_FOR},
    "today": {Capability.SEE_OVERSIGHT},
}


@topics.renders("work")
def work_lists(argument: str) -> str:
    """Work of one person: `<centre>:<person>:<rows>`, `…:approvals`, `…:today`."""
    centre_id, person, part = [*argument.split(":"), "", ""][:3]
    mandate = _mandate(person)
    needed = NEEDED.get(part, {Capability.WORK_STEPS})
    is_here = str(mandate.user.centre_id) == centre_id
    if not is_here or not mandate.capabilities & needed:
        raise UnknownTopic(argument)
    if part == "approvals":
        return approvals.mark(mandate)
    if part == "today":
        return today.shown(mandate, at=timezone.now())
    lists = work.of(mandate, at=timezone.now(), shown=work.rows_asked(part))
    return render_to_string("desk/work_lists.html", {"work": lists})


@topics.renders("dossier")
def dossier_part(argument: str) -> str:
    """The head or the steps of one dossier's page: `<dossier>:<person>:<part>`."""
    dossier_id, person, part = [*argument.split(":"), "", ""][:3]
    mandate = _mandate(person)
    dossier = selectors.by_id(mandate.user.centre, UUID(dossier_id))
    view = selectors.for_desk(mandate, dossier.code) if dossier else None
    if view is None or part not in pages.PARTS:
        raise UnknownTopic(argument)
    page = pages.of(mandate, view, at=timezone.now())
    return render_to_string(pages.PARTS[part], {"page": page})


@topics.renders("console", follows="hall")
def console(argument: str) -> str:
    """The console of one sitting: `<centre>:<sitting>`."""
    centre_id, _, sitting_id = argument.partition(":")
    sitting = hall.sitting(UUID(centre_id), UUID(sitting_id))
    if sitting is None:
        raise UnknownTopic(argument)
    mandate = _mandate(str(sitting.officer_id))
    if not mandate.may(Capability.CALL_TICKETS):
        raise UnknownTopic(argument)
    shown = console_page.of(sitting, mandate, at=timezone.now())
    return render_to_string("desk/console/live.html", {"console": shown})


@topics.renders("greeter", follows="hall")
def waiting_hall(argument: str) -> str:
    """The hall as one person at the door sees it: `<centre>:<person>`."""
    centre_id, _, person = argument.partition(":")
    mandate = _mandate(person)
    seers = {Capability.GREET, Capability.SEE_HALL}
    if str(mandate.user.centre_id) != centre_id or not mandate.capabilities & seers:
        raise UnknownTopic(argument)
    context = greeter.live_context(mandate, at=timezone.now())
    return render_to_string("desk/greeter/live.html", context)


@topics.renders("board", follows="hall")
def supervised_hall(argument: str) -> str:
    """The supervisor's board as one person sees it: `<centre>:<person>`."""
    centre_id, _, person = argument.partition(":")
    mandate = _mandate(person)
    is_here = str(mandate.user.centre_id) == centre_id
    if not is_here or not mandate.may(Capability.SEE_HALL):
        raise UnknownTopic(argument)
    context = {"shown": hall_board.shown(mandate, at=timezone.now())}
    return render_to_string("desk/hall_board/live.html", context)


def _mandate(person: str) -> Mandate:
    try:
        user = accounts.active_user(UUID(person))
    except ValueError:
        user = None
    if user is None:
        raise UnknownTopic(person)
    return accounts.mandate_of(user, on=timezone.localdate())
