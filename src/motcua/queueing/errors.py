"""What the hall refuses, and why; screens own the sentences."""

from datetime import datetime
from enum import StrEnum

from motcua.queueing.models import Sitting, Ticket


class UnknownTicket(LookupError):
    """The centre has no such ticket."""


class UnknownQueue(LookupError):
    """The centre has no queue with this letter."""


class Closed(StrEnum):
    """Why no number is given out now."""

    HOURS = "hours"
    LAST_MINUTES = "last_minutes"
    FULL = "full"
    QUEUE = "queue"


class HallClosed(Exception):
    """No number is given out; `opens_at` says when the next one is, if that is known."""

    def __init__(self, reason: Closed, opens_at: datetime | None = None) -> None:
        """Keep the reason and when to come."""
        super().__init__(reason.value)
        self.reason = reason
        self.opens_at = opens_at


class ReasonMissing(ValueError):
    """This is done only for a stated reason."""


class GroundMissing(ValueError):
    """A priority ticket names the ground it is given on."""


class CounterTaken(Exception):
    """Another console holds this counter, or this officer sits elsewhere."""

    def __init__(self, held: Sitting) -> None:
        """Keep who holds it, since when."""
        super().__init__(held.counter_id)
        self.held = held


class NotYourConsole(Exception):
    """This console's sitting ended: somebody took the counter over, or it was left."""


class StaleConsole(Exception):
    """The screen is older than what was done from it since: look again, then act."""


class CounterBusy(Exception):
    """Somebody is called to or served at this counter already."""

    def __init__(self, ticket: Ticket) -> None:
        """Keep who it is."""
        super().__init__(ticket.label)
        self.ticket = ticket


class NobodyThere(Exception):
    """No ticket is at this counter to do this with."""


class OnBreak(Exception):
    """The counter is on a break; it calls nobody before that ends."""


class TooLate(Exception):
    """It can no longer be undone or taken up again."""


class HoldsEnough(Exception):
    """This phone holds as many numbers as one phone may hold at a time."""


class CannotServe(Exception):
    """This ticket cannot be called by this counter."""


REFUSALS = (
    UnknownTicket,
    UnknownQueue,
    ReasonMissing,
    CounterBusy,
    NobodyThere,
    OnBreak,
    TooLate,
    CannotServe,
    NotYourConsole,
)
"""What a counter is told in a sentence: each is a state of the hall, not a fault."""


class UnknownPairing(LookupError):
    """No machine shows this code now: mistyped, used already, or too old."""


class TooManyTries(Exception):
    """Codes were typed wrong too often: wait, then go on."""


class CounterMissing(ValueError):
    """A counter's screen names its counter, no other machine has one."""


class ScreenTooSmall(ValueError):
    """Letters for this distance do not fit on the screen; `metres` is how far they do."""

    def __init__(self, metres: float) -> None:
        """Keep from how far the screen can be read."""
        super().__init__(metres)
        self.metres = metres


class NobodySpeaks(Exception):
    """No display of the hall was chosen to speak."""


class CannotSpeak(Exception):
    """Only a display of the hall that was not revoked can be the one that speaks."""


class UnknownDevice(LookupError):
    """The centre has no such device, or it was revoked."""


class NotLent(Exception):
    """This machine may not give out this number by itself, or gave it to somebody else."""


class UnknownHelpCall(LookupError):
    """The centre has no such call for help."""


class HelpIsComing(Exception):
    """Somebody goes to this call already."""


class LetterTaken(Exception):
    """Another queue has this letter."""


class LetterUsed(Exception):
    """Numbers were given out under this letter: it names them for ever."""


class UnknownCounter(LookupError):
    """The centre has no counter with this number."""


class UnknownSkill(LookupError):
    """The list of skills has no such code."""


class NotAPaperNumber(ValueError):
    """Slips of paper bear the numbers that are kept for them, and no other."""


class PaperTimes(StrEnum):
    """What cannot be about the times of a slip."""

    NOT_YET = "not_yet"
    TOO_OLD = "too_old"
    CALLED_BEFORE = "called_before"
    ENDED_BEFORE = "ended_before"
    STILL_WAITING = "still_waiting"


class WrongTimes(ValueError):
    """The times of a slip cannot have been so."""

    def __init__(self, why: PaperTimes) -> None:
        """Keep what is wrong with them."""
        super().__init__(why.value)
        self.why = why


class SlipKeyedIn(Exception):
    """This slip was keyed in before, and told otherwise."""

    def __init__(self, ticket: Ticket) -> None:
        """Keep what was told then."""
        super().__init__(ticket.label)
        self.ticket = ticket


class UnknownAppointment(LookupError):
    """The centre has no appointment with this code."""


class NoAppointments(Exception):
    """This queue takes no appointments: it is closed, or never does."""


class SlotClosed(Exception):
    """Nobody can book this half hour: too near, too far, or the office is closed."""


class SlotFull(Exception):
    """Every appointment of this half hour is given away."""


class BookedEnough(Exception):
    """This telephone number has as many appointments to come as one may have."""


class AppointmentEnded(Exception):
    """It was cancelled, its person came already, or its day is over."""


class CameTooEarly(Exception):
    """The number of an appointment is given out from `at` on."""

    def __init__(self, at: datetime) -> None:
        """Keep when to say that one is there."""
        super().__init__(at)
        self.at = at


class OfferGone(Exception):
    """The earlier half hour that was offered is no longer to be had."""
