"""What the screens show, ready for their templates, and how each machine shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.live import topics
from motcua.queueing.models import Device
from motcua.queueing.screens import Call, CounterScreen, HallScreen
from motcua.rules import codes as dossier_codes
from motcua.rules import reading_distance

SHOWN_BELOW: Final = 5
"""Calls in the list beside the newest one."""


@dataclass(frozen=True)
class Spoken:
    """One thing to be said in the hall: whose sound it is, when it was called."""

    key: str
    at_ms: int
    words: str
    sound: str = ""
    is_trial: bool = False


def topic_of(device: Device) -> str:
    """What this machine follows; empty for one that shows nothing by itself.

    Machines that show the same have the same topic, and share one rendering.
    """
    centre = device.centre_id
    if device.kind == Device.Kind.HALL:
        return f"hall-screen:{centre}"
    if device.kind == Device.Kind.RESULTS:
        return f"results-screen:{centre}"
    if device.kind == Device.Kind.COUNTER:
        named = ":named" if device.has_officer_name else ""
        return f"counter-screen:{centre}:{device.counter_id}{named}"
    return ""


def settings_of(device: Device, *, at: datetime) -> dict[str, Any]:
    """How this machine shows what it shares with others; told again with every beat.

    `stream` is signed afresh each time, for its address dies after half a day.
    """
    topic = topic_of(device)
    return {
        "now": ms(at),
        "topic": topic,
        "stream": topics.address(topic) if topic else "",
        "letter": round(
            reading_distance.letter_height(
                float(device.reading_metres), device.screen_inches
            ),
            2,
        ),
        "left": device.left,
        "right": device.right,
        "speaks": device.is_speaking,
    }


def hall(screen: HallScreen) -> dict[str, Any]:
    """The screen of the hall: the newest call, those before it, what is to be said."""
    latest = screen.calls[0] if screen.calls else None
    return {
        "latest": latest,
        "latest_ms": ms(latest.at) if latest else 0,
        "others": screen.calls[1 : 1 + SHOWN_BELOW],
        "queues": screen.queues,
        "spoken": sorted(
            [*_said(screen.calls), *_trial(screen.sound_tried_at)],
            key=lambda each: each.at_ms,
        ),
    }


def counter(screen: CounterScreen, *, is_named: bool) -> dict[str, Any]:
    """The screen above a counter; the officer's name only where it is wanted."""
    return {
        "counter": screen,
        "title": ", ".join(queue.title for queue in screen.queues),
        "call_ms": ms(screen.call.at) if screen.call else 0,
        "officer": screen.officer if is_named else "",
    }


def results(codes: Sequence[str], *, total: int) -> dict[str, Any]:
    """Results at the counter by the tail of their code, in the order one looks in."""
    return {
        "tails": sorted(map(dossier_codes.tail, codes)),
        "total": total,
        "is_cut": total > len(codes),
    }


def _said(calls: Sequence[Call]) -> list[Spoken]:
    return [
        Spoken(
            key=call.key,
            at_ms=ms(call.at),
            words=_("Mời số %(ticket)s đến quầy %(counter)s")
            % {"ticket": call.label, "counter": call.counter},
            sound=reverse(
                "display:sound", args=[call.letter, call.number, call.counter]
            ),
        )
        # The newest stands first on the screen and is said last.
        for call in reversed(calls)
    ]


def _trial(at: datetime | None) -> list[Spoken]:
    if at is None:
        return []
    return [Spoken(f"trial-{ms(at)}", ms(at), _("Thử loa của sảnh"), is_trial=True)]


def ms(at: datetime) -> int:
    """Milliseconds since 1970, as the clocks of pages count."""
    return int(at.timestamp() * 1000)
