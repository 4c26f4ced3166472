"""Call a person to a machine, and say that one is going."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing.errors import HelpIsComing, UnknownHelpCall
from motcua.queueing.models import Device, HelpCall
from motcua.ward.models import Centre


def ask(device: Device, *, at: datetime) -> HelpCall:
    """Ring at the greeter's: somebody stands at this machine and needs a person.

    Pressed again before anybody goes, it is the same call.
    """
    waiting = waiting_at(device)
    if waiting is not None:
        return waiting
    try:
        with unit_of_work():
            call = HelpCall.objects.create(
                centre_id=device.centre_id, device=device, asked_at=at
            )
            topics.touch(f"hall:{device.centre_id}")
    except IntegrityError:
        waiting = waiting_at(device)
        if waiting is None:
            raise
        return waiting
    return call


def go(*, centre: Centre, call_id: UUID, by: User, at: datetime) -> HelpCall:
    """Somebody of the house goes there; raises UnknownHelpCall or HelpIsComing."""
    with unit_of_work():
        call = (
            HelpCall.objects.filter(centre=centre, id=call_id)
            .select_related("device")
            .first()
        )
        if call is None:
            raise UnknownHelpCall(call_id)
        open_one = HelpCall.objects.filter(centre=centre, id=call_id, taken_at=None)
        if not open_one.update(taken_at=at, taken_by=by):
            raise HelpIsComing(call_id)
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="go_to_help",
            subject=("device", call.device_id),
            at=at,
            asked_at=call.asked_at.isoformat(),
        )
        topics.touch(f"hall:{centre.id}")
    return call


def waiting_at(device: Device) -> HelpCall | None:
    """The call of this machine that nobody has taken yet."""
    return HelpCall.objects.filter(
        centre_id=device.centre_id, device=device, taken_at=None
    ).first()
