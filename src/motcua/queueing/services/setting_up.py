"""Set the hall up: its queues, which counter serves which, what officers can do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing import skills
from motcua.queueing.errors import (
    LetterTaken,
    LetterUsed,
    UnknownCounter,
    UnknownQueue,
    UnknownSkill,
)
from motcua.queueing.models import CounterQueue, Queue, Skill, Ticket
from motcua.queueing.services.writing import take_hall
from motcua.ward.models import Centre, Counter

Pair = tuple[int, str]


@dataclass(frozen=True)
class QueueTold:
    """Everything an administrator says of a queue; `is_synthetic` stays until somebody
    says that it is no longer the shipped example."""

    letter: str
    name: str
    name_en: str = ""
    icon: str = ""
    fields: tuple[str, ...] = ()
    ordinary_minutes: int = 20
    appointment_minutes: int = 10
    priority_minutes: int = 8
    most_waiting: int | None = None
    last_minutes: int = 10
    per_half_hour: int = 2
    is_open: bool = True
    closed_note: str = ""
    is_synthetic: bool = False


def make_queue(*, centre: Centre, told: QueueTold, by: User, at: datetime) -> Queue:
    """Add a queue, behind the others; no counter serves it yet. Raises LetterTaken."""
    with unit_of_work():
        take_hall(centre.id)
        _require_free(centre, told.letter)
        last = Queue.objects.filter(centre=centre).aggregate(
            last=models.Max("place", default=0)
        )
        queue = Queue(centre=centre, place=last["last"] + 1, **_columns(told))
        queue.save(force_insert=True)
        _tell(queue, "make_queue", by=by, at=at, letter=queue.letter)
    return queue


def change_queue(
    *, centre: Centre, letter: str, told: QueueTold, by: User, at: datetime
) -> Queue:
    """Change a queue; people who wait already keep the target they were given.

    Raises UnknownQueue, LetterTaken, or LetterUsed when another letter is asked for and
    numbers were given out under the old one.
    """
    with unit_of_work():
        take_hall(centre.id)
        queue = Queue.objects.filter(centre=centre, letter=letter).first()
        if queue is None:
            raise UnknownQueue(letter)
        if told.letter != letter:
            _require_free(centre, told.letter)
            if is_used(queue):
                raise LetterUsed(letter)
        changed = {
            name: [getattr(queue, name), value]
            for name, value in _columns(told).items()
            if getattr(queue, name) != value
        }
        for name, (_, value) in changed.items():
            setattr(queue, name, value)
        if changed:
            queue.save(update_fields=[*changed])
            _tell(queue, "change_queue", by=by, at=at, letter=letter, changed=changed)
    return queue


def serve(
    *, centre: Centre, pairs: Collection[Pair], by: User, at: datetime
) -> list[Queue]:
    """Say which counter serves which queue: these pairs of numbers and letters, no other.

    Returns the queues that no counter serves then. Raises UnknownCounter or
    UnknownQueue; nothing is changed then.
    """
    with unit_of_work():
        take_hall(centre.id)
        counters = {each.number: each for each in Counter.objects.filter(centre=centre)}
        queues = {each.letter: each for each in Queue.objects.filter(centre=centre)}
        wanted = {_pair(pair, counters, queues) for pair in pairs}
        rows = CounterQueue.objects.filter(centre=centre)
        held = {(row.counter_id, row.queue_id): row for row in rows}
        gone = [row.id for key, row in held.items() if key not in wanted]
        new = wanted - held.keys()
        if gone or new:
            CounterQueue.objects.filter(centre=centre, id__in=gone).delete()
            CounterQueue.objects.bulk_create(
                CounterQueue(centre=centre, counter_id=counter, queue_id=queue)
                for counter, queue in sorted(new)
            )
            _tell_centre(centre, "serve_queues", by=by, at=at, pairs=sorted(set(pairs)))
    served = {queue for _, queue in wanted}
    return [queue for queue in queues.values() if queue.id not in served]


def set_skills(
    *, centre: Centre, held: Mapping[UUID, Collection[str]], by: User, at: datetime
) -> None:
    """Say what each of these officers can do; of others nothing is changed.

    Raises UnknownSkill for a code that is not in the list; nothing is changed then.
    """
    unknown = {code for codes in held.values() for code in codes} - set(
        skills.shipped()
    )
    if unknown:
        raise UnknownSkill(min(unknown))
    people = User.objects.filter(centre=centre, id__in=held)
    with unit_of_work():
        take_hall(centre.id)
        for person in people.order_by("id"):
            _set_skills(centre, person, set(held[person.id]), by, at)


def is_used(queue: Queue) -> bool:
    """Whether a number was ever given out in this queue's series."""
    return Ticket.objects.filter(
        models.Q(queue=queue) | models.Q(letter=queue.letter), centre_id=queue.centre_id
    ).exists()


def _set_skills(
    centre: Centre, person: User, codes: set[str], by: User, at: datetime
) -> None:
    rows = Skill.objects.filter(centre=centre, user=person)
    has = set(rows.values_list("code", flat=True))
    if has == codes:
        return
    rows.exclude(code__in=codes).delete()
    Skill.objects.bulk_create(
        Skill(centre=centre, user=person, code=code) for code in sorted(codes - has)
    )
    audit.write(
        centre_id=centre.id,
        by=by,
        verb="set_skills",
        subject=("user", person.id),
        at=at,
        skills=sorted(codes),
    )
    topics.touch(f"hall:{centre.id}")


def _columns(told: QueueTold) -> dict[str, Any]:
    return {**vars(told), "fields": [*told.fields]}


def _require_free(centre: Centre, letter: str) -> None:
    if Queue.objects.filter(centre=centre, letter=letter).exists():
        raise LetterTaken(letter)


def _pair(
    pair: Pair, counters: Mapping[int, Counter], queues: Mapping[str, Queue]
) -> tuple[UUID, UUID]:
    number, letter = pair
    if number not in counters:
        raise UnknownCounter(number)
    if letter not in queues:
        raise UnknownQueue(letter)
    return counters[number].id, queues[letter].id


def _tell(queue: Queue, verb: str, *, by: User, at: datetime, **detail: Any) -> None:
    audit.write(
        centre_id=queue.centre_id,
        by=by,
        verb=verb,
        subject=("queue", queue.id),
        at=at,
        **detail,
    )
    topics.touch(f"hall:{queue.centre_id}")


def _tell_centre(
    centre: Centre, verb: str, *, by: User, at: datetime, **detail: Any
) -> None:
    audit.write(
        centre_id=centre.id,
        by=by,
        verb=verb,
        subject=("centre", centre.id),
        at=at,
        **detail,
    )
    topics.touch(f"hall:{centre.id}")
