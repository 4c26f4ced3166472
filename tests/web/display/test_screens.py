"""The screens say what the hall may hear, to everyone the same, and no names."""

import json
from collections.abc import Callable
from typing import Final

import pytest
import time_machine
from django.test import Client

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.foundation.live import topics
from motcua.foundation.live.topics import UnknownTopic
from motcua.queueing.models import Device, Queue
from motcua.queueing.services import sittings
from motcua.rules import codes
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from motcua.web.display import live, pages
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, later
from tests.queueing.machines import Machines
from tests.web.display.conftest import Paired
from tests.web.html import assert_sound, words_of

SCREEN: Final = "/thiet-bi/man-hinh/"
BEAT: Final = "/thiet-bi/nhip/"
SECRETS: Final = ("Bùi Thị An", "999155000123", "0912345678", "Bùi Thị")


@pytest.fixture
def desk(hall: Hall, reception_mai: Mandate) -> Desk:
    """Counter 1 with Mai."""
    return hall.sit(1, reception_mai.user)


def at_now(browser: Client, path: str = SCREEN) -> str:
    """A page as it is some minutes after NOW."""
    with time_machine.travel(later(5), tick=False):
        return assert_sound(browser.get(path))


def told(browser: Client, said: object = ()) -> dict[str, object]:
    """What a machine is told when it reports."""
    with time_machine.travel(later(5), tick=False):
        answer = browser.post(BEAT, dict(said), content_type="application/json")  # type: ignore[call-overload]
    found: dict[str, object] = answer.json()
    return found


def test_the_hall_sees_the_call_and_hears_it(
    hall: Hall, desk: Desk, paired: Paired
) -> None:
    hall.take()
    hall.take()
    desk.call(later(1))
    desk.finish(later(2))
    desk.call(later(2))
    browser, _ = paired()

    page = at_now(browser)

    ms = int(later(2).timestamp() * 1000)
    assert f'data-call="A002-1-{ms}"' in page
    assert page.index("A002") < page.index("A001")
    assert "/thiet-bi/tieng/A/2/1/" in page
    assert "Mời số A002 đến quầy 1" in page
    # What is said is listed in the order of the calls, the oldest first.
    assert page.index("Mời số A001") < page.index("Mời số A002")


def test_an_empty_hall_says_what_will_appear(paired: Paired) -> None:
    browser, _ = paired()

    page = at_now(browser)

    assert "Hôm nay chưa gọi số nào" in page
    assert "data-called-ms" not in page


def test_a_closed_queue_says_so_instead_of_a_number(
    town: Centre, paired: Paired
) -> None:
    Queue.objects.filter(centre=town, letter="C").update(is_open=False)
    browser, _ = paired()

    assert "nghỉ" in words_of(at_now(browser)).partition("Đang chờ")[2]


def test_a_counter_shows_what_it_does(hall: Hall, desk: Desk, paired: Paired) -> None:
    browser, _ = paired("counter", counter=1)
    hall.take()
    free = at_now(browser)
    desk.call(later(1))
    calling = at_now(browser)
    desk.start(later(2))
    serving = at_now(browser)
    desk.finish(later(3))
    sittings.take_break(
        centre=hall.centre,
        seat=desk.seat,
        reason="rest",
        at=later(4),
        back_at=later(15),
    )
    resting = at_now(browser)

    assert "Sẵn sàng" in free
    assert ("Mời số" in calling, "A001" in calling) == (True, True)
    assert "Đang phục vụ" in serving
    assert ("Tạm nghỉ" in resting, "09:15" in resting) == (True, True)


def test_an_officer_is_named_only_where_it_is_wanted(
    hall: Hall, desk: Desk, paired: Paired, machines: Machines
) -> None:
    assert hall
    browser, device = paired("counter", counter=1)
    silent = at_now(browser)

    machines.set_up(device, has_officer_name=True)

    assert desk.officer.full_name not in silent
    assert desk.officer.full_name in at_now(browser)


def test_the_board_of_results_shows_tails_of_codes(
    dossier: Dossier, paired: Paired
) -> None:
    Dossier.objects.filter(centre_id=dossier.centre_id, id=dossier.id).update(
        state=State.RESOLVED, resolved_at=NOW
    )
    browser, _ = paired("results")

    page = at_now(browser)

    assert f">{codes.tail(dossier.code)}<" in page
    assert dossier.code not in page


def test_a_result_that_goes_by_post_is_not_called_for(
    dossier: Dossier, paired: Paired
) -> None:
    Dossier.objects.filter(centre_id=dossier.centre_id, id=dossier.id).update(
        state=State.RESOLVED, resolved_at=NOW, planned_exit="post"
    )
    browser, _ = paired("results")

    assert "Chưa có kết quả nào chờ trả" in at_now(browser)


@pytest.mark.parametrize("kind", ["hall", "results", "greeter"])
def test_a_stolen_token_tells_nothing_about_persons(
    receive: Callable[..., Dossier],
    hall: Hall,
    desk: Desk,
    paired: Paired,
    kind: str,
) -> None:
    ready = receive()
    Dossier.objects.filter(centre_id=ready.centre_id, id=ready.id).update(
        state=State.RESOLVED, resolved_at=NOW
    )
    ticket = hall.elderly()
    desk.call(later(1))
    browser, _ = paired(kind)

    everything = at_now(browser) + json.dumps(told(browser))

    assert not [secret for secret in SECRETS if secret in everything]
    assert "Ưu tiên" not in everything
    assert ticket.visit.public_code not in everything
    for user in User.objects.filter(centre=hall.centre):
        assert user.full_name not in everything


def test_what_twenty_displays_show_is_drawn_once(paired: Paired) -> None:
    halls = {pages.topic_of(paired()[1]) for _ in range(20)}
    boards = {pages.topic_of(paired("results")[1]) for _ in range(3)}

    assert (len(halls), len(boards)) == (1, 1)


def test_a_call_reaches_every_kind_of_screen(town: Centre, paired: Paired) -> None:
    for kind, more in (("hall", {}), ("counter", {"counter": 1})):
        topic = pages.topic_of(paired(kind, **more)[1])
        assert f"hall:{town.id}" in topics.heard_by(topic)
        assert topics.beat_of(topic) == live.BEAT_SECONDS
    board = pages.topic_of(paired("results")[1])
    assert f"work:{town.id}" in topics.heard_by(board)


@pytest.mark.parametrize(
    "topic",
    ["hall-screen:x", "counter-screen:{town}:x", "counter-screen:{town}:{town}"],
)
def test_what_is_no_screen_is_drawn_for_nobody(town: Centre, topic: str) -> None:
    with pytest.raises(UnknownTopic):
        topics.snapshot(topic.format(town=town.id), "vi")


def test_a_machine_is_told_how_to_show_things(
    paired: Paired, machines: Machines
) -> None:
    browser, device = paired()
    machines.set_up(device, reading_metres=10, left=(1, 2), right=(9,))

    shown = told(browser)

    assert (shown["left"], shown["right"], shown["speaks"]) == ([1, 2], [9], True)
    assert shown["letter"] == 4.67
    assert shown["now"] == int(later(5).timestamp() * 1000)
    with time_machine.travel(later(6), tick=False):
        stream = str(shown["stream"]).removeprefix("/events/")
        assert topics.opened(stream) == (shown["topic"], "vi")


def test_a_report_is_kept_and_junk_is_not(paired: Paired) -> None:
    browser, device = paired()
    told(browser, {"sound": "blocked"})

    junk = [
        browser.post(BEAT, body, content_type="application/json").status_code
        for body in ("{", "[1]", "null", f'"{"x" * 5000}"')
    ]

    device.refresh_from_db()
    assert device.said == {"sound": "blocked"}
    assert device.last_seen_at == later(5)
    assert junk == [422] * 4


def test_a_hall_without_a_voice_answers_with_nothing(paired: Paired) -> None:
    browser, _ = paired()

    assert browser.get("/thiet-bi/tieng/A/1/1/").status_code == 204


def test_only_the_hall_fetches_sounds(paired: Paired) -> None:
    browser, _ = paired("counter", counter=1)

    assert browser.get("/thiet-bi/tieng/A/1/1/").status_code == 404


def test_a_machine_without_a_screen_yet_stands_by_and_reports(paired: Paired) -> None:
    browser, device = paired("greeter")

    page = at_now(browser)

    assert "Máy của người hướng dẫn" in page
    assert told(browser)["stream"] == ""
    device.refresh_from_db()
    assert Device.objects.get(id=device.id).last_seen_at == later(5)
