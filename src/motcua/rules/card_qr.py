"""What the QR code of an identity card (căn cước) says.

Seven parts between bars: the number, the number before it (often empty), the name, the day
of birth, the sex, the place of residence, the day of issue. Nobody signs them: they say
what is printed on the card and prove no more than the card in one's hand does.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.rules import keystrokes, personal_id

BAR: Final = "|"
PARTS: Final = 7
DAY: Final = "%d%m%Y"


class NotACard(ValueError):
    """The text is not what a card's code says. It never holds the text."""


@dataclass(frozen=True)
class Card:
    """Whose card it is, as far as we ask: number, name, day of birth."""

    number: str
    name: str
    birth_on: date


def parse(text: str) -> Card:
    """Read what a scanner typed; raises NotACard."""
    parts = [
        keystrokes.single_spaced(keystrokes.visible(each)) for each in text.split(BAR)
    ]
    if len(parts) != PARTS or not parts[2]:
        raise NotACard
    try:
        number = personal_id.parse(parts[0]).digits
        birth_on = datetime.strptime(parts[3], DAY).date()  # noqa: DTZ007  (a day has no zone)
    except (personal_id.NotAPersonalId, ValueError):
        raise NotACard from None
    return Card(number, parts[2], birth_on)


def is_a_card(text: str) -> bool:
    """Whether it looks like one, right or wrong."""
    return text.count(BAR) >= PARTS - 2
