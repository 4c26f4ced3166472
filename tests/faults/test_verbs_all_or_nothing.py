"""DUR-9: whichever statement of a verb fails, nothing of it stays; then it still works."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, Final

import pytest
from django.db import DatabaseError, OperationalError

from motcua.accounts import services as accounts
from motcua.dossiers import services
from motcua.dossiers.models import AgencyTask, Dossier
from motcua.dossiers.services import Answer, Brought, Request, Wish
from motcua.dossiers.services.arrivals import ZONE
from motcua.journeys import intake
from motcua.journeys.depart import depart
from motcua.ward.models import Centre
from tests.cast import NOW, intake_of, mandate
from tests.dossiers import deeds
from tests.faults.test_all_or_nothing import Fault, injected, rows

EXTRACT, MARITAL, RESIDENCE = "2.000635", "1.004873", "1.004194"
ROLE: Final = "civil_status_officer"


def said(dossier: Dossier) -> dict[str, Any]:
    """A verb's usual arguments for this dossier."""
    return {"centre": dossier.centre, "code": dossier.code, "at": NOW}


def ask(dossier: Dossier) -> None:
    request = Request([deeds.FAULT], "Bổ sung")
    services.request_supplement(request=request, by=mandate("hotich"), **said(dossier))


def answer(dossier: Dossier) -> None:
    intake.answer_supplement(
        answer=Answer([Brought(1)]), by=mandate("tiepnhan"), **said(dossier)
    )


def withdraw(dossier: Dossier) -> None:
    wish = Wish("Đổi ý", "Bùi Thị An", "id_card")
    services.withdraw(wish=wish, by=mandate("tiepnhan"), **said(dossier))


def stop(dossier: Dossier) -> None:
    services.stop(ground=deeds.GROUND, by=mandate("chanhvp"), **said(dossier))


def extend(dossier: Dossier) -> None:
    assert dossier.due_at is not None
    later = (dossier.due_at + timedelta(days=7)).astimezone(ZONE)
    services.extend(
        new_due_at=later.replace(hour=10),
        reason="Chờ xác minh",
        by=mandate("phochutich"),
        **said(dossier),
    )


def answer_task(dossier: Dossier) -> None:
    task = AgencyTask.objects.get(centre=dossier.centre, dossier=dossier)
    services.answer_task(
        centre=dossier.centre,
        task_id=task.id,
        answer="Đủ điều kiện",
        by=mandate("congan"),
        at=NOW,
    )


def leave(_: Dossier) -> None:
    heir, admin = mandate("chanhvp").user, mandate("quantri").user
    linh = mandate("hotich").user
    depart(user=linh, to={ROLE: heir}, reason="Nghỉ hưu", by=admin, at=NOW)


def claimed(dossier: Dossier) -> None:
    """In Linh's hands, and somebody there who can take over."""
    services.claim(by=mandate("hotich"), **said(dossier))
    lan, admin = mandate("chanhvp").user, mandate("quantri").user
    accounts.grant_role(user=lan, role=ROLE, starts_on=NOW.date(), by=admin, at=NOW)


def nothing(_: Dossier) -> None:
    """It is ready as it came in."""


VERBS: Final = {
    "request_supplement": (EXTRACT, nothing, ask),
    "answer_supplement": (EXTRACT, ask, answer),
    "withdraw": (MARITAL, nothing, withdraw),
    "stop": (MARITAL, nothing, stop),
    "extend": (MARITAL, nothing, extend),
    "depart": (EXTRACT, claimed, leave),
    "answer_task": (RESIDENCE, nothing, answer_task),
}


@pytest.mark.parametrize("after", [False, True], ids=["before it ran", "after it ran"])
@pytest.mark.parametrize("verb", VERBS)
def test_each_statement_of_a_verb_fails_once(
    living_town: Centre, verb: str, after: bool
) -> None:
    procedure, prepare, act = VERBS[verb]
    dossier, _ = intake.receive(
        centre=living_town,
        intake=intake_of(living_town, procedure),
        by=mandate("tiepnhan"),
        at=NOW,
        key="fault",
        caller="fault",
    )
    prepare(dossier)
    dossier.refresh_from_db()

    statements, half_written = fail_each(act, dossier, after=after)

    print(f"{verb}: statements {statements}, half-written {half_written}")
    assert half_written == 0
    assert statements > 5


def fail_each(
    act: Callable[[Dossier], None], dossier: Dossier, *, after: bool
) -> tuple[int, int]:
    """Fail statement after statement until the verb passes; what was half-written."""
    half_written = 0
    before = traces(dossier)
    for number in count(1):
        fault = Fault(number, OperationalError, after=after)
        with injected(fault):
            act(dossier)
        if not fault.has_struck:
            assert traces(dossier) != before
            return number - 1, half_written
        half_written += traces(dossier) != before
    raise AssertionError


def traces(dossier: Dossier) -> tuple[Any, ...]:
    """How many rows there are, and what the dossier and its people say."""
    linh = mandate("hotich").user
    now = Dossier.objects.get(centre=dossier.centre, id=dossier.id)
    columns = {f.attname: getattr(now, f.attname) for f in Dossier._meta.fields}
    return rows(), columns, linh.is_active


def test_the_fault_is_an_error_of_the_database() -> None:
    with pytest.raises(DatabaseError):
        Fault(1, OperationalError, after=False)(lambda *_: None)
