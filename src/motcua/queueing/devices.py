"""Read the machines of the hall: which there are, who bears a token, how each is."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.queueing.models import Device, Pairing
from motcua.queueing.services.devices import digest
from motcua.rules import pairing
from motcua.ward.models import Centre

SILENT_AFTER: Final = timedelta(seconds=75)
"""A machine reports every ten seconds and is noted every thirty; with more than two
notes missing it is lost."""


class Health(StrEnum):
    """How a machine is."""

    RUNNING = "running"
    SILENT = "silent"
    NEVER_SEEN = "never_seen"
    REVOKED = "revoked"


def health(device: Device, *, at: datetime) -> Health:
    """How this machine is at this moment."""
    if device.revoked_at is not None:
        return Health.REVOKED
    if device.last_seen_at is None:
        return Health.NEVER_SEEN
    is_late = at - device.last_seen_at > SILENT_AFTER
    return Health.SILENT if is_late else Health.RUNNING


def of_centre(centre: Centre) -> list[Device]:
    """Every machine, those in use first, by kind and name."""
    rows = Device.objects.filter(centre=centre).select_related("counter", "paired_by")
    order = [kind.value for kind in Device.Kind]
    return sorted(
        rows, key=lambda d: (d.revoked_at is not None, order.index(d.kind), d.name)
    )


def device(centre: Centre, device_id: UUID) -> Device | None:
    """One machine of the centre."""
    return (
        Device.objects.filter(centre=centre, id=device_id)
        .select_related("counter", "paired_by")
        .first()
    )


def bearer(centre: Centre, token: str) -> Device | None:
    """The machine that bears this token and was not revoked."""
    return (
        Device.objects.filter(centre=centre, token_hash=digest(token), revoked_at=None)
        .select_related("counter", "centre")
        .first()
    )


def asked_by(centre: Centre, token: str, *, at: datetime) -> Pairing | None:
    """The code that this browser shows, while it can still be typed."""
    return Pairing.objects.filter(
        centre=centre, token_hash=digest(token), asked_at__gt=at - pairing.LASTS
    ).first()


def speaking(centre: Centre) -> Device | None:
    """The display that speaks in the hall."""
    return Device.objects.filter(centre=centre, is_speaking=True).first()
