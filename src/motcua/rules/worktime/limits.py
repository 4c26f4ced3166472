"""Time limits as the procedure catalogue states them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.rules.worktime.errors import InvalidLimit

MAX_QUANTITY: Final = 10_000


class Unit(StrEnum):
    """What a time limit is counted in; the values are those of the catalogue."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many hours, days or months; the quantity of a same-day limit is 1."""

    quantity: int
    unit: Unit

    def __post_init__(self) -> None:
        top = 1 if self.unit is Unit.SAME_DAY else MAX_QUANTITY
        if not 1 <= self.quantity <= top:
            raise InvalidLimit(f"{self.unit}: {self.quantity} is not from 1 to {top}")
