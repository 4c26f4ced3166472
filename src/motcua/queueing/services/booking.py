"""Make, move and cancel appointments, and tell others of the half hour that is free."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count

from motcua.foundation.live import topics
from motcua.foundation.toolkit.encryption import blind_index
from motcua.foundation.toolkit.work import keep, take_turn, unit_of_work
from motcua.queueing import appointments
from motcua.queueing.errors import (
    AppointmentEnded,
    BookedEnough,
    NoAppointments,
    OfferGone,
    SlotClosed,
    UnknownAppointment,
)
from motcua.queueing.models import Appointment, EarlierOffer, Queue
from motcua.queueing.services import half_hours
from motcua.rules import appointment_slots as slots
from motcua.rules.appointment_slots import Wish
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

CODE_BYTES: Final = 13
MOST_BOOKED: Final = 4
"""So many appointments to come has one telephone number: a family, not a dealer."""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to come for, when, and who they are.

    The telephone number is that of the rules (rules.vietnamese.phone). `on_behalf_of`
    is the name of whoever the matter concerns, if it is somebody else.
    """

    letter: str
    starts_at: datetime
    full_name: str
    phone: str
    on_behalf_of: str = ""
    procedure_code: str = ""
    wants_earlier: bool = False
    language: str = "vi"


def book(
    *, centre: Centre, wanted: Wanted, key: str, at: datetime
) -> tuple[Appointment, bool]:
    """Make an appointment; once per key.

    Returns it and whether it was made just now: asked again with one key, what was made
    first comes back, whatever is wanted now.
    Raises NoAppointments, SlotClosed, BookedEnough or SlotFull.
    """
    with unit_of_work():
        take_book(centre.id)
        kept = appointments.with_key(centre, key)
        if kept is not None:
            return kept, False
        queue = appointments.bookable_queue(centre, wanted.letter)
        if queue is None:
            raise NoAppointments(wanted.letter)
        _require_bookable(queue, wanted.starts_at, at)
        index = blind_index(wanted.phone, column="appointment.phone")
        if _to_come(centre, index, at) >= MOST_BOOKED:
            raise BookedEnough
        half_hours.take(queue, wanted.starts_at)
        _tell(centre.id)
        return _made(queue, wanted, key, index, at), True


def move(
    *, centre: Centre, appointment_id: UUID, starts_at: datetime, at: datetime
) -> Appointment:
    """Come in another half hour; the former one is free again at the same moment.

    Raises UnknownAppointment, AppointmentEnded, NoAppointments, SlotClosed or SlotFull:
    then the appointment is what it was.
    """
    with unit_of_work():
        appointment = locked(centre, appointment_id, at=at)
        if appointment.starts_at != starts_at:
            _move(appointment, starts_at, at)
    return appointment


def cancel(*, centre: Centre, appointment_id: UUID, at: datetime) -> Appointment:
    """They will not come; the half hour is free again. Asked again, nothing happens.

    Raises UnknownAppointment or AppointmentEnded.
    """
    with unit_of_work():
        take_book(centre.id)
        found = appointments.by_id(centre, appointment_id)
        if found is not None and found.state == Appointment.State.CANCELLED:
            return found
        appointment = locked(centre, appointment_id, at=at)
        appointment.state, appointment.ended_at = Appointment.State.CANCELLED, at
        appointment.wants_earlier = False
        appointment.save(update_fields=["state", "ended_at", "wants_earlier"])
        _free(appointment.queue, appointment.starts_at, at)
    return appointment


def wish_earlier(
    *, centre: Centre, appointment_id: UUID, is_wanted: bool, at: datetime
) -> Appointment:
    """Be told, or no longer, when an earlier half hour becomes free."""
    with unit_of_work():
        appointment = locked(centre, appointment_id, at=at)
        appointment.wants_earlier = is_wanted
        appointment.save(update_fields=["wants_earlier"])
    return appointment


def accept_offer(
    *, centre: Centre, appointment_id: UUID, starts_at: datetime, at: datetime
) -> Appointment:
    """Come in the earlier half hour one was told of; the first who accepts has it.

    Raises OfferGone, UnknownAppointment or AppointmentEnded: then the appointment is
    what it was.
    """
    with unit_of_work():
        appointment = locked(centre, appointment_id, at=at)
        if starts_at == appointment.starts_at:
            return appointment
        if starts_at not in appointments.offers_to(appointment, at=at):
            raise OfferGone(starts_at)
        appointment.offers.filter(starts_at=starts_at).update(taken_at=at)
        _move(appointment, starts_at, at)
    return appointment


def take_book(centre_id: UUID) -> None:
    """Wait for our turn with this centre's appointments."""
    take_turn(f"appointments:{centre_id}")


def locked(centre: Centre, appointment_id: UUID, *, at: datetime) -> Appointment:
    """An appointment that is still to come, in our turn.

    Raises UnknownAppointment or AppointmentEnded.
    """
    take_book(centre.id)
    appointment = appointments.by_id(centre, appointment_id)
    if appointment is None:
        raise UnknownAppointment(appointment_id)
    if not is_to_come(appointment, at=at):
        raise AppointmentEnded(appointment_id)
    return appointment


def is_to_come(appointment: Appointment, *, at: datetime) -> bool:
    """True as long as its person may still come, or change something about it."""
    calendar = ward.calendar_in_force(appointment.centre)
    day_is_over = slots.coming(calendar, appointment.starts_at, at) is slots.Coming.OVER
    return appointment.state == Appointment.State.BOOKED and not day_is_over


def _made(
    queue: Queue, wanted: Wanted, key: str, index: bytes, at: datetime
) -> Appointment:
    return Appointment.objects.create(
        centre=queue.centre,
        queue=queue,
        starts_at=wanted.starts_at,
        public_code=secrets.token_hex(CODE_BYTES),
        key=key,
        full_name=wanted.full_name,
        phone=wanted.phone,
        phone_index=index,
        on_behalf_of=wanted.on_behalf_of,
        procedure_code=wanted.procedure_code,
        wants_earlier=wanted.wants_earlier,
        language=wanted.language,
        booked_at=at,
    )


def _tell(centre_id: UUID) -> None:
    """The door's list of who is expected may be another."""
    topics.touch(f"hall:{centre_id}")


def _move(appointment: Appointment, starts_at: datetime, at: datetime) -> None:
    queue, former = appointment.queue, appointment.starts_at
    if not (queue.is_open and queue.per_half_hour):
        raise NoAppointments(queue.letter)
    _require_bookable(queue, starts_at, at)
    half_hours.take(queue, starts_at)
    appointment.starts_at = starts_at
    appointment.save(update_fields=["starts_at"])
    _free(queue, former, at)


def _free(queue: Queue, starts_at: datetime, at: datetime) -> None:
    """One more may come in this half hour: those who would come earlier are told."""
    half_hours.give_back(queue, starts_at)
    _tell(queue.centre_id)
    willing = Appointment.objects.filter(
        centre_id=queue.centre_id,
        queue=queue,
        state=Appointment.State.BOOKED,
        wants_earlier=True,
        starts_at__gt=starts_at,
    ).exclude(
        id__in=EarlierOffer.objects.filter(
            centre_id=queue.centre_id, starts_at=starts_at
        ).values("appointment_id")
    )
    wishes = [
        Wish(each.id, each.starts_at, each.booked_at, each.told)
        for each in willing.annotate(told=Count("offers"))
    ]
    keep(
        *(
            EarlierOffer(
                centre_id=queue.centre_id,
                appointment_id=wish.key,
                starts_at=starts_at,
                offered_at=at,
            )
            for wish in slots.to_tell(starts_at, wishes, at)
        )
    )


def _require_bookable(queue: Queue, starts_at: datetime, at: datetime) -> None:
    if not slots.may_book(ward.calendar_in_force(queue.centre), starts_at, at):
        raise SlotClosed(starts_at)


def _to_come(centre: Centre, index: bytes, at: datetime) -> int:
    return Appointment.objects.filter(
        centre=centre,
        phone_index=index,
        state=Appointment.State.BOOKED,
        starts_at__gte=at,
    ).count()
