"""The quiet hours of the week as a drawing: one field per weekday and half-hour."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.rules import quiet_hours
from motcua.rules.quiet_hours import Slot, Week

SHORT: Final = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
LEVELS: Final = (_("Vắng"), _("Vừa"), _("Đông"), _("Rất đông"))

# Units of the drawing; at the width of a phone one is about a pixel.
SIDE: Final = 52
TOP: Final = 28
WIDE: Final = 52
HIGH: Final = 24
GAP: Final = 2


@dataclass(frozen=True)
class Text:
    """Words in the drawing."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Field:
    """One half-hour of one weekday: how many come, and how crowded that is (1 to 4);
    level 0 is closed."""

    x: int
    y: int
    level: int
    text: str

    @property
    def middle(self) -> tuple[int, int]:
        """Where its number stands."""
        return self.x + (WIDE - GAP) // 2, self.y + HIGH // 2


@dataclass(frozen=True)
class Picture:
    """The drawing, and the same as the rows of a table."""

    width: int
    height: int
    days: list[Text]
    hours: list[Text]
    fields: list[Field]
    rows: list[tuple[str, list[str]]]
    wide: int = WIDE - GAP
    high: int = HIGH - GAP


def draw(week: Week, open_slots: Collection[Slot]) -> Picture:
    """The half-hours in which the doors are open or people came."""
    shown = set(open_slots) | set(week.issued)
    weekdays = sorted(day for day in week.days if any(day == d for d, _slot in shown))
    slots = range(min(s for _d, s in shown), max(s for _d, s in shown) + 1)
    most = max(week.mean(slot) for slot in week.issued)
    fields = [
        _field(week, (day, slot), column, row, most, is_shown=(day, slot) in shown)
        for row, slot in enumerate(slots)
        for column, day in enumerate(weekdays)
    ]
    return Picture(
        width=SIDE + WIDE * len(weekdays),
        height=TOP + HIGH * len(slots),
        days=[
            Text(SIDE + WIDE * column + WIDE // 2, TOP // 2, str(SHORT[day]))
            for column, day in enumerate(weekdays)
        ],
        hours=[
            Text(0, TOP + HIGH * row + HIGH // 2, quiet_hours.begins(slot))
            for row, slot in enumerate(slots)
            if slot % 2 == 0
        ],
        fields=fields,
        rows=[
            (
                f"{quiet_hours.begins(slot)}–{quiet_hours.begins(slot + 1)}",
                [f.text for f in fields[row * len(weekdays) :][: len(weekdays)]],
            )
            for row, slot in enumerate(slots)
        ],
    )


def _field(
    week: Week, slot: Slot, column: int, row: int, most: Fraction, *, is_shown: bool
) -> Field:
    mean = week.mean(slot)
    return Field(
        x=SIDE + WIDE * column,
        y=TOP + HIGH * row,
        level=_level(mean, most) if is_shown else 0,
        text=str(round(mean)) if is_shown else "",
    )


def _level(mean: Fraction, most: Fraction) -> int:
    """1 to 4: which quarter of the most crowded half-hour it lies in."""
    return min(len(LEVELS), int(len(LEVELS) * mean / most) + 1)
