"""Finding dossiers: by code, name, number and phone; lists by state; results."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.people.services import Person
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers.copies import copies
from tests.web.html import assert_sound

BA = Person(full_name="Quách Văn Ba", personal_id="999155000456", phone="0987 654 321")


@pytest.fixture
def two(receive: Callable[..., Dossier]) -> tuple[Dossier, Dossier]:
    """One dossier of An, one of Ba."""
    return receive(), receive(submitter=BA)


@pytest.mark.parametrize(
    "words", ["bui thi an", "AN BÙI", "999155000123", "999 155 000 123", "0912 345 678"]
)
def test_one_dossier_found_opens_at_once(
    at_counter: Client, two: tuple[Dossier, Dossier], words: str
) -> None:
    response = at_counter.get("/desk/search/", {"q": words})

    assert response["Location"] == f"/desk/dossiers/{two[0].code}/"


@pytest.mark.parametrize("words", ["000.00.95.h44-261125", "000.00.95"])
def test_the_beginning_of_a_code_lists_all_of_that_day(
    at_counter: Client, two: tuple[Dossier, Dossier], words: str
) -> None:
    text = assert_sound(at_counter.get("/desk/search/", {"q": words}))

    assert all(dossier.code in text for dossier in two)


@pytest.mark.parametrize(
    "words", ["", "khong co ai", "999155000999", "0900000000", "'; --"]
)
def test_nothing_found_says_what_to_try(
    at_counter: Client, two: tuple[Dossier, Dossier], words: str
) -> None:
    response = at_counter.get("/desk/search/", {"q": words})

    assert_sound(response)
    assert not any(dossier.code in response.content.decode() for dossier in two)


def test_another_ward_finds_nothing_of_ours(
    elsewhere: Client, two: tuple[Dossier, Dossier]
) -> None:
    response = elsewhere.get("/desk/search/", {"q": "bui thi an"})

    assert two[0].code not in response.content.decode()


def test_the_list_of_a_state_holds_only_that_state(
    at_counter: Client,
    two: tuple[Dossier, Dossier],
    town: Centre,
    civil_status_linh: Mandate,
) -> None:
    services.claim(centre=town, code=two[0].code, by=civil_status_linh, at=NOW)

    accepted = assert_sound(at_counter.get("/desk/dossiers/", {"state": "2"}))
    every = at_counter.get(
        "/desk/dossiers/", {"state": "x", "after": "-1"}
    ).content.decode()

    assert two[1].code in accepted
    assert two[0].code not in accepted
    assert all(dossier.code in every for dossier in two)


def page_beside(response: Any, rel: str = "next") -> str:
    """The address behind the button of the next or the previous page."""
    text = " ".join(response.content.decode().split())
    found = re.search(rf'href="([^"]+)" rel="{rel}"', text)
    assert found
    return "/desk/dossiers/" + unescape(found[1])


def test_a_page_of_fifty_leads_to_the_next(
    at_counter: Client,
    receive: Callable[..., Dossier],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for _ in range(51):
        receive()

    with django_assert_max_num_queries(8):
        first = at_counter.get("/desk/dossiers/")
    second = at_counter.get(page_beside(first))
    back = at_counter.get(page_beside(second, "prev"))

    assert "1 đến 50" in first.content.decode()
    assert "51 đến 51" in second.content.decode()
    assert back.context["table"] == first.context["table"]


def test_more_than_two_hundred_are_not_leafed_through(
    at_counter: Client, receive: Callable[..., Dossier]
) -> None:
    Dossier.objects.bulk_create(copies(receive(), 201))

    page = at_counter.get("/desk/search/", {"q": "bui t"}).content.decode()

    assert "Hơn 200 kết quả: xin thu hẹp" in page


def test_results_wait_with_the_longest_waiting_first_and_flagged(
    at_counter: Client,
    receive: Callable[..., Dossier],
    town: Centre,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    clerk_thu: Mandate,
) -> None:
    def resolve(days: int) -> Dossier:
        at = NOW - timedelta(days=days)
        who: Any = {"centre": town, "code": receive(at=at).code, "at": at}
        services.hand_over(by=civil_status_linh, **who)
        services.approve_result(by=leader_hung, **who)
        return services.hand_over(by=clerk_thu, **who)

    fresh, old = resolve(0), resolve(20)

    text = assert_sound(at_counter.get("/desk/results/"))

    assert text.index(old.code) < text.index(fresh.code)
    assert "chờ 13 ngày làm việc" in text


def test_no_results_says_when_there_will_be_some(at_counter: Client) -> None:
    assert (
        "Không có kết quả nào chờ trả"
        in at_counter.get("/desk/results/").content.decode()
    )
