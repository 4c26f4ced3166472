"""Why did they have to come again? What counts as a trip, and which were needed.

A *matter* is what somebody came for; its visits are the first one and those that were
linked to it. A *trip* is a visit for which the citizen had to go somewhere (the counter,
a kiosk); a visit at home, by phone or online is none.

What the chosen channels ask for is no second trip: the first trip, and one trip to
collect the result when the applicant chose to collect it (cause PLANNED). Every other
trip is a second trip and carries its cause. One made by the citizen's own wish was not
needed; each other one was, and one without a cause counts as needed, because a gap in
our own records must not make the figure look better.

A matter *needed one trip* when no second trip was needed for it. "Of 100 matters, N
needed one trip" is that share, rounded down: 100 means all of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final


class Cause(StrEnum):
    """Why somebody came again for the same matter."""

    PLANNED = "planned"
    PAPER_MISSING = "paper_missing"
    SIGNER_ABSENT = "signer_absent"
    SYSTEM_DOWN = "system_down"
    RESULT_NOT_READY = "not_ready"
    OUR_FAULT = "our_fault"
    OWN_WISH = "own_wish"


class Kind(StrEnum):
    """What a visit is to its matter."""

    NO_TRIP = "no_trip"
    FIRST = "first"
    PLANNED = "planned"
    WISHED = "wished"
    NEEDED = "needed"


TRIP_PLACES: Final = frozenset({"counter", "kiosk"})
OWNED: Final = frozenset(Cause) - {Cause.PLANNED, Cause.OWN_WISH}
"""The causes somebody in the house answers for."""
OF: Final = 100


@dataclass(frozen=True)
class Coming:
    """One visit as the rules see it; `cause` is empty for the first or when unknown."""

    place: str
    is_first: bool
    cause: str = ""


@dataclass(frozen=True)
class Situation:
    """What is known about a dossier when somebody comes because of it."""

    now: datetime
    promised_at: datetime | None
    is_ready: bool
    is_returned: bool = False
    collects_at_counter: bool = True
    asked_for_papers: bool = False
    is_signer_absent: bool = False


@dataclass(frozen=True)
class Figure:
    """The matters of a period and what they needed.

    `single` are those of `one_trip` with one trip at most, the collection counted too.
    """

    matters: int
    one_trip: int
    single: int
    causes: Counter[str] = field(default_factory=Counter)

    @property
    def of_hundred(self) -> int | None:
        """Of 100 matters so many needed one trip; None without any matter."""
        return self.one_trip * OF // self.matters if self.matters else None

    @property
    def second_trips(self) -> int:
        """How many second trips there were, those by own wish too."""
        return sum(self.causes.values())


def kind_of(coming: Coming, *, planned_before: int = 0) -> Kind:
    """What this visit is to its matter.

    Only one collection is planned: the channels never ask for a second one.
    """
    if coming.place not in TRIP_PLACES:
        return Kind.NO_TRIP
    if coming.is_first:
        return Kind.FIRST
    if coming.cause == Cause.PLANNED and not planned_before:
        return Kind.PLANNED
    return Kind.WISHED if coming.cause == Cause.OWN_WISH else Kind.NEEDED


def kinds_of(matter: Sequence[Coming]) -> list[Kind]:
    """The same for all visits of one matter, in the order they were made."""
    kinds: list[Kind] = []
    for coming in matter:
        kinds.append(kind_of(coming, planned_before=kinds.count(Kind.PLANNED)))
    return kinds


def needed_one_trip(matter: Sequence[Coming]) -> bool:
    """True when no second trip was needed for the matter."""
    return Kind.NEEDED not in kinds_of(matter)


def figure(matters: Iterable[Sequence[Coming]]) -> Figure:
    """Count the matters, those that needed one trip, those with a single one at most.

    `causes` counts the second trips by cause; an unknown cause is the empty string.
    """
    total = one_trip = single = 0
    causes: Counter[str] = Counter()
    for matter in matters:
        kinds = kinds_of(matter)
        total += 1
        is_one_trip = Kind.NEEDED not in kinds
        one_trip += is_one_trip
        single += is_one_trip and len(kinds) - kinds.count(Kind.NO_TRIP) <= 1
        causes.update(
            coming.cause
            for coming, kind in zip(matter, kinds, strict=True)
            if kind in {Kind.WISHED, Kind.NEEDED}
        )
    return Figure(total, one_trip, single, causes)


def propose(what: Situation) -> Cause:
    """The likely cause of this visit; the officer confirms or corrects it.

    Papers were asked for: paper missing. The result is there: the planned collection,
    or own wish when another way was chosen or it was collected before. It is not there:
    before the promised time own wish; after it (or where no time was promised) the
    signer's absence when that is what it waits for, else a result not ready.
    """
    if what.is_returned:
        return Cause.OWN_WISH
    if what.is_ready:
        return Cause.PLANNED if what.collects_at_counter else Cause.OWN_WISH
    if what.asked_for_papers:
        return Cause.PAPER_MISSING
    if what.promised_at is not None and what.now < what.promised_at:
        return Cause.OWN_WISH
    return Cause.SIGNER_ABSENT if what.is_signer_absent else Cause.RESULT_NOT_READY
