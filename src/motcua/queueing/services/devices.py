"""Take machines into the hall and send them away: pair, set up, choose who speaks."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.requests import services as requests
from motcua.foundation.toolkit.work import take_turn, unit_of_work
from motcua.queueing.errors import (
    CannotSpeak,
    CounterMissing,
    NobodySpeaks,
    ScreenTooSmall,
    TooManyTries,
    UnknownDevice,
    UnknownPairing,
)
from motcua.queueing.models import Device, Pairing
from motcua.queueing.printer_address import RAW_PRINTING, PrinterAddress
from motcua.rules import pairing, reading_distance
from motcua.ward.models import Centre, Counter

WRONG_CODES: Final = 10
"""So many codes typed wrong within ten minutes, and a centre has to wait."""
NOTED_EVERY: Final = timedelta(seconds=30)
"""A machine reports more often; a row is written when this has passed or news came."""
SOUNDS: Final = frozenset({"voice", "chime", "blocked"})
MOST_ERRORS: Final = 5
LONGEST_ERROR: Final = 200


@dataclass(frozen=True)
class NewDevice:
    """What a machine is taken into the hall as."""

    kind: str
    name: str
    counter: Counter | None = None


@dataclass(frozen=True)
class SetUp:
    """How a screen is to be shown: how far people sit, what lies beside it; of a ticket
    machine by what it prints, on which roll."""

    name: str
    reading_metres: Decimal
    screen_inches: int
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    has_officer_name: bool = False
    printer: str = Device.Printer.NONE
    printer_host: str = ""
    printer_port: int = RAW_PRINTING
    printer_is_silent: bool = False
    paper_mm: int = Device.Paper.WIDE


def ask_to_pair(*, centre: Centre, at: datetime) -> tuple[Pairing, str]:
    """A code for a browser to show, and the token it will bear once the code is typed.

    The token is handed out before it is worth anything: so nothing secret is sent, or
    lost, when the code is typed. Codes that are too old are forgotten on the way.
    """
    token = secrets.token_urlsafe(32)
    with unit_of_work():
        too_old = at - pairing.LASTS
        Pairing.objects.filter(centre=centre, asked_at__lt=too_old).delete()
        asked = Pairing.objects.create(
            centre=centre,
            code="".join(secrets.choice(pairing.SIGNS) for _ in range(pairing.LENGTH)),
            token_hash=digest(token),
            asked_at=at,
        )
    return asked, token


def pair(
    *, centre: Centre, code: str, new: NewDevice, by: User, at: datetime
) -> Device:
    """Take the machine that shows this code into the hall.

    The first display of a hall is the one that speaks, until another is chosen. Raises
    CounterMissing, TooManyTries, pairing.NotAPairingCode or UnknownPairing.
    """
    if (new.kind == Device.Kind.COUNTER) != (new.counter is not None):
        raise CounterMissing(new.kind)
    tries = f"pairing code {centre.id}"
    if requests.is_blocked(tries, at=at, most=WRONG_CODES):
        raise TooManyTries
    try:
        with unit_of_work():
            return _paired(centre, pairing.typed(code), new, by, at)
    except (pairing.NotAPairingCode, UnknownPairing):
        requests.note_failure(tries, at=at)
        raise


def set_up(
    *, centre: Centre, device_id: UUID, how: SetUp, by: User, at: datetime
) -> Device:
    """Name a machine and say how its screen is to be shown.

    Raises UnknownDevice, ScreenTooSmall when letters for that distance do not fit, or
    NotAPrinterAddress.
    """
    if how.printer == Device.Printer.NETWORK:
        PrinterAddress(how.printer_host, how.printer_port)
    farthest = reading_distance.farthest(how.screen_inches)
    if float(how.reading_metres) > farthest:
        raise ScreenTooSmall(farthest)
    with unit_of_work():
        device = _living(centre, device_id)
        for name, value in vars(how).items():
            setattr(device, name, value)
        device.save(update_fields=[*vars(how)])
        _tell(device, "set_up_device", by=by, at=at, name=how.name)
    return device


def revoke(*, centre: Centre, device_id: UUID, by: User, at: datetime) -> Device:
    """End a machine's token: its next request is a stranger's. Raises UnknownDevice."""
    with unit_of_work():
        device = _living(centre, device_id)
        device.revoked_at, device.is_speaking = at, False
        device.save(update_fields=["revoked_at", "is_speaking"])
        _tell(device, "revoke_device", by=by, at=at)
    return device


def let_speak(*, centre: Centre, device_id: UUID, by: User, at: datetime) -> Device:
    """Make this display the one that speaks in the hall, and no other.

    Raises UnknownDevice or CannotSpeak.
    """
    with unit_of_work():
        device = _living(centre, device_id)
        if device.kind != Device.Kind.HALL:
            raise CannotSpeak
        _speaking(centre).update(is_speaking=False)
        device.is_speaking = True
        device.save(update_fields=["is_speaking"])
        _tell(device, "let_device_speak", by=by, at=at)
    return device


def try_sound(*, centre: Centre, by: User, at: datetime) -> Device:
    """Have the display that speaks sound its chime, after the calls it has to say.

    Raises NobodySpeaks.
    """
    with unit_of_work():
        _take_devices(centre)
        device = _speaking(centre).first()
        if device is None:
            raise NobodySpeaks
        device.sound_tried_at = at
        device.save(update_fields=["sound_tried_at"])
        _tell(device, "try_sound", by=by, at=at)
    return device


def hear(device: Device, said: Mapping[str, Any], *, at: datetime) -> None:
    """Note that a machine is there, and what it says of itself.

    Only what is known is kept, cut to its length: `sound` (one of SOUNDS), `tried`
    (the trial of its sound it played last, in milliseconds since 1970), `errors`. Nobody's act:
    it leaves no audit line.
    """
    report = _known(said)
    is_news = report != device.said
    seen = device.last_seen_at
    if seen is not None and not is_news and at - seen < NOTED_EVERY:
        return
    device.last_seen_at, device.said = at, report
    device.save(update_fields=["last_seen_at", "said"])


def digest(token: str) -> str:
    """What is kept of a device's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _paired(
    centre: Centre, code: str, new: NewDevice, by: User, at: datetime
) -> Device:
    _take_devices(centre)
    asked = Pairing.objects.filter(
        centre=centre, code=code, asked_at__gt=at - pairing.LASTS
    ).first()
    if asked is None:
        raise UnknownPairing(code)
    is_first = new.kind == Device.Kind.HALL and not _speaking(centre).exists()
    device = Device.objects.create(
        centre=centre,
        kind=Device.Kind(new.kind).value,
        name=new.name,
        counter=new.counter,
        token_hash=asked.token_hash,
        paired_at=at,
        paired_by=by,
        is_speaking=is_first,
    )
    Pairing.objects.filter(centre=centre, id=asked.id).delete()
    _tell(device, "pair_device", by=by, at=at, kind=device.kind, name=device.name)
    return device


def _living(centre: Centre, device_id: UUID) -> Device:
    _take_devices(centre)
    device = Device.objects.filter(centre=centre, id=device_id, revoked_at=None).first()
    if device is None:
        raise UnknownDevice(device_id)
    return device


def _tell(device: Device, verb: str, *, by: User, at: datetime, **detail: Any) -> None:
    audit.write(
        centre_id=device.centre_id,
        by=by,
        verb=verb,
        subject=("device", device.id),
        at=at,
        **detail,
    )
    topics.touch(f"hall:{device.centre_id}")


def _speaking(centre: Centre) -> QuerySet[Device]:
    return Device.objects.filter(centre=centre, is_speaking=True)


def _take_devices(centre: Centre) -> None:
    """One act on the machines of a centre at a time: only one of them may speak."""
    take_turn(f"devices:{centre.id}")


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    report: dict[str, Any] = {}
    if said.get("sound") in SOUNDS:
        report["sound"] = said["sound"]
    if isinstance(said.get("tried"), int):
        report["tried"] = said["tried"]
    errors = said.get("errors")
    if isinstance(errors, list):
        report["errors"] = [str(e)[:LONGEST_ERROR] for e in errors[-MOST_ERRORS:]]
    return report
