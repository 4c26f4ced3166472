"""A browser shows a code, is given a place, and loses it at once."""

from typing import Final

import pytest
import time_machine
from django.test import Client

from motcua.queueing.models import Device
from motcua.rules import pairing
from motcua.ward.models import Centre
from motcua.web.display import views
from tests.cast import NOW
from tests.queueing.hall import later
from tests.queueing.machines import Machines
from tests.web.display.conftest import Paired
from tests.web.html import assert_sound

HOME: Final = "/thiet-bi/"


def code_on(browser: Client) -> str:
    """The code this browser shows."""
    page = assert_sound(browser.get(HOME))
    shown = page.partition("pairing-code")[2].partition(">")[2].partition("<")[0]
    return pairing.typed(shown)


def test_a_code_is_shown_until_it_is_typed_and_then_the_screen(
    machines: Machines,
) -> None:
    browser = Client()
    with time_machine.travel(NOW, tick=False):
        code = code_on(browser)
        same = code_on(browser)

        machines.type(code)
        led = browser.get(HOME, follow=True)

    assert same == code
    assert led.redirect_chain == [("/thiet-bi/man-hinh/", 302)]
    assert 'data-screen="hall"' in led.content.decode()


def test_an_old_code_gives_way_to_a_new_one(machines: Machines) -> None:
    assert machines
    browser = Client()
    with time_machine.travel(NOW, tick=False):
        old = code_on(browser)
    with time_machine.travel(later(10), tick=False):
        assert code_on(browser) != old


def test_the_token_is_out_of_reach_of_scripts_and_other_sites(
    machines: Machines, settings: pytest.FixtureRequest
) -> None:
    assert machines
    browser = Client()
    browser.get(HOME)
    cookie = browser.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")

    settings.SESSION_COOKIE_SECURE = True  # type: ignore[attr-defined]
    browser.get(HOME)

    cookie = browser.cookies["__Host-device"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_a_browser_without_a_place_has_no_screen(machines: Machines) -> None:
    assert machines
    browser = Client()

    assert browser.get("/thiet-bi/man-hinh/")["Location"] == HOME
    assert browser.post("/thiet-bi/nhip/").status_code == 404
    assert browser.get("/thiet-bi/tieng/A/1/1/").status_code == 404


def test_a_revoked_machine_loses_everything_at_its_next_request(
    machines: Machines, paired: Paired
) -> None:
    browser, device = paired()
    before = browser.get("/thiet-bi/man-hinh/").status_code

    machines.revoke(device)

    assert before == 200
    assert browser.get("/thiet-bi/man-hinh/")["Location"] == HOME
    assert browser.post("/thiet-bi/nhip/").status_code == 404
    assert browser.get("/thiet-bi/tieng/A/1/1/").status_code == 404
    assert "pairing-code" in browser.get(HOME).content.decode()


def test_who_asks_for_too_many_codes_is_told_to_wait(machines: Machines) -> None:
    assert machines
    with time_machine.travel(NOW, tick=False):
        for _ in range(views.CODES_PER_ADDRESS):
            Client().get(HOME)
        refused = Client().get(HOME)

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "pairing-code" not in assert_sound(refused)


def test_a_house_without_a_centre_pairs_nothing(
    stranger_centre: Centre, client: Client
) -> None:
    assert stranger_centre  # two centres, and neither is at this address

    assert client.get(HOME).status_code == 404
    assert not Device.objects.exists()
