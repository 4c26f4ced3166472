"""Give a centre its first queues from the shipped example; the mark is kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from motcua.queueing.models import CounterQueue, Queue
from motcua.ward.models import Centre, Counter

DATA: Final = Path(__file__).parent / "data" / "queues.json"


def shipped() -> Iterator[tuple[Queue, list[int]]]:
    """The example's queues, not stored, each with the numbers of its counters."""
    example = json.loads(DATA.read_text(encoding="utf-8"))
    for place, row in enumerate(example["queues"], 1):
        queue = Queue(
            letter=row["letter"],
            name=row["name_vi"],
            name_en=row["name_en"],
            icon=row["icon"],
            fields=row["fields"],
            place=place,
            is_synthetic=example["is_synthetic"],
            **_minutes(row),
        )
        yield queue, row["counters"]


def found_hall(centre: Centre) -> list[Queue]:
    """Make the example's queues, each served by its counters of those the centre has.

    A queue whose counters are not there is served by all: nobody waits for a counter
    that was never built.
    """
    counters = {
        counter.number: counter for counter in Counter.objects.filter(centre=centre)
    }
    made = []
    for queue, numbers in shipped():
        queue.centre = centre
        queue.save(force_insert=True)
        serving = [counters[n] for n in numbers if n in counters]
        CounterQueue.objects.bulk_create(
            CounterQueue(centre=centre, counter=counter, queue=queue)
            for counter in serving or counters.values()
        )
        made.append(queue)
    return made


def _minutes(row: dict[str, Any]) -> dict[str, int]:
    return {
        f"{ticket_class}_minutes": minutes
        for ticket_class, minutes in row.get("minutes", {}).items()
    }
