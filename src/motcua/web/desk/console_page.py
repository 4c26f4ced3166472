"""What the console of a counter shows: who is here, who is next, who is put aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors as dossiers
from motcua.dossiers.models import Dossier
from motcua.queueing import selectors
from motcua.queueing.models import Break, Sitting, Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.services import matters, undoing
from motcua.rules import queue_order, ticket_life
from motcua.rules.queue_order import Reason, Waiting, Why
from motcua.rules.ticket_life import Act, State
from motcua.web.citizens import coming_for
from motcua.web.citizens.coming_for import ComingFor
from motcua.web.desk.rows import procedure_name

MOST_READINGS: Final = 5
NEXT: Final = 3
SHOWN: Final = 5
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Row:
    """One ticket of a list: its number, what for, how long, and whether too long."""

    ticket: Ticket
    minutes: int
    target: int
    is_late: bool
    is_priority: bool

    @property
    def tone(self) -> str:
        """Red only when the promise of its class is broken."""
        return "bad" if self.is_late else "calm"


@dataclass(frozen=True)
class Filed:
    """A dossier as one line."""

    code: str
    name: str
    state: int


@dataclass(frozen=True)
class Present:
    """Who is at the counter: the ticket, what was done in the visit, what can be next."""

    ticket: Ticket
    is_called: bool
    since: datetime
    waited: int
    dossiers: Sequence[Filed]
    theirs: Sequence[Filed]
    coming: ComingFor | None
    asked: Filed | None


@dataclass(frozen=True)
class Console:
    """Everything on the console as it is now."""

    sitting: Sitting
    present: Present | None
    next: Sequence[Row]
    why: str
    waiting: int
    elsewhere: int
    aside: Sequence[Row]
    pause: Break | None
    undo: str
    is_of_several: bool
    served: int
    average: int | None


def of(sitting: Sitting, mandate: Mandate, *, at: datetime) -> Console:
    """The console of this sitting, with the dossiers its officer may see.

    An act in the middle of the reading would show what came of it under the count of
    acts before it, and a key pressed on that sight would be taken for an old one: then
    all is read again.
    """
    for _again in range(MOST_READINGS):
        shown = _read(sitting, mandate, at)
        now = selectors.sitting(sitting.centre_id, sitting.id)
        if now is None or now.revision == sitting.revision:
            break
        sitting = now
    return shown


def _read(sitting: Sitting, mandate: Mandate, at: datetime) -> Console:
    centre = sitting.centre
    hall = list(selectors.in_hall(centre))
    waiting = [ticket for ticket in hall if ticket.state == State.WAITING]
    mine, why = _mine(sitting, waiting, at)
    move = undoing.can_undo(sitting, at=at)
    served, average = selectors.served_today(sitting, at=at)
    return Console(
        sitting=sitting,
        present=_present(sitting, hall, mandate, at),
        next=[row_of(ticket, at) for ticket in mine[:NEXT]],
        why=why,
        waiting=len(mine),
        elsewhere=len(waiting) - len(mine),
        aside=[row_of(ticket, at) for ticket in hall if _is_aside(ticket, sitting)],
        pause=selectors.open_break(sitting),
        undo=undo_words(move.act, move.ticket.label) if move else "",
        is_of_several=len({ticket.queue_id for ticket in mine}) > 1,
        served=served,
        average=average,
    )


def row_of(ticket: Ticket, at: datetime) -> Row:
    """One ticket as a line."""
    waited = max(at - ticket.since, timedelta(0))
    target = timedelta(seconds=ticket.target_seconds)
    return Row(
        ticket=ticket,
        minutes=waited // MINUTE,
        target=target // MINUTE,
        is_late=waited > target,
        is_priority=ticket.ticket_class == TicketClass.PRIORITY,
    )


def undo_words(act: str, label: str) -> str:
    """What undoing would take back."""
    words = {
        Act.CALL: _("gọi số %(label)s"),
        Act.START: _("bắt đầu phục vụ số %(label)s"),
        Act.MISS: _("ghi số %(label)s vắng mặt"),
        Act.PUT_BACK: _("ghi số %(label)s vắng mặt"),
        Act.HOLD: _("gác số %(label)s"),
        Act.SEND_AWAY: _("cho số %(label)s đi lấy giấy tờ"),
        Act.TRANSFER: _("chuyển số %(label)s"),
        Act.FINISH: _("kết thúc số %(label)s"),
    }
    return words[Act(act)] % {"label": label}


def why_words(first: str, second: str, why: Why) -> str:
    """Why one number goes before another, in one sentence with its numbers."""
    values = {
        "first": first,
        "second": second,
        "waited": why.waits[0] // MINUTE,
        "other": why.waits[1] // MINUTE,
        "target": why.targets[0] // MINUTE,
        "other_target": why.targets[1] // MINUTE,
    }
    if why.reason is Reason.NEARER_TO_TARGET:
        return (
            _(
                "%(first)s trước %(second)s vì đã chờ %(waited)d trên %(target)d phút được hẹn,"
                " còn %(second)s chờ %(other)d trên %(other_target)d phút."
            )
            % values
        )
    return _("%(first)s trước %(second)s vì đến trước.") % values


def _mine(
    sitting: Sitting, waiting: Sequence[Ticket], at: datetime
) -> tuple[list[Ticket], str]:
    """The waiting tickets this counter may call, in order, and why the first is first."""
    server = selectors.server(sitting)
    seen = [
        each
        for each in selectors.for_rules(sitting.centre, waiting)
        if queue_order.bar(each, server, at) is None
    ]
    by_key = {ticket.id: ticket for ticket in waiting}
    order = queue_order.in_order(seen, at)
    tickets = [by_key[each.key] for each in order]  # type: ignore[index]
    return tickets, _why_first(order, tickets, at)


def _why_first(
    order: Sequence[Waiting], tickets: Sequence[Ticket], at: datetime
) -> str:
    if len(order) < 2:
        return ""
    why = queue_order.why(order[0], order[1], at)
    if why is None or why.reason is not Reason.NEARER_TO_TARGET:
        # Who came first goes first: nobody asks why.
        return ""
    return why_words(tickets[0].label, tickets[1].label, why)


def _present(
    sitting: Sitting, hall: Sequence[Ticket], mandate: Mandate, at: datetime
) -> Present | None:
    here = (each for each in hall if each.counter_id == sitting.counter_id)
    ticket = next((t for t in here if t.state in ticket_life.AT_A_COUNTER), None)
    if ticket is None:
        return None
    called_at = ticket.called_at or at
    is_called = ticket.state == State.CALLED
    made = list(dossiers.of_visit(ticket.visit))
    return Present(
        ticket=ticket,
        is_called=is_called,
        since=called_at if is_called else ticket.started_at or called_at,
        waited=max(called_at - ticket.since, timedelta(0)) // MINUTE,
        dossiers=[*map(_filed, made)],
        theirs=[*map(_filed, _theirs(ticket, made, mandate))],
        coming=coming_for.shown(ticket.centre, matters.of(ticket), at=at)
        if ticket.procedure_code
        else None,
        asked=_asked(ticket, mandate),
    )


def _filed(dossier: Dossier) -> Filed:
    return Filed(dossier.code, procedure_name(dossier), dossier.state)


def _asked(ticket: Ticket, mandate: Mandate) -> Filed | None:
    """The dossier the person came about, when this officer may see it."""
    if not ticket.dossier_code:
        return None
    asked = Dossier.objects.filter(centre=ticket.centre, code=ticket.dossier_code)
    found = dossiers.within(mandate, asked).first()
    return _filed(found) if found else None


def _theirs(ticket: Ticket, made: Sequence[Dossier], mandate: Mandate) -> list[Dossier]:
    citizen = ticket.visit.citizen
    if citizen is None:
        return []
    owned = dossiers.within(mandate, dossiers.of_citizen(citizen))
    return [each for each in owned[: SHOWN + len(made)] if each not in made][:SHOWN]


def _is_aside(ticket: Ticket, sitting: Sitting) -> bool:
    """On hold here, or away from here, or missed: those this officer may take up."""
    if ticket.state == State.MISSED:
        return True
    return (
        ticket.state in {State.HELD, State.AWAY}
        and ticket.sent_to_id == sitting.counter_id
    )
