"""Appointments of the town's hall for tests: who wants what, and what is written."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from motcua.queueing.models import Appointment, HalfHour, Queue, Ticket
from motcua.queueing.services import booking, expecting
from motcua.queueing.services.booking import Wanted
from motcua.ward.models import Centre
from tests.cast import NOW

FRIDAY: Final = datetime.fromisoformat("2026-11-27T09:00:00+07:00")
WANTED: Final = Wanted(
    letter="A", starts_at=FRIDAY, full_name="Bùi Thị An", phone="0912345678"
)


def clock(text: str, day: str = "2026-11-27") -> datetime:
    """This time of a day, Friday's unless said."""
    return datetime.fromisoformat(f"{day}T{text}:00+07:00")


@dataclass
class Book:
    """The appointments of one centre; everybody has a telephone of their own."""

    centre: Centre
    made: int = field(default=0)

    def book(self, time: str = "09:00", at: datetime = NOW, **more: Any) -> Appointment:
        """Book a time of Friday."""
        self.made += 1
        wanted = replace(
            WANTED, starts_at=clock(time), phone=f"0912{self.made:06}", **more
        )
        return booking.book(
            centre=self.centre, wanted=wanted, key=f"page {self.made}", at=at
        )[0]

    def move(self, one: Appointment, time: str, at: datetime = NOW) -> Appointment:
        """Come at another time of Friday."""
        return booking.move(
            centre=self.centre, appointment_id=one.id, starts_at=clock(time), at=at
        )

    def cancel(self, one: Appointment, at: datetime = NOW) -> Appointment:
        """Not come."""
        return booking.cancel(centre=self.centre, appointment_id=one.id, at=at)

    def accept(self, one: Appointment, time: str, at: datetime = NOW) -> Appointment:
        """Take the earlier time that was offered."""
        return booking.accept_offer(
            centre=self.centre, appointment_id=one.id, starts_at=clock(time), at=at
        )

    def check_in(self, one: Appointment, time: str, **more: Any) -> Ticket:
        """Say on Friday that one is there."""
        return expecting.check_in(
            centre=self.centre, appointment_id=one.id, at=clock(time), **more
        )

    def let(self, per_half_hour: int, letter: str = "A") -> None:
        """Let so many people come in one half hour."""
        Queue.objects.filter(centre=self.centre, letter=letter).update(
            per_half_hour=per_half_hour
        )

    def sold(self) -> dict[str, int]:
        """How many of each half hour are given away, as the counts say."""
        rows = HalfHour.objects.filter(centre=self.centre, booked__gt=0)
        return _by_clock(rows.values_list("starts_at", "booked"))

    def counted(self) -> dict[str, int]:
        """The same, counted from the appointments themselves."""
        told: dict[datetime, int] = {}
        kept = Appointment.objects.filter(centre=self.centre).exclude(state="cancelled")
        for start in kept.values_list("starts_at", flat=True):
            told[start] = told.get(start, 0) + 1
        return _by_clock(told.items())


def again(one: Appointment) -> Appointment:
    """The appointment as its row is now."""
    return Appointment.objects.select_related("queue", "centre").get(pk=one.pk)


def _by_clock(counts: Any) -> dict[str, int]:
    return {
        f"{start.astimezone(FRIDAY.tzinfo):%H:%M}": count
        for start, count in sorted(counts)
    }
