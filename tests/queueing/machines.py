"""Machines of the hall for tests: a browser that asks, an administrator who types."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from motcua.accounts.models import User
from motcua.queueing.models import Device
from motcua.queueing.services import devices
from motcua.queueing.services.devices import NewDevice, SetUp
from motcua.ward.models import Centre, Counter
from tests.cast import NOW


@dataclass(frozen=True)
class Machines:
    """The machines of one hall, and who takes them in; every act is at NOW unless said."""

    centre: Centre
    admin: User

    def ask(self, at: datetime = NOW) -> tuple[str, str]:
        """A browser asks: the code it shows, and the token it bears."""
        asked, token = devices.ask_to_pair(centre=self.centre, at=at)
        return asked.code, token

    def pair(
        self,
        kind: str = "hall",
        name: str = "Màn hình",
        *,
        counter: int | None = None,
        at: datetime = NOW,
    ) -> tuple[Device, str]:
        """A new machine in the hall, and its token."""
        code, token = self.ask(at)
        return self.type(code, kind, name, counter=counter, at=at), token

    def type(
        self,
        code: str,
        kind: str = "hall",
        name: str = "Màn hình",
        *,
        counter: int | None = None,
        at: datetime = NOW,
    ) -> Device:
        """Type the code a machine shows."""
        found = Counter.objects.filter(centre=self.centre, number=counter or 0).first()
        return devices.pair(
            centre=self.centre,
            code=code,
            new=NewDevice(kind, name, found),
            by=self.admin,
            at=at,
        )

    def set_up(self, device: Device, **how: Any) -> Device:
        """Say how a screen is shown."""
        plain = {
            "name": device.name,
            "reading_metres": Decimal(6),
            "screen_inches": 43,
        }
        return devices.set_up(
            centre=self.centre,
            device_id=device.id,
            how=SetUp(**{**plain, **how}),
            by=self.admin,
            at=NOW,
        )

    def revoke(self, device: Device, at: datetime = NOW) -> Device:
        """Send a machine away."""
        return devices.revoke(
            centre=self.centre, device_id=device.id, by=self.admin, at=at
        )

    def let_speak(self, device: Device) -> Device:
        """Choose who speaks."""
        return devices.let_speak(
            centre=self.centre, device_id=device.id, by=self.admin, at=NOW
        )

    def try_sound(self, at: datetime = NOW) -> Device:
        """Have the chime sound."""
        return devices.try_sound(centre=self.centre, by=self.admin, at=at)
