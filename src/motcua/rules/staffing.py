"""How many counters a queue needs, so that most people wait no longer than promised.

Erlang's formula for waiting (1917): people come independently of each other, stay until
they are served, and the time at the counter varies as much as its mean. Real services
vary less, so the answer is on the safe side. It says nothing of the people who stand
before the door in the morning, nor of a day unlike the others.
"""

from math import ceil, exp
from typing import Final

MOST: Final = 50
"""No hall has more counters; the search ends here."""
NINE_OF_TEN: Final = 0.9


class NotServable(ValueError):
    """Times and numbers of people are not negative, and a service takes some time."""


def offered_load(people_an_hour: float, service_minutes: float) -> float:
    """How many counters would be busy all the time: Erlang's a."""
    if people_an_hour < 0 or service_minutes <= 0:
        raise NotServable(people_an_hour, service_minutes)
    return people_an_hour * service_minutes / 60


def chance_to_wait(counters: int, load: float) -> float:
    """The share of people who find every counter busy; everybody when the load is not
    less than the counters."""
    if load >= counters:
        return 1.0
    lost = 1.0
    # Erlang B, counter by counter: no factorial, no overflow.
    for number in range(1, counters + 1):
        lost = load * lost / (number + load * lost)
    return lost / (1 - load / counters * (1 - lost))


def share_within(
    counters: int, *, people_an_hour: float, service_minutes: float, minutes: float
) -> float:
    """The share of people who are called within so many minutes; none where the queue
    only grows."""
    load = offered_load(people_an_hour, service_minutes)
    if load >= counters:
        return 0.0
    later = exp(-(counters - load) * minutes / service_minutes)
    return 1 - chance_to_wait(counters, load) * later


def counters_for(
    *,
    people_an_hour: float,
    service_minutes: float,
    minutes: float,
    share: float = NINE_OF_TEN,
) -> int:
    """The fewest counters with which this share of people is called within `minutes`.

    None for nobody; MOST when even those would not do.
    """
    load = offered_load(people_an_hour, service_minutes)
    if load == 0:
        return 0
    for counters in range(max(1, ceil(load)), MOST):
        called = share_within(
            counters,
            people_an_hour=people_an_hour,
            service_minutes=service_minutes,
            minutes=minutes,
        )
        if called >= share:
            return counters
    return MOST
