"""The hall of the seeded town for tests: take numbers, sit down, act from a counter."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.accounts.models import User
from motcua.queueing.models import Move, Ticket
from motcua.queueing.services import calling, ending, issuing, sittings, undoing
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.sittings import Seat
from motcua.ward.models import Centre, Counter
from tests.cast import NOW


def later(minutes: float = 0, *, seconds: float = 0) -> datetime:
    """So long after NOW."""
    return NOW + timedelta(minutes=minutes, seconds=seconds)


@dataclass
class Desk:
    """A counter with its officer; every act is at `at`, NOW unless said."""

    centre: Centre
    counter: Counter
    officer: User
    seat: Seat

    def call(self, at: datetime = NOW) -> Ticket | None:
        """Call the next one."""
        return calling.call_next(centre=self.centre, seat=self.seat, at=at)

    def called(self, at: datetime = NOW) -> Ticket:
        """Call the next one, who is there."""
        ticket = self.call(at)
        assert ticket is not None
        return ticket

    def call_this(self, ticket: Ticket, reason: str, at: datetime = NOW) -> Ticket:
        """Call somebody out of order."""
        return calling.call_out_of_order(
            centre=self.centre,
            seat=self.seat,
            ticket_id=ticket.id,
            reason=reason,
            at=at,
        )

    def recall(self, at: datetime = NOW) -> Ticket:
        """Announce again."""
        return calling.recall(centre=self.centre, seat=self.seat, at=at)

    def start(self, at: datetime = NOW) -> Ticket:
        """They have come."""
        return calling.start(centre=self.centre, seat=self.seat, at=at)

    def miss(self, at: datetime = NOW) -> Ticket:
        """Nobody came."""
        return calling.miss(centre=self.centre, seat=self.seat, at=at)

    def finish(self, at: datetime = NOW, *, service: str = "guidance") -> Ticket:
        """End the visit with a service without a dossier."""
        return ending.finish(centre=self.centre, seat=self.seat, at=at, service=service)

    def hold(self, at: datetime = NOW) -> Ticket:
        """Put aside."""
        return ending.hold(centre=self.centre, seat=self.seat, at=at)

    def resume(self, ticket: Ticket, at: datetime = NOW) -> Ticket:
        """Take up again."""
        return ending.resume(
            centre=self.centre, seat=self.seat, ticket_id=ticket.id, at=at
        )

    def send(self, at: datetime = NOW, **onward: Any) -> Ticket:
        """Send on to a queue or counter."""
        return ending.transfer(
            centre=self.centre, seat=self.seat, onward=ending.Onward(**onward), at=at
        )

    def send_away(self, at: datetime = NOW) -> Ticket:
        """Let them fetch a paper."""
        return ending.send_away(
            centre=self.centre, seat=self.seat, at=at, reason="Photo sổ hộ khẩu"
        )

    def undo(self, at: datetime = NOW) -> Ticket:
        """Take the last act back."""
        return undoing.undo(centre=self.centre, seat=self.seat, at=at)


@dataclass
class Hall:
    """Numbers taken and counters manned, in one centre."""

    centre: Centre
    taken: int = field(default=0)

    def take(self, letter: str = "A", at: datetime = NOW, **ask: Any) -> Ticket:
        """Take a number at the machine."""
        self.taken += 1
        ticket, _ = issuing.issue(
            centre=self.centre,
            ask=Ask(letter=letter, **({"channel": "kiosk"} | ask)),
            key=f"touch-{self.taken}",
            at=at,
        )
        return ticket

    def elderly(self, letter: str = "A", at: datetime = NOW) -> Ticket:
        """Take a priority number."""
        return self.take(letter, at, ticket_class="priority", ground="elderly")

    def sit(self, number: int, officer: User, at: datetime = NOW, **more: Any) -> Desk:
        """Open the console of a counter."""
        counter = Counter.objects.get(centre=self.centre, number=number)
        console = more.pop("console", f"browser of {officer.username}")
        sitting = sittings.sit_down(
            counter=counter, officer=officer, console=console, at=at, **more
        )
        return Desk(self.centre, counter, officer, Seat(sitting.id, console))

    def story(self, ticket: Ticket) -> list[str]:
        """What happened to a ticket, in order."""
        moves = Move.objects.filter(centre=self.centre, ticket=ticket)
        return list(moves.order_by("step").values_list("act", flat=True))


def again(ticket: Ticket) -> Ticket:
    """The ticket as its row is now."""
    return Ticket.objects.select_related("visit").get(pk=ticket.pk)


@pytest.fixture
def hall(town: Centre) -> Hall:
    """The town's hall, empty."""
    return Hall(town)
