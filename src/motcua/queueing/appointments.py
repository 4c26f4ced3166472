"""Read appointments: what can be had, whose is this code, who is expected today."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from motcua.queueing.experience import midnight
from motcua.queueing.models import Appointment, EarlierOffer, HalfHour, Queue
from motcua.rules import appointment_slots as slots
from motcua.rules.appointment_slots import Slot
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

WITH = ("queue", "centre", "ticket__visit")


def bookable_queues(centre: Centre) -> list[Queue]:
    """The queues people may make an appointment for, in the order of the machine."""
    return list(Queue.objects.filter(centre=centre, is_open=True, per_half_hour__gt=0))


def bookable_queue(centre: Centre, letter: str) -> Queue | None:
    """One of them by its letter."""
    return next((q for q in bookable_queues(centre) if q.letter == letter), None)


def half_hours(queue: Queue, *, at: datetime) -> list[Slot]:
    """Every half hour that may be booked now, with what is free in it."""
    starts = slots.bookable(ward.calendar_in_force(queue.centre), at)
    booked = dict(
        HalfHour.objects.filter(
            centre=queue.centre, queue=queue, starts_at__in=starts
        ).values_list("starts_at", "booked")
    )
    return slots.with_room(starts, booked, capacity=queue.per_half_hour)


def with_code(centre: Centre, code: str) -> Appointment | None:
    """The appointment with this public code."""
    return _appointments(centre).filter(public_code=code).first()


def by_id(centre: Centre, appointment_id: UUID) -> Appointment | None:
    """One appointment of the centre."""
    return _appointments(centre).filter(id=appointment_id).first()


def with_key(centre: Centre, key: str) -> Appointment | None:
    """The appointment this key was answered with before."""
    return _appointments(centre).filter(key=key).first()


def expected(centre: Centre, *, on: date) -> list[Appointment]:
    """Who has an appointment on this day and has not come yet, the next one first."""
    morning = midnight(on)
    today = _appointments(centre).filter(
        state=Appointment.State.BOOKED,
        starts_at__gte=morning,
        starts_at__lt=morning + timedelta(days=1),
    )
    return list(today.order_by("starts_at", "booked_at"))


def offers_to(appointment: Appointment, *, at: datetime) -> list[datetime]:
    """The earlier half hours this person was told of that can still be had."""
    if appointment.state != Appointment.State.BOOKED:
        return []
    told = set(
        EarlierOffer.objects.filter(
            centre=appointment.centre,
            appointment=appointment,
            taken_at=None,
            starts_at__lt=appointment.starts_at,
        ).values_list("starts_at", flat=True)
    )
    if not told:
        return []
    return _free(half_hours(appointment.queue, at=at), told)


def _free(found: Sequence[Slot], among: Collection[datetime]) -> list[datetime]:
    return [slot.starts_at for slot in found if slot.free and slot.starts_at in among]


def _appointments(centre: Centre) -> QuerySet[Appointment]:
    return Appointment.objects.filter(centre=centre).select_related(*WITH)
