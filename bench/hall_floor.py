"""The floor of a ticket's life: the statements of its four acts by the bare driver.

What the verbs send to the database is heard once, then sent again and again with fresh
keys and numbers by the driver alone, in the same transactions. Checking, ordering,
encrypting, HTTP and all that Django does are ours.
"""

import secrets
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, Final

import psycopg
from django.db import connection
from django.utils import timezone

from motcua.accounts.models import User
from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.models import new_id
from motcua.queueing.services import calling, ending, issuing, sittings
from motcua.queueing.services.closing import close_day
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.sittings import Seat
from motcua.rules.number_ranges import of_the_house
from motcua.ward.models import Centre, Counter

COUNTER: Final = 5
LETTER: Final = "A"
KEY: Final = "heard by the floor"
# A number no other value of a statement looks like.
FIRST: Final = 910_000
HEX: Final = 32

Statement = tuple[str, list[Any]]
Act = list[Statement]
Execute = Callable[[str, list[Any]], Any]


def cycles(centre: Centre, seconds: float) -> float:
    """Mean seconds of one life by the bare driver, over so many seconds."""
    acts, mark, code = _heard(centre)
    with _driver() as execute:
        began, done = time.perf_counter(), 0
        while time.perf_counter() - began < seconds:
            _live_once(acts, _Fresh(mark, code), execute)
            done += 1
        return (time.perf_counter() - began) / done


class _Fresh:
    """The values of one more life in place of those that were heard."""

    def __init__(self, mark: uuid.UUID, code: str) -> None:
        self._mark = mark
        self.number = FIRST
        self._known: dict[Any, Any] = {
            code: secrets.token_hex(len(code) // 2),
            KEY: secrets.token_hex(HEX),
        }

    def of(self, values: list[Any]) -> list[Any]:
        """The values with every key, code and number renewed."""
        return [self._renewed(value) for value in values]

    def _renewed(self, value: Any) -> Any:
        if value == of_the_house(FIRST + 1) and isinstance(value, int):
            return self.number
        is_hex = isinstance(value, str) and len(value) == HEX
        if isinstance(value, uuid.UUID) and value > self._mark:
            return self._known.setdefault(value, new_id())
        if is_hex and value > self._mark.hex:
            return self._known.setdefault(value, new_id().hex)
        if isinstance(value, str):
            return self._known.get(value, value)
        return value


def _live_once(acts: list[Act], fresh: _Fresh, execute: Execute) -> None:
    for act in acts:
        execute("BEGIN" if _is_postgresql() else "BEGIN IMMEDIATE", [])
        for sql, values in act:
            rows = execute(sql, fresh.of(values)).fetchall() if _gives(sql) else None
            if rows is None:
                execute(sql, fresh.of(values))
            elif "RETURNING last" in sql:
                fresh.number = of_the_house(rows[0][0])
        execute("COMMIT", [])


def _gives(sql: str) -> bool:
    return sql.lstrip().startswith("SELECT") or "RETURNING" in sql


def _heard(centre: Centre) -> tuple[list[Act], uuid.UUID, str]:
    """The statements of four acts, the key before all of them, the visit's code."""
    officer = User.objects.get(centre=centre, username=f"quay.{COUNTER}")
    counter = Counter.objects.get(centre=centre, number=COUNTER)
    now = timezone.now()
    # Nobody waits from before: the one who is called is the one who is heard.
    close_day(centre=centre, at=now)
    sitting = sittings.sit_down(
        counter=counter, officer=officer, console="floor", at=now, takes_over=True
    )
    Series.objects.update_or_create(
        centre_id=centre.id,
        name=f"ticket:{LETTER}",
        period=timezone.localdate(now).isoformat(),
        defaults={"last": FIRST},
    )
    seat: dict[str, Any] = {
        "centre": centre,
        "seat": Seat(sitting.id, "floor"),
        "at": now,
    }
    ask = Ask(letter=LETTER, channel="kiosk", anyway="floor")
    mark = new_id()
    verbs: list[Callable[[], Any]] = [
        lambda: issuing.issue(centre=centre, ask=ask, key=KEY, at=now, by=officer),
        lambda: calling.call_next(**seat),
        lambda: calling.start(**seat),
        lambda: ending.finish(**seat, service="guidance"),
    ]
    acts = [_listen(verb) for verb in verbs]
    ticket, _ = issuing.issue(centre=centre, ask=ask, key=KEY, at=now)
    return acts, mark, ticket.visit.public_code


def _listen(verb: Callable[[], Any]) -> Act:
    act: Act = []

    def hear(execute: Any, sql: str, params: Any, *rest: Any) -> Any:
        act.append((sql, list(params or ())))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(hear):
        verb()
    return [
        (sql, values) for sql, values in act if not sql.startswith(("BEGIN", "SAVE"))
    ]


@contextmanager
def _driver() -> Iterator[Execute]:
    where = connection.settings_dict
    if _is_postgresql():
        with psycopg.connect(
            host=where["HOST"] or None,
            port=where["PORT"] or None,
            dbname=where["NAME"],
            user=where["USER"] or None,
            autocommit=True,
        ) as line:
            yield line.execute
        return
    with closing(sqlite3.connect(where["NAME"], isolation_level=None)) as file:
        for pragma in where["OPTIONS"]["init_command"].split(";"):
            file.execute(pragma)
        yield lambda sql, values: file.execute(sql.replace("%s", "?"), values)


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"
