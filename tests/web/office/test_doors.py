"""Who comes into the office, and whether its pages are sound."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.accounts.selectors import Mandate
from motcua.ward.models import Centre, OfficeSeason
from motcua.web.office.urls import urlpatterns
from tests.cast import EXTRACT, mandate
from tests.web.html import assert_sound

PAGES = (
    "/office/calendar/",
    "/office/calendar/?year=2027",
    "/office/calendar/?year=1890",
    "/office/calendar/special-days/new/",
    "/office/calendar/special-days/2027-01-01/removal/",
    "/office/calendar/editions/",
    "/office/calendar/reckoning/",
    "/office/calendar/reviews/",
    "/office/catalogue/",
    "/office/catalogue/?q=ket+hon&field=HT&filter=unverified",
    "/office/catalogue/?q=khong-co",
    f"/office/catalogue/{EXTRACT}/",
    "/office/catalogue/2.002621/",
    f"/office/catalogue/{EXTRACT}/process/",
    f"/office/catalogue/{EXTRACT}/fees/",
    f"/office/catalogue/{EXTRACT}/exemptions/",
    "/office/catalogue/clauses/",
    "/office/catalogue/import/",
    "/office/hall/",
    "/office/hall/queues/new/",
    "/office/hall/queues/A/",
    "/office/staff/",
    "/office/staff/new/",
    "/office/staff/delegations/",
    "/office/system/audit/",
    "/office/system/audit/?verify=1&code=x",
    "/office/system/outbox/",
)
GIVEN = {
    "day": "2027-01-01",
    "code": EXTRACT,
    "year": 2026,
    "part": 1,
    "kind": "csv",
    "season_id": uuid4(),
    "act_id": uuid4(),
    "review_id": uuid4(),
    "user_id": uuid4(),
    "assignment_id": uuid4(),
    "token_id": uuid4(),
    "delivery_id": uuid4(),
    "delegation_id": uuid4(),
    "departure_id": uuid4(),
    "message_id": uuid4(),
    "clause_id": uuid4(),
    "device_id": uuid4(),
    "letter": "A",
}


def addresses() -> list[str]:
    """Every address of the office with something in its places."""
    found = []
    for pattern in urlpatterns:
        places = {name: GIVEN[name] for name in pattern.pattern.converters}
        found.append(reverse(f"office:{pattern.name}", kwargs=places))
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound(office: Client, path: str) -> None:
    response = office.get(path)

    assert response.status_code == 200
    assert_sound(response)


def test_the_page_of_a_person_and_of_a_season_are_sound(
    office: Client, reception_mai: Mandate, town: Centre
) -> None:
    season = OfficeSeason.objects.filter(centre=town).get()

    assert_sound(office.get(f"/office/staff/{reception_mai.user.id}/"))
    assert_sound(office.get(f"/office/calendar/seasons/{season.id}/"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_to_a_reception_officer_no_page_of_the_office_exists(
    signed_in: Callable[[Mandate], Client], reception_mai: Mandate, method: str
) -> None:
    browser = signed_in(reception_mai)

    found = {
        path: status
        for path in addresses()
        if (status := getattr(browser, method)(path).status_code) != 404
    }

    assert found == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_asked_to_sign_in(
    town: Centre, client: Client, method: str
) -> None:
    assert town
    for path in addresses():
        response = getattr(client, method)(path)
        assert response.status_code == 302, path
        assert response["Location"].startswith(reverse("desk:sign-in")), path


@pytest.mark.parametrize(
    ("username", "lands_on", "closed"),
    [
        ("quantri", "/office/calendar/", []),
        ("giamdoc", "/office/calendar/", ["/office/staff/"]),
        ("kiemsoat", "/office/catalogue/", ["/office/staff/", "/office/calendar/"]),
    ],
)
def test_each_manager_lands_on_and_sees_only_their_rooms(
    town: Centre,
    signed_in: Callable[[Mandate], Client],
    username: str,
    lands_on: str,
    closed: list[str],
) -> None:
    assert town
    browser = signed_in(mandate(username))

    home = browser.get("/office/")

    assert home["Location"] == lands_on
    page = browser.get(lands_on).content.decode()
    for path in closed:
        assert f'href="{path}"' not in page
        assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/office/calendar/", 10),
        ("/office/calendar/reviews/", 6),
        ("/office/catalogue/", 9),
        (f"/office/catalogue/{EXTRACT}/", 18),
        ("/office/staff/", 7),
        ("/office/system/outbox/", 7),
    ],
)
def test_pages_ask_the_database_little(
    office: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    with django_assert_max_num_queries(most):
        office.get(path)
