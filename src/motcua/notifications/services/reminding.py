"""Remind people of results that wait for them; nothing is ever thrown away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.utils import timezone

from motcua.dossiers import selectors as dossiers
from motcua.dossiers.models import Dossier, Exit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.notifications.models import Message
from motcua.notifications.selectors import UNCOLLECTED
from motcua.notifications.services.making import Cause, make
from motcua.rules.messages import step_due
from motcua.ward.models import Centre

STEPS: Final = (3, 15, 30)
# Who has not come after three months was told four times: the list tells the rest.
LONGEST: Final = 90


def remind_uncollected(*, centre: Centre, at: datetime) -> int:
    """Remind of each result waiting 3, 15 or 30 working days; once for each step.

    A step that was missed (the program stood still) is not caught up with: only the
    latest one counts.
    """
    made = 0
    for dossier, waited in dossiers.uncollected(centre, at=at, days=STEPS[0]):
        step = step_due(waited, STEPS)
        is_to_collect = dossier.planned_exit == Exit.COUNTER
        if step is None or waited > LONGEST or not is_to_collect:
            continue
        made += len(_remind(dossier, str(step), at))
    return made


def remind(*, dossiers: Iterable[Dossier], at: datetime) -> list[Message]:
    """Remind of these results now, at most once a day each."""
    day = timezone.localdate(at).isoformat()
    return [m for dossier in dossiers for m in _remind(dossier, day, at)]


def _remind(dossier: Dossier, step: str, at: datetime) -> list[Message]:
    ready = dossier.resolved_at
    if ready is None or dossier.returned_at is not None:
        return []
    key = f"uncollected:{ready:%Y-%m-%d}:{step}"
    with unit_of_work():
        return make(dossier, UNCOLLECTED, Cause(key, at), at=at)
