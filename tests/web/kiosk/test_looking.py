"""Looking something up in a hall full of people: useful, and nobody's name."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import FileResponse
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.people.models import Citizen
from motcua.queueing.models import Device, HelpCall, Ticket
from motcua.rules import codes
from tests.cast import AN, EXTRACT
from tests.web.html import assert_sound, words_of

KEY = "0123456789abcdef0123456789abcdef"
CARD = f"{AN.personal_id}|123456789|{AN.full_name}|07031955|Nữ|Tổ 1, Hòa Bình|01012022"


def look(browser: Client, code: str, tail: str = "0123") -> tuple[int, str]:
    """Type both on the pad; the status and the words of the answer."""
    answer = browser.post("/ki-ot/tra-cuu/ho-so/", {"code": code, "tail": tail})
    return answer.status_code, words_of(answer.content.decode())


def scan(browser: Client, text: str) -> tuple[int, str]:
    """Hold a code under the scanner."""
    answer = browser.post("/ki-ot/quet/", {"text": text}, follow=True)
    return answer.status_code, words_of(answer.content.decode())


@pytest.fixture
def born(dossier: Dossier) -> None:
    """The dossier's owner is An, whose day of birth is known."""
    assert dossier.owner_citizen
    Citizen.objects.filter(full_name=AN.full_name).update(birth_on=date(1955, 3, 7))


def digits_of(dossier: Dossier) -> str:
    """The ten digits that are typed: day and number."""
    return str(codes.tail(dossier.code)).replace("-", "")


def test_ten_digits_and_four_show_where_the_dossier_is(
    browser: Client, dossier: Dossier
) -> None:
    status, page = look(browser, digits_of(dossier))

    assert status == 200
    assert "Ông/Bà cần làm gì?" in page
    assert AN.full_name not in page
    assert dossier.code not in page


@pytest.mark.parametrize("tail", ["9999", "123", ""])
def test_a_wrong_or_short_end_shows_nothing_and_keeps_the_code(
    browser: Client, dossier: Dossier, tail: str
) -> None:
    answer = browser.post(
        "/ki-ot/tra-cuu/ho-so/", {"code": digits_of(dossier), "tail": tail}
    )

    page = assert_sound(answer)
    assert answer.status_code in {404, 422}
    assert f'value="{digits_of(dossier)}"' in page
    assert 'role="alert"' in page


def test_who_guesses_ten_times_is_stopped(browser: Client, dossier: Dossier) -> None:
    for guess in range(10):
        look(browser, digits_of(dossier), f"{guess:04d}")

    assert look(browser, digits_of(dossier))[0] == 429


def test_the_slip_held_under_the_scanner_opens_its_dossier(
    browser: Client, dossier: Dossier
) -> None:
    status, page = scan(
        browser, f"https://motcua.example/theo-doi/{dossier.lookup_token}/"
    )

    assert status == 200
    assert "Ông/Bà cần làm gì?" in page


@pytest.mark.usefixtures("born")
def test_a_card_opens_the_dossiers_of_its_owner_without_a_name(
    browser: Client, dossier: Dossier
) -> None:
    status, page = scan(browser, CARD)

    assert status == 200
    assert codes.tail(dossier.code) in page
    assert AN.full_name not in page


@pytest.mark.usefixtures("born")
@pytest.mark.parametrize(
    "card",
    [
        CARD.replace(AN.full_name, "Bùi Thị Ân Khác"),
        CARD.replace("07031955", "08031955"),
        CARD.replace("07031955", "99999999"),
        CARD.replace(AN.personal_id, "999155000999"),
        "|||||||",
        "a" * 5000 + "|" * 6,
    ],
)
def test_a_number_alone_opens_nothing(browser: Client, card: str) -> None:
    assert scan(browser, card)[0] == 404


def test_what_is_scanned_and_is_nothing_says_what_may_be_scanned(
    browser: Client,
) -> None:
    status, page = scan(browser, "8934563138165")

    assert status == 404
    assert "Giấy tiếp nhận" in page


def test_a_procedure_in_three_touches(browser: Client) -> None:
    groups = browser.get("/ki-ot/tra-cuu/thu-tuc/").content.decode()
    listed = browser.get("/ki-ot/tra-cuu/thu-tuc/A/").content.decode()
    first = listed.split('href="/ki-ot/tra-cuu/thu-tuc/A/')[1].partition('"')[0]
    sheet = words_of(assert_sound(browser.get(f"/ki-ot/tra-cuu/thu-tuc/A/{first}")))

    assert "/ki-ot/tra-cuu/thu-tuc/A/" in groups
    assert listed.count('data-kind="row"') == 6
    for told in ("Giấy tờ cần có", "Thời gian", "Mẫu đơn", "Người phụ trách"):
        assert told in sheet


@pytest.mark.parametrize("page", ["2", "999", "0", "-1", "x", "²"])
def test_pages_of_procedures_end_somewhere(browser: Client, page: str) -> None:
    answer = browser.get(f"/ki-ot/tra-cuu/thu-tuc/A/?trang={page}")

    assert answer.status_code == 200
    assert answer.content.decode().count('data-kind="row"') > 0


@pytest.mark.parametrize("path", ["Z/", "A/9.999999/", "A/x/", "Z/2.000635/"])
def test_what_is_not_there_is_not_there(browser: Client, path: str) -> None:
    assert browser.get(f"/ki-ot/tra-cuu/thu-tuc/{path}").status_code == 404


def test_whom_to_ask_is_one_page(browser: Client) -> None:
    page = words_of(assert_sound(browser.get("/ki-ot/tra-cuu/lien-he/")))

    assert "chưa có người ngồi quầy" in page


def test_help_is_called_once(browser: Client, device: Device) -> None:
    for _ in range(3):
        page = assert_sound(browser.post("/ki-ot/goi-can-bo/"))

    assert "Đã gọi cán bộ" in page
    assert HelpCall.objects.filter(device=device).count() == 1


def test_a_page_is_read_out_and_only_what_we_wrote(
    browser: Client, settings: Any, tmp_path: Path
) -> None:
    settings.VOICE = tmp_path
    page = browser.get("/ki-ot/").content.decode()
    address = page.split('data-read="')[1].partition('"')[0]

    heard = browser.get(address)
    forged = browser.get(address[:-3] + "xx/")

    assert isinstance(heard, FileResponse)
    sound = heard.getvalue()
    assert heard["Content-Type"] == "audio/wav"
    assert sound[:4] == b"RIFF"
    assert len(sound) > 100_000
    assert forged.status_code == 404


def test_from_the_papers_of_a_procedure_to_a_number_about_it(browser: Client) -> None:
    sheet = assert_sound(browser.get(f"/ki-ot/tra-cuu/thu-tuc/A/{EXTRACT}/"))
    classes = assert_sound(browser.get("/ki-ot/viec/A/", {"thu-tuc": EXTRACT}))
    assert f"/ki-ot/viec/A/?thu-tuc={EXTRACT}" in sheet
    assert f'name="thu-tuc" value="{EXTRACT}"' in classes

    browser.post("/ki-ot/lay-so/", {"letter": "A", "key": KEY, "thu-tuc": EXTRACT})

    assert Ticket.objects.get().procedure_code == EXTRACT


def test_from_a_dossier_looked_up_to_a_number_about_it(
    browser: Client, dossier: Dossier
) -> None:
    typed = {"code": digits_of(dossier), "tail": "0123"}
    page = assert_sound(browser.post("/ki-ot/tra-cuu/ho-so/", typed))
    assert f"/ki-ot/?ho-so={dossier.code}" in page

    home = assert_sound(browser.get("/ki-ot/", {"ho-so": dossier.code}))
    assert f"/ki-ot/viec/A/?ho-so={dossier.code}" in home
    # Whoever comes next must not take a number about it.
    assert "30" in home.split('data-idle="')[1].split('"')[0]

    browser.post("/ki-ot/lay-so/", {"letter": "A", "key": KEY, "ho-so": dossier.code})
    assert Ticket.objects.get().dossier_code == dossier.code
