"""One reception by our services, of a person never seen before, and its statements."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.catalogue import selectors as catalogue
from motcua.dossiers.services import PaperGiven
from motcua.journeys import intake
from motcua.journeys.intake import Intake
from motcua.people.services import Person
from motcua.ward.models import Centre

PROCEDURE: Final = "2.000635"


@dataclass(frozen=True)
class Desk:
    """What the officer's program has at hand before the citizen sits down."""

    centre: Centre
    officer: Mandate
    intake: Intake

    def receive(self, day: int = 0) -> None:
        """Receive one dossier of somebody new, so many days from today.

        A day has 9,999 codes, which is a few seconds of a bench.
        """
        number = f"999{random.randrange(10**9):09d}"
        who = replace(self.intake.submitter, personal_id=number)
        intake.receive(
            centre=self.centre,
            intake=replace(self.intake, submitter=who),
            by=self.officer,
            at=timezone.now() + timedelta(days=day),
            key=uuid.uuid4().hex,
            caller="bench",
            public_address="http://127.0.0.1:8000",
        )


def open_desk() -> Desk:
    """The desk of the seeded centre's reception officer."""
    centre = Centre.objects.get()
    offer = catalogue.offer(centre, PROCEDURE, on=timezone.localdate())
    papers = [
        PaperGiven(c.key, is_present=True) for c in offer.version.components.all()
    ]
    somebody = Person(
        full_name="Bùi Thị An",
        personal_id="999155000123",
        phone="0912 345 678",
        address="Tổ 1, phường Hòa Bình",
        is_synthetic=True,
    )
    return Desk(
        centre=centre,
        officer=mandate_of(
            User.objects.get(centre=centre, username="tiepnhan"),
            on=timezone.localdate(),
        ),
        intake=Intake(
            procedure_code=PROCEDURE,
            submitter=somebody,
            origin="online_at_centre",
            planned_exit="counter",
            papers=papers,
        ),
    )


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collects the statements sent to the database, BEGIN and COMMIT apart."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  (Django's signature)
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen
