"""Is the hall ready for its day? Machines, the one that speaks, queues and counters."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.queueing import devices, selectors
from motcua.queueing.devices import Health
from motcua.queueing.models import Break, CounterQueue, Device, Queue, Sitting
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Counter


@dataclass(frozen=True)
class CounterReady:
    """A counter: who sits there, and whether they are on a break."""

    counter: Counter
    sitting: Sitting | None
    pause: Break | None

    @property
    def is_calling(self) -> bool:
        """True when it can call somebody now."""
        return self.sitting is not None and self.pause is None


@dataclass(frozen=True)
class QueueReady:
    """A queue and the numbers of the counters that can call from it now."""

    queue: Queue
    counters: list[int]


@dataclass(frozen=True)
class Readiness:
    """The hall at one moment; only machines in use, only counters that are open."""

    devices: list[tuple[Device, Health]]
    speaking: Device | None
    queues: list[QueueReady]
    counters: list[CounterReady]


def readiness(centre: Centre, *, at: datetime) -> Readiness:
    """What the hall has ready at this moment."""
    machines = [d for d in devices.of_centre(centre) if d.revoked_at is None]
    counters = _counters(centre)
    calling = {
        ready.counter.id: ready.counter.number for ready in counters if ready.is_calling
    }
    return Readiness(
        devices=[(each, devices.health(each, at=at)) for each in machines],
        speaking=next((each for each in machines if each.is_speaking), None),
        queues=_queues(centre, calling),
        counters=counters,
    )


def _counters(centre: Centre) -> list[CounterReady]:
    sittings = {each.counter_id: each for each in selectors.sittings(centre)}
    pauses = {
        each.sitting_id: each
        for each in Break.objects.filter(centre=centre, ended_at=None)
    }
    return [
        CounterReady(counter, sitting, pauses.get(sitting.id) if sitting else None)
        for counter in ward.counters(centre).filter(is_open=True)
        for sitting in [sittings.get(counter.id)]
    ]


def _queues(centre: Centre, calling: dict[UUID, int]) -> list[QueueReady]:
    served: dict[UUID, list[int]] = {}
    for each in CounterQueue.objects.filter(centre=centre, counter_id__in=calling):
        served.setdefault(each.queue_id, []).append(calling[each.counter_id])
    return [
        QueueReady(queue, sorted(served.get(queue.id, [])))
        for queue in selectors.queues(centre)
    ]
