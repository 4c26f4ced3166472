"""The day of an appointment: its person comes and gets a number, or does not come."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from motcua.accounts.models import User
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing import appointments
from motcua.queueing.errors import CameTooEarly
from motcua.queueing.experience import midnight
from motcua.queueing.models import Appointment, Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.services import booking, issuing
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.matters import Matter
from motcua.rules import appointment_slots as slots
from motcua.rules.appointment_slots import Coming
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

KEPT: Final = timedelta(days=30)
"""So long after the day names and telephone numbers are kept, for who asks what was."""


def check_in(
    *, centre: Centre, appointment_id: UUID, at: datetime, by: User | None = None
) -> Ticket:
    """They are there: their appointment becomes a number. Asked again, the same number.

    Who comes early waits from their hour on, so nobody gains by it; who comes more than
    a quarter of an hour late gets a number like everybody else.
    Raises CameTooEarly, AppointmentEnded, UnknownAppointment or HallClosed.
    """
    with unit_of_work():
        booking.take_book(centre.id)
        found = appointments.by_id(centre, appointment_id)
        if found is not None and found.ticket is not None:
            return found.ticket
        appointment = booking.locked(centre, appointment_id, at=at)
        how = slots.coming(ward.calendar_in_force(centre), appointment.starts_at, at)
        if how is Coming.TOO_EARLY:
            raise CameTooEarly(appointment.starts_at - slots.EARLY)
        ticket, _is_new = issuing.issue(
            centre=centre,
            ask=_ask(appointment, how),
            key=f"appointment:{appointment.id.hex}",
            at=at,
            by=by,
        )
        appointment.ticket, appointment.ended_at = ticket, at
        appointment.state = Appointment.State.CHECKED_IN
        appointment.save(update_fields=["ticket", "state", "ended_at"])
    return ticket


def close_days(*, centre: Centre, at: datetime) -> int:
    """Note who did not come on the days before today; how many that were.

    Safe to run again.
    """
    return Appointment.objects.filter(
        centre=centre,
        state=Appointment.State.BOOKED,
        starts_at__lt=midnight(timezone.localdate(at)),
    ).update(state=Appointment.State.MISSED, ended_at=at)


def forget_people(*, centre: Centre, at: datetime) -> int:
    """Forget names and numbers of appointments whose day is long over; how many."""
    return Appointment.objects.filter(
        centre=centre, starts_at__lt=at - KEPT, phone_index__isnull=False
    ).update(full_name="", phone="", phone_index=None, on_behalf_of="")


def _ask(appointment: Appointment, how: Coming) -> Ask:
    is_expected = how is Coming.EXPECTED
    return Ask(
        letter=appointment.queue.letter,
        channel=Ticket.Channel.APPOINTMENT,
        ticket_class=TicketClass.APPOINTMENT if is_expected else TicketClass.ORDINARY,
        language=appointment.language,
        since=appointment.starts_at if is_expected else None,
        is_expected=is_expected,
        matter=Matter(procedure=appointment.procedure_code),
    )
