"""The process behind `hall_hand`: reads what to do in the hall, does it now, answers."""

import json
import sys
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import django
from django.utils import timezone

django.setup()

# ruff: noqa: E402  (rows need Django set up)
from motcua.accounts.models import User
from motcua.dossiers import selectors as dossiers
from motcua.dossiers.models import Dossier
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing.models import Ticket
from motcua.queueing.services import devices, issuing, sittings
from motcua.queueing.services.devices import NewDevice, SetUp
from motcua.queueing.services.issuing import Ask
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre, Counter
from tests.queueing.hall import Desk, Hall


class Acts:
    """What can be done; the office may be closed, an officer opens it anyway."""

    def __init__(self) -> None:
        """Find the centre and whoever acts in it."""
        self.centre = Centre.objects.get(slug="hoa-binh")
        self.hall = Hall(self.centre)
        self.desks: dict[int, Desk] = {}
        self.admin = self._user("quantri")

    def take(self, letter: str) -> str:
        """Take a number."""
        ticket, _ = issuing.issue(
            centre=self.centre,
            ask=Ask(letter=letter, channel="greeter", anyway="chạy thử"),
            key=uuid4().hex,
            at=timezone.now(),
            by=self.admin,
        )
        return ticket.label

    def sit(self, counter: int, username: str) -> None:
        """Open a counter."""
        self.desks[counter] = self.hall.sit(
            counter, self._user(username), timezone.now(), takes_over=True
        )

    def call(self, counter: int) -> str:
        """Finish with whoever is there, call the next one."""
        self._finish(counter)
        return self.desks[counter].called(timezone.now()).label

    def rest(self, counter: int, minutes: int) -> None:
        """Go on a break."""
        self._finish(counter)
        at = timezone.now()
        sittings.take_break(
            centre=self.centre,
            seat=self.desks[counter].seat,
            reason="rest",
            at=at,
            back_at=at + timedelta(minutes=minutes),
        )

    def pair(self, code: str, kind: str, name: str, counter: int) -> str:
        """Type a machine's code."""
        found = Counter.objects.filter(centre=self.centre, number=counter).first()
        new = NewDevice(kind, name, found if kind == "counter" else None)
        device = devices.pair(
            centre=self.centre, code=code, new=new, by=self.admin, at=timezone.now()
        )
        return str(device.id)

    def set_up(self, device: str, how: dict[str, Any]) -> None:
        """Say how a screen is shown."""
        metres = Decimal(str(how.pop("reading_metres", 6)))
        devices.set_up(
            centre=self.centre,
            device_id=UUID(device),
            how=SetUp(
                **{"name": "Màn hình", "screen_inches": 43, **how},
                reading_metres=metres,
            ),
            by=self.admin,
            at=timezone.now(),
        )

    def let_speak(self, device: str) -> None:
        """Choose the display that speaks."""
        devices.let_speak(
            centre=self.centre,
            device_id=UUID(device),
            by=self.admin,
            at=timezone.now(),
        )

    def try_sound(self) -> None:
        """Have the hall's display sound."""
        devices.try_sound(centre=self.centre, by=self.admin, at=timezone.now())

    def finish_dossiers(self) -> int:
        """Let every dossier in work have its result; how many wait at the counter then.

        The trial's own day may have left some there before.
        """
        with unit_of_work():
            topics.touch(f"work:{self.centre.id}")
            Dossier.objects.filter(centre=self.centre, state=State.IN_PROGRESS).update(
                state=State.RESOLVED, resolved_at=timezone.now()
            )
        ready = dossiers.ready_results(self.centre)
        return ready.filter(planned_exit="counter").count()

    def _finish(self, counter: int) -> None:
        desk = self.desks[counter]
        present = Ticket.objects.filter(
            centre=self.centre,
            counter=desk.counter,
            state__in=["called", "serving"],
        )
        if present.exists():
            desk.finish(timezone.now())

    def _user(self, username: str) -> User:
        return User.objects.get(centre=self.centre, username=username)


if __name__ == "__main__":
    acts = Acts()
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(getattr(acts, asked.pop("act"))(**asked)), flush=True)
