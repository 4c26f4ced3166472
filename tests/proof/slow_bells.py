"""A fact with a slow handler, for workers that are killed in the middle of it."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.foundation.numbering import services as numbering
from motcua.foundation.outbox.registry import listens

CENTRE: Final = UUID("01930000-0000-7000-8000-000000000001")
WORK_SECONDS: Final = 0.02


@dataclass(frozen=True)
class SlowBell:
    """A fact of this proof."""

    centre_id: UUID
    number: int


@listens(SlowBell)
def hear_slowly(fact: SlowBell, at: datetime) -> None:
    """Write a row, then take a while before the transaction ends."""
    numbering.take(centre_id=CENTRE, series="bell", period=str(fact.number))
    time.sleep(WORK_SECONDS)
