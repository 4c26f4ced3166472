"""The hall: series of tickets, who sits where, and the tickets with their story."""

from motcua.queueing.models.hall import CounterQueue, Queue, Skill
from motcua.queueing.models.sitting import Break, Sitting
from motcua.queueing.models.ticket import Move, Ticket

__all__ = [
    "Break",
    "CounterQueue",
    "Move",
    "Queue",
    "Sitting",
    "Skill",
    "Ticket",
]
