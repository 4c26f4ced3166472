"""Every address × every role × own, other and foreign things (ATZ-1, ATZ-2)."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pytest
import time_machine
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.accounts.models import User
from motcua.accounts.roles import CAPABILITIES
from motcua.catalogue.models import LocalProcedure, LocalProcess, LocalStep
from motcua.dossiers.models import Dossier, Step
from motcua.journeys import intake
from motcua.people.services import Person
from motcua.simulator.town import USERNAMES
from motcua.ward.models import Centre
from tests.api.programs import token_of
from tests.cast import EXTRACT, NOW, intake_of, mandate
from tests.web.matrix import (
    FOREIGN,
    OTHER,
    OWN,
    Caller,
    Things,
    ask,
    missing_lines,
    requests,
    unexpected,
)
from tests.web.matrix_things import (
    Values,
    belongings,
    hall_display,
    tasks_of_agencies,
)

NEIGHBOUR: Final = Person(full_name="Quách Thị Sông Đà", personal_id="999155000999")
NEIGHBOURS: Final = ("receptionist", "vice_chairman", "sysadmin", "centre_director")
OUR_SECRETS: Final = ("Bùi Thị An", "999155000123", "0912345678")
THEIR_SECRETS: Final = ("Quách Thị Sông Đà", "999155000999")
NUMBERS: Final = ("999155000123", "999155000999")


def test_every_address_has_a_line_in_the_matrix() -> None:
    assert missing_lines() == []


@pytest.fixture
def foreign_dossier(town: Centre, stranger_centre: Centre) -> Dossier:
    """A dossier of the other ward, which borrows a procedure's steps from the town."""
    ours = LocalProcedure.objects.get(centre=town, procedure__code=EXTRACT)
    theirs = LocalProcedure.objects.create(
        centre=stranger_centre, procedure=ours.procedure
    )
    process = LocalProcess.objects.create(
        centre=stranger_centre, local_procedure=theirs, number=1, published_at=NOW
    )
    steps = LocalStep.objects.filter(centre=town, process__local_procedure=ours)
    for step in steps:
        LocalStep.objects.create(
            centre=stranger_centre,
            process=process,
            position=step.position,
            key=step.key,
            name=step.name,
            role=step.role,
        )
    dossier, _ = intake.receive(
        centre=stranger_centre,
        intake=replace(intake_of(town), submitter=NEIGHBOUR),
        by=mandate("songda.receptionist"),
        at=NOW,
        key="foreign",
        caller="test",
    )
    return dossier


@pytest.fixture
def callers(town: Centre, stranger_centre: Centre) -> list[Caller]:
    """One person of each role, four of the other ward, nobody, and a paired machine
    (ATZ-5): what asks for a sign-in asks the machine for it, too."""
    usernames = USERNAMES | {
        "division_head": "truongphong.kt",
        "partner_agency_officer": "tramyte",
    }
    assert set(usernames) == set(CAPABILITIES)
    ours = [_caller(town, role, usernames[role]) for role in CAPABILITIES]
    theirs = [_caller(stranger_centre, r, f"songda.{r}") for r in NEIGHBOURS]
    assert ours[0].user
    return [Caller("nobody"), _display(town, ours[0].user), *ours, *theirs]


@pytest.fixture
def things(
    town: Centre,
    stranger_centre: Centre,
    receive: Callable[..., Dossier],
    foreign_dossier: Dossier,
    callers: list[Caller],
) -> Things:
    """Something of each kind for each relation; the clerk holds the other dossier."""
    own = {c: _held(receive(), c).code for c in callers if c.user and _is_of(c, town)}
    clerk = next(caller for caller in own if caller.role == "clerk")
    other = _held(receive(), clerk)

    def dossier(relation: str, caller: Caller) -> Values:
        is_of_town = _is_of(caller, town)
        codes = {
            OWN: own.get(caller),
            OTHER: other.code if is_of_town and caller != clerk else None,
            FOREIGN: foreign_dossier.code if is_of_town else other.code,
        }
        code = codes[relation]
        return {"code": code} if code else None

    ours, theirs = belongings(town, other), belongings(stranger_centre, foreign_dossier)
    assert set(ours) == set(theirs)
    return Things(
        {"dossier": dossier, "task": tasks_of_agencies(town, other, foreign_dossier)}
        | {kind: _of(kind, town, ours, theirs) for kind in ours}
    )


def _of(
    kind: str, town: Centre, ours: dict[str, Values], theirs: dict[str, Values]
) -> Callable[[str, Caller], Values]:
    """A thing of the caller's centre, and one of the other centre."""

    def pick(relation: str, caller: Caller) -> Values:
        home, away = (ours, theirs) if _is_of(caller, town) else (theirs, ours)
        return {OWN: None, OTHER: home[kind], FOREIGN: away[kind]}[relation]

    return pick


def test_nobody_gets_what_is_not_theirs(
    town: Centre, callers: list[Caller], things: Things
) -> None:
    Centre.objects.filter(id=town.id).update(host="testserver")
    problems: list[str] = []
    made: Counter[str] = Counter()

    with time_machine.travel(NOW, tick=False):
        for request in requests(callers, things):
            answer = ask(request)
            made["API" if request.address.is_api else "pages"] += 1
            problems += filter(None, [unexpected(request, answer)])
            problems += _leaks(request, answer, town)

    total = sum(made.values())
    print(f"\nrequests {total} ({dict(made)}), unexpected {len(problems)}")
    assert not problems, "\n".join(problems)
    assert made["API"] > 1000


def _leaks(request: Any, answer: Any, town: Centre) -> list[str]:
    """What the answer tells that its caller must not know."""
    told = b"".join(answer) if answer.streaming else answer.content
    text = told.decode("utf-8", "replace")
    secrets: set[str] = set()
    if not request.address.rule.tells_numbers:
        secrets |= set(NUMBERS)
    if request.caller.user is None:
        secrets |= {*OUR_SECRETS, *THEIR_SECRETS}
    elif _is_of(request.caller, town):
        secrets |= set(THEIR_SECRETS)
    else:
        secrets |= set(OUR_SECRETS)
    return [f"{request} tells {secret}" for secret in secrets if secret in text]


def _caller(centre: Centre, role: str, username: str) -> Caller:
    user = User.objects.select_related("centre").get(centre=centre, username=username)
    browser = Client(raise_request_exception=False)
    browser.force_login(user, "motcua.accounts.backend.StaffBackend")
    return Caller(role, user, token_of(user, role), browser)


def _display(centre: Centre, by: User) -> Caller:
    hall_display(centre, by, "a display of the hall")
    browser = Client(raise_request_exception=False)
    browser.cookies["device"] = "a display of the hall"
    return Caller("hall display", browser=browser)


def _is_of(caller: Caller, centre: Centre) -> bool:
    return caller.user is None or caller.user.centre_id == centre.id


def _held(dossier: Dossier, caller: Caller) -> Dossier:
    """Put the dossier into this person's hands."""
    steps = Step.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
    steps.filter(status=Step.Status.ACTIVE).update(
        role=caller.role, department=None, assignee=caller.user
    )
    Dossier.objects.filter(centre_id=dossier.centre_id, id=dossier.id).update(
        holder=caller.user, holder_role=caller.role, holder_department=None
    )
    dossier.refresh_from_db()
    return dossier


# What a request may write without a line: it is nobody's act upon the centre's data.
UNTOLD: Final = {
    "django_session",
    "requests_failedtries",
    "requests_idempotencykey",
    "queueing_pairing",
}
# A machine says that it is still there.
REPORTS: Final = {"display:beat"}
WRITES: Final = re.compile(
    r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(?P<table>[a-z_]+)"?', re.IGNORECASE
)


def test_whoever_changes_something_leaves_an_audit_line(
    town: Centre, callers: list[Caller], things: Things
) -> None:
    Centre.objects.filter(id=town.id).update(host="testserver")
    silent: set[str] = set()
    told: set[str] = set()

    with time_machine.travel(NOW, tick=False):
        for request in requests(callers, things):
            reset_queries()
            with CaptureQueriesContext(connection) as asked:
                answer = ask(request)
            said = [query["sql"] for query in asked.captured_queries]
            # `ask` rolls back once at the end; a refused act has done so before.
            is_undone = sum(sql.startswith("ROLLBACK") for sql in said) > 1
            written = {t.lower() for sql in said for t in WRITES.findall(sql)}
            if "audit_line" in written:
                told.add(request.address.name)
            elif request.address.name in REPORTS:
                continue
            elif written - UNTOLD and not is_undone and answer.status_code < 400:
                silent.add(f"{request} wrote {sorted(written)}")

    print(f"\naddresses whose acts are told: {len(told)}")
    assert not silent, "\n".join(sorted(silent))
    assert len(told) > 25
