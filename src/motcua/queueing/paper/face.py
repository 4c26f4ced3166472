"""What a ticket says, as plain values, and the two rolls it is printed on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["vi", "en"]
PaperWidth: TypeAlias = Literal[80, 58]  # mm, of the roll

DOTS_PER_MM: Final = 8  # 203 dots an inch, as ticket printers have them
# How much of a roll the head reaches.
PRINTED_DOTS: Final[dict[PaperWidth, int]] = {80: 576, 58: 384}


@dataclass(frozen=True)
class TicketFace:
    """Everything that is read on one ticket.

    It has no place for a priority class, nor for a name: whoever stands beside the
    holder must not learn why somebody is called earlier.
    """

    centre: str
    label: str  # as it is called: "A007"
    service: str  # the group of services, in Vietnamese
    before: int  # how many people are called earlier, as it looks now
    printed_at: datetime
    qr_text: str  # the address by which the number is followed
    code: str  # the same to type; printed in groups of four
    wait: str = ""  # a range in words, or nothing when none can be promised
    place: str = ""  # where to wait, which counters
    appointment: str = ""
    language: Language = "vi"
