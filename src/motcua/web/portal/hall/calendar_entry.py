"""An appointment as an iCalendar file (RFC 5545), for the calendar of a phone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from django.utils.translation import gettext as _

from motcua.queueing.models import Appointment
from motcua.rules.appointment_slots import HALF_HOUR

MOST_OCTETS: Final = 75
ESCAPED: Final = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""}
)


def text(made: Appointment, *, address: str, at: datetime) -> bytes:
    """The file; it names no person, calendars are shared with colleagues."""
    title = _("Hẹn tại %(centre)s") % {"centre": made.centre.name}
    told = f"{made.queue.title}\n{address}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mot Cua//lich hen//VI",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{made.id}@motcua",
        f"DTSTAMP:{_moment(at)}",
        f"DTSTART:{_moment(made.starts_at)}",
        f"DTEND:{_moment(made.starts_at + HALF_HOUR)}",
        f"SUMMARY:{_escaped(title)}",
        f"LOCATION:{_escaped(made.centre.address)}",
        f"DESCRIPTION:{_escaped(told)}",
        f"URL:{address}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(title)}",
        "TRIGGER:-PT1H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(piece for line in lines for piece in _folded(line))


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, no letter cut in two."""
    piece = b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > MOST_OCTETS:
            yield piece + b"\r\n"
            piece = b" "
        piece += encoded
    yield piece + b"\r\n"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    return text.translate(ESCAPED)
