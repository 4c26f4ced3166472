"""Today's page: large figures that open into their lists, for the heads alone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.foundation.live import topics
from motcua.foundation.live.topics import UnknownTopic
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import ask
from tests.dossiers.copies import copies
from tests.web.html import assert_sound

LATE = NOW - timedelta(days=7)


@pytest.fixture
def at_director(
    signed_in: Callable[[Mandate], Client], director_khanh: Mandate
) -> Client:
    """Khánh's browser."""
    return signed_in(director_khanh)


def rows_of(page: str) -> list[str]:
    """The codes of the dossiers a list shows."""
    return re.findall(r'href="/desk/dossiers/([^/"]+)/"', page)


def links_of(page: str) -> dict[str, int]:
    """Each list the page opens into, with the figure it opens from."""
    found: dict[str, int] = {}
    lines = r'<a class="line" href="(/desk/today/[^"]+)">.*?line-count"[^>]*>(\d+)<'
    bars = r'slack-count">\s*<a href="([^"]+)">(\d+)<'
    large = r'figure-value">(\d+)<.*?class="figure-link" href="(/desk/today/[^"]+)"'
    for url, count in re.findall(lines, page, re.DOTALL):
        found[url.replace("&amp;", "&")] = int(count)
    for url, count in re.findall(bars, page):
        found[url] = int(count)
    for part in page.split('<div class="figure"')[1:]:
        for count, url in re.findall(large, part.split("</div>")[0], re.DOTALL):
            found[url] = int(count)
    return found


def test_a_day_without_lateness_says_so(at_director: Client) -> None:
    page = assert_sound(at_director.get("/desk/today/"))

    assert "Hôm nay không có hồ sơ nào trễ" in page
    assert "Chưa có hồ sơ nào đang tính giờ." in page
    assert 'data-tone="bad"' not in page


def test_every_figure_opens_into_just_as_many_rows(
    at_director: Client,
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
) -> None:
    receive(at=LATE)
    receive("1.001193")
    ask(town, receive(), civil_status_linh)

    page = assert_sound(at_director.get("/desk/today/"))

    links = links_of(page)
    assert links["/desk/today/late/"] == 1
    assert links["/desk/today/supplement/"] == 1
    assert sum(count for count in links.values()) > 4
    for url, count in links.items():
        assert len(rows_of(assert_sound(at_director.get(url)))) == count, url


def test_late_is_said_in_words_beside_the_red(
    at_director: Client, receive: Callable[..., Dossier]
) -> None:
    receive(at=LATE)

    page = at_director.get("/desk/today/").content.decode()

    assert "Quá ngày hẹn" in page
    assert "Công chức tư pháp - hộ tịch" in page
    assert "style=" not in page.split("<main", 1)[1]


def test_a_long_list_goes_on_where_the_page_ended(
    at_director: Client, receive: Callable[..., Dossier]
) -> None:
    first = receive(at=LATE)
    Dossier.objects.bulk_create(copies(first, 70))

    page = at_director.get("/desk/today/late/?role=civil_status_officer")
    text = page.content.decode()
    following = re.search(r'href="(\?[^"]+)"\s+rel="next"', text)

    assert following
    url = following[1].replace("&amp;", "&")
    assert "role=civil_status_officer" in url
    rest = at_director.get(f"/desk/today/late/{url}").content.decode()
    codes = rows_of(text) + rows_of(rest)
    assert len(codes) == len(set(codes)) == 71


@pytest.mark.parametrize("asked", ["?unit=x", "?person=1", "?role=%00", "?after=x"])
def test_a_garbled_address_shows_the_list(at_director: Client, asked: str) -> None:
    assert at_director.get(f"/desk/today/late/{asked}").status_code == 200


def test_there_is_no_list_of_another_name(at_director: Client) -> None:
    assert at_director.get("/desk/today/everything/").status_code == 404


@pytest.mark.parametrize(
    ("username", "first"),
    [
        ("giamdoc", "/desk/today/"),
        ("phogiamdoc", "/desk/today/"),
        ("chutich", "/desk/today/"),
        ("truongphong.kt", "/desk/"),
        ("hotich", "/desk/"),
    ],
)
def test_who_oversees_begins_the_day_here(
    signed_in: Callable[[Mandate], Client], town: Centre, username: str, first: str
) -> None:
    there = signed_in(mandate(username)).get("/desk/sign-in/")

    assert there["Location"] == first


def test_it_stands_first_in_the_directors_navigation(at_director: Client) -> None:
    page = at_director.get("/desk/dossiers/").content.decode()

    links = re.findall(r'href="(/desk/[^"]*)"', page.split("site-nav", 1)[1])
    assert links[0] == "/desk/today/"


def test_the_open_page_follows_what_happens(
    town: Centre, director_khanh: Mandate, receive: Callable[..., Dossier]
) -> None:
    topic = f"work:{town.id}:{director_khanh.user.id}:today"
    before = topics.snapshot(topic, "vi")
    receive(at=LATE)

    after = topics.snapshot(topic, "vi")

    assert "Hôm nay không có hồ sơ nào trễ" in before
    assert "Quá ngày hẹn" in after


def test_the_live_figures_are_only_for_who_oversees(
    town: Centre, civil_status_linh: Mandate
) -> None:
    with pytest.raises(UnknownTopic):
        topics.snapshot(f"work:{town.id}:{civil_status_linh.user.id}:today", "vi")


def test_many_dossiers_cost_no_more_queries_than_few(
    at_director: Client,
    receive: Callable[..., Dossier],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    Dossier.objects.bulk_create(copies(receive(at=LATE), 40))

    with django_assert_max_num_queries(28):
        at_director.get("/desk/today/")
