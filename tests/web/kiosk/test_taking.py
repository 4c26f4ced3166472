"""A number at the machine: at most six choices, at most three touches."""

import pytest
from django.test import Client

from motcua.queueing.models import Device, Queue, Ticket
from motcua.ward.models import Centre
from tests.queueing.hall import Hall
from tests.web.display.conftest import Paired
from tests.web.html import assert_sound, words_of

KEY = "0123456789abcdef0123456789abcdef"


def take(browser: Client, letter: str = "A", ground: str = "", key: str = KEY) -> str:
    """Touch the last button; where the machine is sent."""
    answer = browser.post(
        "/ki-ot/lay-so/", {"letter": letter, "ground": ground, "key": key}
    )
    return str(answer.headers.get("Location", answer.status_code))


def test_the_first_page_is_what_people_come_for_and_offers_six_things(
    browser: Client,
) -> None:
    page = assert_sound(browser.get("/ki-ot/"))

    assert page.count('href="/ki-ot/viec/') == 6
    assert "Gọi cán bộ" in page


def test_a_seventh_thing_lies_behind_one_more_touch(
    browser: Client, town: Centre
) -> None:
    Queue.objects.create(centre=town, letter="H", name="Thu thuế", place=7)

    first = browser.get("/ki-ot/").content.decode()
    second = assert_sound(browser.get("/ki-ot/viec-khac/"))

    assert first.count("data-keep") == 6
    assert "Việc khác" in first
    assert "Thu thuế" not in first
    assert "Thu thuế" in second


def test_two_touches_give_a_number(browser: Client) -> None:
    classes = assert_sound(browser.get("/ki-ot/viec/A/"))
    where = take(browser)
    page = words_of(assert_sound(browser.get(where)))

    ticket = Ticket.objects.get()
    assert "Không, lấy số thường" in classes
    assert (ticket.label, ticket.channel) == ("A001", "kiosk")
    assert "A001" in page
    assert "không còn ai" in page


def test_a_trembling_hand_takes_one_number(browser: Client) -> None:
    assert take(browser) == take(browser)
    assert Ticket.objects.count() == 1


def test_priority_is_asked_and_never_shown(browser: Client) -> None:
    where = take(browser, ground="elderly")
    page = words_of(browser.get(where).content.decode())

    ticket = Ticket.objects.get()
    assert (ticket.ticket_class, ticket.ground) == ("priority", "elderly")
    assert "tuổi" not in page
    assert "ưu tiên" not in page.lower()


def test_a_ground_that_is_not_asked_gives_an_ordinary_number(browser: Client) -> None:
    take(browser, ground="cousin-of-somebody")

    assert Ticket.objects.get().ticket_class == "ordinary"


def test_a_group_that_is_closed_says_so_and_gives_nothing(
    browser: Client, town: Centre
) -> None:
    Queue.objects.filter(centre=town, letter="A").update(
        is_open=False, closed_note="Nghỉ tập huấn, mời quay lại 14 giờ"
    )

    page = browser.get("/ki-ot/").content.decode()

    assert "Nghỉ tập huấn" in page
    assert "/ki-ot/viec/A/" not in page
    assert take(browser) == "409"


def test_a_touch_without_a_key_begins_anew(browser: Client) -> None:
    assert take(browser, key="x") == "/ki-ot/"
    assert Ticket.objects.count() == 0


def test_a_number_of_another_day_is_not_shown(browser: Client, hall: Hall) -> None:
    ticket = hall.take()
    Ticket.objects.update(day="2026-11-24")

    answer = browser.get(f"/ki-ot/phieu/{ticket.visit.public_code}/")

    assert answer.status_code == 404


@pytest.mark.usefixtures("machines")
def test_a_browser_that_is_no_machine_is_sent_to_be_paired() -> None:
    stranger = Client()

    assert stranger.get("/ki-ot/")["Location"] == "/thiet-bi/"
    assert stranger.get("/ki-ot/viec/A/").status_code == 404
    assert take(stranger) == "404"


def test_a_display_may_not_take_numbers(paired: Paired) -> None:
    display, _ = paired("hall")

    assert display.get("/ki-ot/").status_code == 404
    assert take(display) == "404"


def test_a_stolen_token_is_worth_nothing_once_revoked(
    browser: Client, device: Device, hall: Hall
) -> None:
    Device.objects.filter(id=device.id).update(revoked_at=device.paired_at)

    assert take(browser) == "404"
    assert browser.get("/ki-ot/")["Location"] == "/thiet-bi/"


def test_what_was_shown_to_one_is_in_no_cache_for_the_next(browser: Client) -> None:
    answer = browser.get("/ki-ot/tra-cuu/ho-so/")

    assert "no-store" in answer["Cache-Control"]


def test_a_machine_gone_mad_is_stopped(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.web.kiosk.numbers.MOST_TAKEN", 3)

    answers = [take(browser, key=f"{n:032d}") for n in range(4)]

    assert answers[-1] == "429"
    assert Ticket.objects.count() == 3


def test_the_paired_machine_opens_its_page_by_itself(browser: Client) -> None:
    assert browser.get("/thiet-bi/man-hinh/")["Location"] == "/ki-ot/"
