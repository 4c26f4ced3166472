"""The screens that follow the hall by themselves: each is drawn once for all that show it."""

from typing import Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone

from motcua.dossiers import selectors as dossiers
from motcua.foundation.live import topics
from motcua.foundation.live.topics import UnknownTopic
from motcua.queueing import screens
from motcua.ward.models import Centre
from motcua.web.display import pages

BEAT_SECONDS: Final = 2.0
"""A screen that hears nothing twice as long says so: well within five seconds."""
MOST_RESULTS: Final = 60
AT_COUNTER: Final = "counter"
NAMED: Final = "named"


@topics.renders("hall-screen", follows="hall", beat=BEAT_SECONDS)
def hall_screen(argument: str) -> str:
    """The calls and queues of a centre: `<centre>`."""
    screen = screens.hall(_centre(argument), on=timezone.localdate())
    return render_to_string("display/hall_live.html", pages.hall(screen))


@topics.renders("counter-screen", follows="hall", beat=BEAT_SECONDS)
def counter_screen(argument: str) -> str:
    """One counter: `<centre>:<counter>`, with the officer's name `…:named`."""
    centre_id, counter_id, named = [*argument.split(":"), "", ""][:3]
    screen = screens.counter(_centre(centre_id), _id(counter_id))
    if screen is None:
        raise UnknownTopic(argument)
    return render_to_string(
        "display/counter_live.html", pages.counter(screen, is_named=named == NAMED)
    )


@topics.renders("results-screen", follows="work", beat=BEAT_SECONDS)
def results_screen(argument: str) -> str:
    """The results a centre has ready at its counter, by the tails of their codes."""
    ready = dossiers.ready_results(_centre(argument)).filter(planned_exit=AT_COUNTER)
    newest = ready.order_by("-resolved_at", "-id").values_list("code", flat=True)
    shown = pages.results(list(newest[:MOST_RESULTS]), total=ready.count())
    return render_to_string("display/results_live.html", shown)


def _centre(text: str) -> Centre:
    centre = Centre.objects.filter(id=_id(text)).first()
    if centre is None:
        raise UnknownTopic(text)
    return centre


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UnknownTopic(text) from None
