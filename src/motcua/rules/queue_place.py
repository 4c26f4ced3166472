"""How many people are called before somebody, by the rule that calls them.

The number on a ticket says nothing about it: a counter may call another queue too, and
a priority ticket passes an ordinary one. So the place is read off `queue_order`.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from datetime import datetime
from uuid import UUID

from motcua.rules import queue_order
from motcua.rules.queue_order import Server, Waiting


def places(
    tickets: Iterable[Waiting], servers: Collection[Server], at: datetime
) -> dict[UUID | str, int]:
    """How many are called before each ticket, as things stand at `at`.

    Those count whom the order puts first and whom one of the counters that may call
    this ticket could call now. Who is not to be called yet (late, or missed a call)
    holds nobody up. Before anybody sits down, people of one queue stand behind each
    other.
    """
    found: dict[UUID | str, int] = {}
    passed: Counter[frozenset[Hashable]] = Counter()
    for ticket in queue_order.in_order(tickets, at):
        mine = _callers(ticket, servers, at)
        found[ticket.key] = sum(
            count for theirs, count in passed.items() if not mine.isdisjoint(theirs)
        )
        if ticket.not_before is None or ticket.not_before <= at:
            passed[mine] += 1
    return found


def _callers(
    ticket: Waiting, servers: Collection[Server], at: datetime
) -> frozenset[Hashable]:
    """The counters that may call this ticket; its queue itself when there are none."""
    able: list[Hashable] = [
        each.counter for each in servers if queue_order.could_call(ticket, each, at)
    ]
    if not able:
        # Nobody here can do what the ticket needs: it waits with the others meanwhile.
        able = [each.counter for each in servers if ticket.queue in each.queues]
    return frozenset(able or [("queue", ticket.queue)])
