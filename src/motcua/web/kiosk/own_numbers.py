"""What a machine needs to go on without the server, and what it did meanwhile."""

import json
from datetime import date, datetime
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from motcua.queueing.errors import NotLent
from motcua.queueing.services import lending
from motcua.queueing.services.lending import Taken
from motcua.rules.number_ranges import BLOCK
from motcua.ward import selectors as ward
from motcua.web.kiosk.door import KioskRequest, of_kiosk
from motcua.web.kiosk.numbers import KEY, KNOWN_GROUNDS

LONGEST: Final = 64_000
MOST_AT_ONCE: Final = 100


@of_kiosk
@require_POST
def lend(request: KioskRequest) -> HttpResponse:
    """Today's numbers of this machine, and until when it may give them out."""
    now = timezone.now()
    calendar = ward.calendar_in_force(request.centre)
    today = calendar.wall_clock(now).date()
    blocks = lending.lend(request.device, at=now)
    return JsonResponse(
        {
            "now": _ms(now),
            "day": today.isoformat(),
            "blocks": {
                block.letter: [block.first, block.first + BLOCK - 1] for block in blocks
            },
            "given": lending.given_of(blocks),
            "open": [
                [_ms(opens), _ms(closes)]
                for opens, closes in calendar.plan(today).sessions
            ],
        }
    )


@of_kiosk
@require_POST
def bring_in(request: KioskRequest) -> HttpResponse:
    """Numbers given out while the server was away: which are in the hall now.

    A number that cannot be taken is told as refused, and why is for a person to see;
    the others do not wait for it.
    """
    said = _said(request)
    if said is None:
        return HttpResponse(status=422)
    done: list[str] = []
    refused: list[str] = []
    for row in said:
        is_in = _is_brought_in(request, _taken(row))
        (done if is_in else refused).append(str(row.get("key", ""))[:KEY])
    return JsonResponse({"done": done, "refused": refused})


def _is_brought_in(request: KioskRequest, taken: Taken | None) -> bool:
    if taken is None:
        return False
    try:
        lending.bring_in(request.device, taken, at=timezone.now())
    except NotLent:
        return False
    return True


def _said(request: KioskRequest) -> list[dict[str, Any]] | None:
    if len(request.body) > LONGEST:
        return None
    try:
        said = json.loads(request.body)
    except ValueError:
        return None
    rows = said.get("taken") if isinstance(said, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    return rows[:MOST_AT_ONCE]


def _taken(row: dict[str, Any]) -> Taken | None:
    """A row of the machine; None when it is none."""
    ground = row.get("ground", "")
    try:
        return Taken(
            key=_key(row["key"]),
            letter=str(row["letter"])[:1],
            day=date.fromisoformat(str(row["day"])),
            number=int(row["number"]),
            at=datetime.fromtimestamp(
                float(row["at"]) / 1000, tz=timezone.get_current_timezone()
            ),
            ground=ground if ground in KNOWN_GROUNDS else "",
            language="en" if row.get("language") == "en" else "vi",
        )
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _key(text: Any) -> str:
    if not isinstance(text, str) or not KEY // 2 <= len(text) <= KEY:
        raise ValueError("no key")
    return text


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
