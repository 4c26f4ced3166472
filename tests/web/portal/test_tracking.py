"""Following a dossier without signing in."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client, override_settings
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.foundation.live import topics
from motcua.ward.models import Centre
from motcua.web.portal.tracking import FAILURES_PER_CODE
from tests.cast import AN, NOW
from tests.dossiers.conftest import ask as request_supplement
from tests.web.html import assert_sound, title_of, words_of

TAIL = "0123"
MISSED = "Mã hồ sơ và 4 số này không khớp nhau"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        yield


def ask(
    client: Client, code: str, tail: str, address: str = "10.0.0.1"
) -> tuple[int, str]:
    """Type a pair into the form; the status and the text of the answer."""
    response = client.post(
        "/theo-doi/", {"code": code, "tail": tail}, REMOTE_ADDR=address
    )
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("code", "tail"),
    [
        ("000.00.95.H44-261125-0001", TAIL),
        ("  000.00.95.h44 - 261125 - 0001 ", " 01 23 "),
        ("0000095H442611250001", "01-23"),
    ],
)
def test_the_right_pair_opens_the_page_however_it_is_typed(
    dossier: Dossier, client: Client, code: str, tail: str
) -> None:
    response = client.post("/theo-doi/", {"code": code, "tail": tail})

    assert response.status_code == 302
    assert response["Location"] == f"/theo-doi/{dossier.lookup_token}/"


def test_wrong_code_and_wrong_digits_get_the_same_answer(
    dossier: Dossier, client: Client
) -> None:
    wrong_digits = ask(client, dossier.code, "9999")
    wrong_code = ask(client, "000.00.95.H44-261125-7777", TAIL)

    assert wrong_digits[0] == wrong_code[0] == 200
    assert MISSED in wrong_digits[1]
    blank = [_without_what_was_typed(page) for _, page in (wrong_digits, wrong_code)]
    assert blank[0] == blank[1]


def test_the_page_names_no_person(
    dossier: Dossier, civil_status_linh: Mandate, client: Client
) -> None:
    services.claim(
        centre=dossier.centre, code=dossier.code, by=civil_status_linh, at=NOW
    )

    response = client.get(f"/theo-doi/{dossier.lookup_token}/")
    page = assert_sound(response)

    assert dossier.code in words_of(page)
    assert "Công chức tư pháp - hộ tịch" in page
    assert "17:00, thứ Tư 25/11/2026" in page
    for name in (AN.full_name, civil_status_linh.user.full_name, AN.personal_id):
        assert name
        assert name not in page
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots"' in page


def test_a_late_dossier_says_so_and_who_has_it(
    receive: Callable[..., Dossier], client: Client
) -> None:
    late = receive(at=NOW - timedelta(days=7))

    page = client.get(f"/theo-doi/{late.lookup_token}/").content.decode()

    assert "Hồ sơ đang bị chậm" in page
    assert "Xem xét và đối chiếu giấy tờ" in page
    assert "Quá hạn" in page


def test_a_missing_paper_is_what_the_person_reads_first(
    dossier: Dossier, civil_status_linh: Mandate, client: Client
) -> None:
    centre, code = dossier.centre, dossier.code
    services.claim(centre=centre, code=code, by=civil_status_linh, at=NOW)
    request_supplement(centre, dossier, civil_status_linh, reason="Thiếu bản chính")

    page = client.get(f"/theo-doi/{dossier.lookup_token}/").content.decode()

    assert "Ông/Bà cần bổ sung giấy tờ" in page
    assert "Thiếu bản chính" in page
    assert "Tạm dừng tính giờ" in page


def test_guessing_one_code_is_stopped_with_a_time_to_wait(
    dossier: Dossier, client: Client
) -> None:
    for tail in range(FAILURES_PER_CODE):
        assert ask(client, dossier.code, f"{tail:04}", f"10.0.1.{tail}")[0] == 200

    response = client.post("/theo-doi/", {"code": dossier.code, "tail": TAIL})

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "quét mã QR" in response.content.decode()


def test_the_qr_opens_even_while_the_code_is_being_guessed(
    dossier: Dossier, client: Client
) -> None:
    for tail in range(FAILURES_PER_CODE):
        ask(client, dossier.code, f"{tail:04}")

    assert client.get(f"/theo-doi/{dossier.lookup_token}/").status_code == 200


def test_a_hall_behind_one_address_is_served(dossier: Dossier, client: Client) -> None:
    for number in range(20):
        ask(client, f"000.00.95.H44-261125-8{number:03}", TAIL)

    answers = {ask(client, dossier.code, TAIL)[0] for _ in range(200)}

    assert answers == {302}


def test_empty_fields_are_named_beside_the_field(town: Centre, client: Client) -> None:
    assert town
    response = client.post("/theo-doi/", {"code": "", "tail": ""})
    page = assert_sound(response)

    assert title_of(response).startswith("Lỗi: Tra cứu hồ sơ")
    assert page.count("Ghi 4 số cuối căn cước") == 2


@pytest.mark.parametrize("token", ["0" * 26, "abc", "zzzzzzzzzz"])
def test_an_unknown_token_is_a_kind_404(
    town: Centre, client: Client, token: str
) -> None:
    assert town
    response = client.get(f"/theo-doi/{token}/")

    assert response.status_code == 404
    assert_sound(response)


def test_another_ward_never_shows_it(
    dossier: Dossier,
    stranger_centre: Centre,
    client: Client,
) -> None:
    with override_settings(ALLOWED_HOSTS=[stranger_centre.host]):
        response = client.get(
            f"/theo-doi/{dossier.lookup_token}/",
            headers={"host": stranger_centre.host},
        )

    assert response.status_code == 404


def test_the_live_part_is_the_page_itself_and_names_no_person(
    dossier: Dossier, client: Client
) -> None:
    page = client.get(f"/theo-doi/{dossier.lookup_token}/").content.decode()
    stream = re.search(r'data-live="/events/([^"]+)"', page)
    assert stream

    topic, language = topics.opened(stream[1])
    part = topics.snapshot(topic, language)

    assert "Hồ sơ đang được giải quyết" in part
    assert AN.full_name not in part
    assert dossier.lookup_token not in part


def test_the_page_asks_the_database_little(
    dossier: Dossier,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(11):
        client.get(f"/theo-doi/{dossier.lookup_token}/")


def test_the_time_of_the_page_is_told(dossier: Dossier, client: Client) -> None:
    page = client.get(f"/theo-doi/{dossier.lookup_token}/").content.decode()

    at = datetime.fromisoformat("2026-11-25T09:05:00+07:00")
    assert f"Cập nhật lúc {at:%H:%M}" in page


def _without_what_was_typed(page: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return re.sub(r'value="[^"]*"', "", page)
