"""Two grids of ticks: which counter serves which queue, who can do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.queueing import selectors, skills
from motcua.queueing.models import Queue, Skill
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Counter

CALLERS = frozenset(
    role for role, cans in CAPABILITIES.items() if Capability.CALL_TICKETS in cans
)


@dataclass(frozen=True)
class Tick:
    """One cell: what is sent when it is ticked, whether it is, and its words."""

    value: str
    is_on: bool
    words: str


@dataclass(frozen=True)
class CounterLine:
    """A counter and its ticks, one for each queue."""

    counter: Counter
    ticks: Sequence[Tick]


@dataclass(frozen=True)
class OfficerLine:
    """An officer and their ticks, one for each skill."""

    officer: User
    ticks: Sequence[Tick]


def counters(centre: Centre, queues: Sequence[Queue]) -> list[CounterLine]:
    """The counters by number."""
    served = selectors.letters_by_counter(centre)
    return [
        CounterLine(
            counter,
            [
                Tick(
                    f"{counter.number}-{queue.letter}",
                    queue in served.get(counter.id, []),
                    f"{counter.number} · {queue.letter}",
                )
                for queue in queues
            ],
        )
        for counter in ward.counters(centre)
    ]


def officers(centre: Centre) -> list[OfficerLine]:
    """Everybody who may call numbers, by name."""
    held = set(Skill.objects.filter(centre=centre).values_list("user_id", "code"))
    return [
        OfficerLine(
            person,
            [
                Tick(
                    f"{person.id}:{kind.code}",
                    (person.id, kind.code) in held,
                    f"{person.full_name} · {kind.name}",
                )
                for kind in skills.shipped().values()
            ],
        )
        for person in callers(centre)
    ]


def callers(centre: Centre) -> list[User]:
    """Everybody who may call numbers."""
    return accounts.holders_of(centre, CALLERS, since=timezone.localdate())


def pairs(sent: QueryDict) -> set[tuple[int, str]]:
    """The ticks of the first grid; raises ValueError for what no page sends."""
    found = set()
    for text in sent.getlist("serves"):
        number, _, letter = text.partition("-")
        found.add((int(number), letter))
    return found


def held(sent: QueryDict, people: Sequence[User]) -> dict[UUID, set[str]]:
    """The ticks of the second grid for these people; nobody else is touched."""
    told: dict[UUID, set[str]] = {person.id: set() for person in people}
    for text in sent.getlist("can"):
        person, _, code = text.partition(":")
        told.get(UUID(person), set()).add(code)
    return told
