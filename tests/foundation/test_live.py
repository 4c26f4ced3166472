"""Live screens: the whole snapshot first, again after each change, for nobody else."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final
from uuid import UUID

import pytest
from django.core import signing
from django.db import connection

from motcua.foundation.live import topics
from motcua.foundation.live.hub import BEAT, Hub, Screen, event
from motcua.foundation.numbering import services as numbering
from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.work import unit_of_work
from tests.rivals import run_elsewhere, undone

CENTRE: Final = UUID("01930000-0000-7000-8000-000000000001")
PATIENCE: Final = 15.0
pytestmark = pytest.mark.django_db(transaction=True)


@topics.renders("bell")
def render_bell(argument: str) -> str:
    """How often the bell rang, from the database alone."""
    if argument == "secret":
        raise topics.UnknownTopic(argument)
    if argument == "broken":
        raise ZeroDivisionError
    found = Series.objects.filter(centre_id=CENTRE, name="bell").first()
    return f"<p>{found.last if found else 0}</p>\n<p>rings</p>"


PATIENT: Final = 0.3


@topics.renders("village", follows="bell", patience=PATIENT)
def render_village(argument: str) -> str:
    """One of the many houses that hear the bell, each drawn for itself."""
    drawn.append(argument)
    return render_bell(argument)


@topics.renders("mayor", follows="bell")
def render_mayor(argument: str) -> str:
    """Somebody who wants to know at once."""
    drawn.append(argument)
    return render_bell(argument)


drawn: list[str] = []


@topics.renders("tower", follows="bell", beat=0.02)
def render_tower(argument: str) -> str:
    """A tower that shows how often the bell rang."""
    return render_bell(argument)


def ring() -> None:
    with unit_of_work():
        numbering.take(centre_id=CENTRE, series="bell", period="")
        topics.touch("bell:hall")


ELSEWHERE: Final = f"""
from uuid import UUID
from motcua.foundation.live import topics
from motcua.foundation.numbering import services as numbering
from motcua.foundation.toolkit.work import unit_of_work
with unit_of_work():
    numbering.take(centre_id=UUID("{CENTRE}"), series="bell", period="")
    topics.touch("bell:hall")
"""


async def elsewhere(do: Callable[[], object]) -> None:
    """Do it in a thread, with a connection that ends with it."""

    def whole() -> None:
        try:
            do()
        finally:
            connection.close()

    await asyncio.to_thread(whole)


class Browser:
    """One open screen: what it was sent, and a way to leave."""

    def __init__(self, hub: Hub, path: str) -> None:
        self.sent: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self._left = asyncio.Event()
        scope = {"type": "http", "path": path}
        self._task = asyncio.create_task(hub(scope, self._receive, self.sent.put))

    async def _receive(self) -> MutableMapping[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def next(self) -> Any:
        """The next thing the server sent: a status or a body."""
        message = await asyncio.wait_for(self.sent.get(), PATIENCE)
        return message.get("status", message.get("body"))

    async def leave(self) -> None:
        """Close the page; returns when the server has noticed."""
        self._left.set()
        await asyncio.wait_for(self._task, PATIENCE)


async def next_change(screen: Browser) -> Any:
    """The next snapshot, whatever signs of life come before it."""
    async with asyncio.timeout(PATIENCE):
        while (body := await screen.next()) == BEAT:
            pass
    return body


def with_hub(play: Callable[[Hub], Awaitable[None]]) -> None:
    """Play a scene on a hub of its own."""

    async def scene() -> None:
        hub = Hub()
        hub.start()
        try:
            await play(hub)
        finally:
            await hub.stop()

    asyncio.run(scene())


def rings(count: int) -> bytes:
    return event(f"<p>{count}</p>\n<p>rings</p>")


def test_the_snapshot_comes_first_and_again_after_a_change() -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("bell:hall"))
        assert [await screen.next(), await screen.next()] == [200, rings(0)]

        await elsewhere(ring)
        assert await screen.next() == rings(1)

        await screen.leave()

    with_hub(play)


def test_a_change_that_is_undone_shows_nothing() -> None:
    def ring_and_undo() -> None:
        undone(ring)

    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("bell:hall"))
        await screen.next()
        await screen.next()

        await elsewhere(ring_and_undo)
        await elsewhere(ring)
        assert await screen.next() == rings(1)

        await screen.leave()

    with_hub(play)


def test_many_screens_of_one_topic_see_the_same() -> None:
    async def play(hub: Hub) -> None:
        screens = [Browser(hub, topics.address("bell:hall")) for _ in range(20)]
        for screen in screens:
            assert [await screen.next(), await screen.next()] == [200, rings(0)]

        await elsewhere(ring)
        for screen in screens:
            assert await screen.next() == rings(1)
            await screen.leave()
        assert not hub._screens

    with_hub(play)


@pytest.mark.parametrize(
    "path",
    [
        "/events/forged",
        "/events/",
        "/events/" + signing.dumps(["bell:hall", "vi"], salt="another"),
        "/events/" + signing.dumps(["nobody:hall", "vi"], salt=topics.SALT),
        "/events/" + signing.dumps(["bell:secret", "vi"], salt=topics.SALT),
    ],
    ids=["no token", "empty", "other salt", "nobody renders it", "not for you"],
)
def test_a_stranger_gets_404(path: str) -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, path)
        assert await screen.next() == 404
        assert await screen.next() == b""
        assert not hub._screens

    with_hub(play)


def test_a_screen_that_follows_the_bell_hears_it() -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("tower:hall:north"))
        assert [await screen.next(), await screen.next()] == [200, rings(0)]

        await elsewhere(ring)
        assert await next_change(screen) == rings(1)

        await screen.leave()

    with_hub(play)


def test_who_follows_hears_what_is_told_of_its_own_place_only() -> None:
    heard = set(topics.heard_by("tower:hall:north"))

    assert heard == {"tower:hall", "tower:hall:north", "bell:hall", "bell:hall:north"}


def test_a_silent_stream_says_that_it_is_still_there() -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("tower:hall"))
        await screen.next()
        await screen.next()

        assert [await screen.next(), await screen.next()] == [BEAT, BEAT]

        await screen.leave()

    with_hub(play)


def test_an_altered_address_is_unknown() -> None:
    token = topics.address("bell:hall").removeprefix("/events/")

    with pytest.raises(topics.UnknownTopic):
        topics.opened(("A" if token[0] != "A" else "B") + token[1:])
    assert topics.opened(token) == ("bell:hall", "vi")


def test_many_patient_screens_never_keep_an_impatient_one_waiting() -> None:
    async def play(hub: Hub) -> None:
        houses = [Browser(hub, topics.address(f"village:hall:{n}")) for n in range(9)]
        houses.append(Browser(hub, topics.address("mayor:hall:mayor")))
        for screen in houses:
            assert [await screen.next(), await screen.next()] == [200, rings(0)]
        drawn.clear()

        await elsewhere(ring)
        for screen in houses:
            assert await screen.next() == rings(1)
        assert drawn[0] == "hall:mayor"

        for screen in houses:
            await screen.leave()

    with_hub(play)


def test_a_patient_screen_is_drawn_once_for_many_rings_and_shows_the_last() -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("village:hall:1"))
        assert [await screen.next(), await screen.next()] == [200, rings(0)]
        await elsewhere(ring)
        assert await screen.next() == rings(1)
        drawn.clear()

        for _ in range(5):
            await elsewhere(ring)
        assert await screen.next() == rings(6)
        assert drawn == ["hall:1"]

        await screen.leave()

    with_hub(play)


def test_a_patient_screen_hears_of_itself_at_once() -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("village:hall:1"))
        assert [await screen.next(), await screen.next()] == [200, rings(0)]
        await elsewhere(ring)
        assert await screen.next() == rings(1)
        began = asyncio.get_running_loop().time()

        await elsewhere(ring)
        topics.tell("village:hall:1")
        assert await screen.next() == rings(2)
        assert asyncio.get_running_loop().time() - began < PATIENT

        await screen.leave()

    with_hub(play)


def test_screens_are_let_go_before_the_house_closes() -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("bell:hall"))
        assert [await screen.next(), await screen.next()] == [200, rings(0)]

        await hub.stop()
        assert await screen.next() == b""
        await screen.leave()
        late = Browser(hub, topics.address("bell:hall"))
        assert [await late.next(), await late.next()] == [200, b""]

    with_hub(play)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL carries words")
def test_one_word_of_another_process_wakes_nobody_else() -> None:
    async def play(hub: Hub) -> None:
        houses = [Browser(hub, topics.address(f"mayor:{n}")) for n in ("hall", "inn")]
        for screen in houses:
            assert [await screen.next(), await screen.next()] == [200, rings(0)]
        drawn.clear()

        await asyncio.to_thread(run_elsewhere, ELSEWHERE)
        assert await houses[0].next() == rings(1)
        assert drawn == ["hall"]

        for screen in houses:
            await screen.leave()

    with_hub(play)


def test_one_broken_snapshot_does_not_freeze_the_others() -> None:
    async def play(hub: Hub) -> None:
        good = Browser(hub, topics.address("bell:hall"))
        await good.next()
        await good.next()
        hub._screens["bell:broken", "vi"].add(Screen())

        topics.tell("bell:broken")
        await elsewhere(ring)
        assert await good.next() == rings(1)
        await elsewhere(ring)
        assert await good.next() == rings(2)

        await good.leave()

    with_hub(play)


def test_what_another_process_changed_is_seen() -> None:
    async def play(hub: Hub) -> None:
        screen = Browser(hub, topics.address("bell:hall"))
        assert [await screen.next(), await screen.next()] == [200, rings(0)]
        # The watcher of this process may still be connecting; it then looks at all.
        await asyncio.to_thread(run_elsewhere, ELSEWHERE)

        assert await screen.next() == rings(1)
        await screen.leave()

    with_hub(play)


def test_a_slow_first_snapshot_never_covers_a_newer_one() -> None:
    async def play(_: Hub) -> None:
        screen = Screen()

        screen.show(b"new")
        screen.begin(b"old")

        assert screen.waiting.get_nowait() == b"new"
        assert screen.waiting.empty()

    with_hub(play)


def test_only_the_newest_body_waits_and_an_equal_one_is_not_sent_twice() -> None:
    async def play(_: Hub) -> None:
        screen = Screen()

        screen.begin(b"one")
        screen.show(b"two")
        screen.show(b"three")
        assert screen.waiting.get_nowait() == b"three"
        screen.show(b"three")
        assert screen.waiting.empty()
        screen.show(b"two")
        assert screen.waiting.get_nowait() == b"two"

    with_hub(play)


def test_a_screen_that_ends_before_its_first_snapshot_ends() -> None:
    async def play(_: Hub) -> None:
        screen = Screen()

        screen.end()
        screen.begin(b"late")

        assert screen.waiting.get_nowait() is None
        assert screen.waiting.empty()

    with_hub(play)


def test_lines_of_a_snapshot_become_lines_of_one_event() -> None:
    assert event("a\nb") == b"event: snapshot\ndata: a\ndata: b\n\n"
    assert event("") == b"event: snapshot\ndata: \n\n"


def test_the_background_thread_ends_with_the_hub() -> None:
    async def play(hub: Hub) -> None:
        hub.start()

    with_hub(play)

    assert "live-watch" not in {thread.name for thread in threading.enumerate()}
