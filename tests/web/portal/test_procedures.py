"""What a citizen reads about procedures."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.catalogue import selectors, services
from motcua.catalogue.models import LocalProcedure
from motcua.foundation.audit.services import Actor
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.web.html import assert_sound

MARRIAGE_ABROAD = "2.000806"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/thu-tuc/",
        "/thu-tuc/?q=khai+sinh",
        "/thu-tuc/?q=khong+co+gi+het",
        "/thu-tuc/?field=HT",
        "/thu-tuc/2.000635/",
        "/thu-tuc/2.000815/",
        "/theo-doi/",
        "/gio-lam-viec/",
        "/tro-giup-tiep-can/",
        "/du-lieu-ca-nhan/",
    ],
)
def test_every_page_is_open_to_everyone(
    town: Centre, client: Client, path: str
) -> None:
    assert town
    response = client.get(path)

    assert response.status_code == 200
    assert_sound(response)


def test_a_portal_without_a_centre_says_so(db: None, client: Client) -> None:
    assert db is None
    assert client.get("/", headers={"host": "localhost"}).status_code == 503


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("khai sinh", "1.001193"),
        ("KHAI SANH", "1.001193"),
        ("hon thu", "1.000894"),
        ("sổ đỏ", "1.013978"),
        ("độc thân", "1.004873"),
        ("sao y", "2.000815"),
        ("2.000635", "2.000635"),
    ],
)
def test_words_people_say_find_the_procedure(
    town: Centre, said: str, found: str
) -> None:
    codes = [local.procedure.code for local in selectors.search(town, said)]

    assert found in codes


def test_a_misspelt_word_brings_the_nearest(town: Centre, client: Client) -> None:
    assert town
    page = client.get("/thu-tuc/", {"q": "khai xinh"}).content.decode()

    assert "Chưa tìm thấy" in page
    assert "Thủ tục đăng ký khai sinh" in page


def test_nonsense_brings_advice_and_no_guesses(town: Centre, client: Client) -> None:
    page = client.get("/thu-tuc/", {"q": "zzzz"}).content.decode()

    assert "Thử cách khác" in page
    assert selectors.nearest(town, "zzzz") == []


def test_counts_of_fields_add_up_to_what_is_offered(town: Centre) -> None:
    counts = [field.count for field in selectors.fields_offered(town)]

    assert sum(counts) == selectors.offered(town).count()


def test_a_repealed_or_unknown_procedure_is_not_found(
    town: Centre, client: Client
) -> None:
    assert town
    assert client.get("/thu-tuc/2.002621/").status_code == 404
    assert client.get("/thu-tuc/9.999999/").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_handed_in_now_tells_when_it_is_due_and_why(
    town: Centre, client: Client
) -> None:
    assert town
    page = client.get("/thu-tuc/2.000635/").content.decode()

    assert "Nộp bây giờ thì hẹn trả" in page
    assert "17:00, thứ Tư 25/11/2026" in page
    assert "Tiếp nhận lúc 09:00 thứ Tư 25/11/2026." in page


@pytest.mark.parametrize("code", ["2.000815", "2.000942"])
def test_certified_copies_are_done_at_once(
    town: Centre, client: Client, code: str
) -> None:
    assert town
    page = client.get(f"/thu-tuc/{code}/").content.decode()

    assert "Làm ngay tại quầy" in page
    assert "Nộp bây giờ thì hẹn trả" not in page


def test_an_unknown_fee_is_never_shown_as_nothing(town: Centre, client: Client) -> None:
    assert town
    page = client.get(f"/thu-tuc/{MARRIAGE_ABROAD}/").content.decode()

    assert "chưa có mức thu" in page
    assert "không thu tiền" not in page


def test_a_fee_of_the_province_replaces_the_unknown_one(
    town: Centre, client: Client, admin: Actor
) -> None:
    local = LocalProcedure.objects.get(centre=town, procedure__code=MARRIAGE_ABROAD)
    services.set_fee(
        local_procedure=local,
        fee=services.FeeSetting(
            name="Lệ phí đăng ký kết hôn",
            unit="việc",
            amount_vnd=1_000_000,
            from_on=date(2025, 7, 1),
            legal_source="Nghị quyết 12/2025/NQ-HĐND",
        ),
        by=admin,
        at=NOW,
    )

    page = client.get(f"/thu-tuc/{MARRIAGE_ABROAD}/").content.decode()

    assert "1.000.000\xa0đ/việc" in page
    assert "Nghị quyết 12/2025/NQ-HĐND" in page
    assert "chưa có mức thu" not in page


def test_a_process_nobody_approved_is_said_to_be_so(
    town: Centre, client: Client
) -> None:
    assert town
    page = client.get("/thu-tuc/2.000635/").content.decode()

    assert "chưa có quy trình được phê duyệt" in page


def test_a_value_without_source_is_marked_until_confirmed(
    town: Centre, client: Client, admin: Actor
) -> None:
    offer = selectors.offer(town, "2.000815", on=NOW.date())
    before = client.get("/thu-tuc/2.000815/").content.decode()
    services.confirm_value(
        centre=town,
        version=offer.version,
        value="time_limit",
        source="Nghị định 23/2015/NĐ-CP, Điều 7",
        by=admin,
        at=datetime.fromisoformat("2026-11-25T09:00:00+07:00"),
    )

    after = client.get("/thu-tuc/2.000815/").content.decode()

    assert "Thời hạn chưa có nguồn xác minh" in before
    assert "Thời hạn chưa có nguồn xác minh" not in after


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 5), ("/thu-tuc/?q=ket+hon", 5), ("/thu-tuc/2.000635/", 14)],
)
def test_pages_ask_the_database_little(
    town: Centre,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    assert town
    with django_assert_max_num_queries(most):
        client.get(path)


@pytest.fixture
def admin(town: Centre) -> Actor:
    """Who changes the catalogue."""
    assert town
    return mandate("quantri").user


def test_a_procedure_page_names_papers_law_and_result(
    town: Centre, client: Client
) -> None:
    text = client.get("/thu-tuc/2.000635/").content.decode()

    assert "Tờ khai cấp bản sao trích lục hộ tịch" in text
    assert "281/2016/TT-BTC" in text
    assert "60/2014/QH13" in text
    assert "Bản sao Trích lục hộ tịch, bản sao giấy khai sinh" in text
