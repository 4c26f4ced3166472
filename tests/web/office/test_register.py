"""The register's page: read, printed, carried off with a trace, closed."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier, RegisterYear
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre
from tests.dossiers.test_register import NEW_YEAR
from tests.web.html import assert_sound

PAGE = "/office/register/"


@pytest.fixture
def at_clerk(signed_in: Callable[[Mandate], Client], clerk_thu: Mandate) -> Client:
    """Thu's browser."""
    return signed_in(clerk_thu)


def test_the_running_year_is_shown_and_stays_open(
    at_clerk: Client, dossier: Dossier
) -> None:
    text = assert_sound(at_clerk.get(PAGE))

    assert dossier.code in text
    assert "Năm chưa hết, sổ còn mở." in text


def test_a_year_without_dossiers_says_so(at_clerk: Client, town: Centre) -> None:
    assert "Năm này chưa có hồ sơ nào." in assert_sound(at_clerk.get(PAGE))


def test_a_year_that_is_over_is_closed_and_recounted(
    signed_in: Callable[[Mandate], Client],
    clerk_thu: Mandate,
    dossier: Dossier,
    town: Centre,
) -> None:
    with time_machine.travel(NEW_YEAR, tick=False):
        at_clerk = signed_in(clerk_thu)
        at_clerk.post(f"{PAGE}2026/closing/")
        text = assert_sound(at_clerk.get(PAGE, {"year": 2026, "recount": 1}))

    closed = RegisterYear.objects.get(centre=town, year=2026)
    assert closed.reception_hash in text
    assert "Đếm lại: khớp" in text


def test_the_running_year_is_not_closed(
    at_clerk: Client, dossier: Dossier, town: Centre
) -> None:
    response = at_clerk.post(f"{PAGE}2026/closing/", follow=True)

    assert "Năm này chưa hết" in assert_sound(response)
    assert not RegisterYear.objects.filter(centre=town).exists()


@pytest.mark.parametrize(
    ("file", "start"),
    [("book-1.pdf", b"%PDF"), ("sheet.csv", b"\xef\xbb\xbf"), ("sheet.xlsx", b"PK")],
)
def test_each_file_leaves_with_a_trace(
    at_clerk: Client, dossier: Dossier, town: Centre, file: str, start: bytes
) -> None:
    response = at_clerk.get(f"{PAGE}2026/{file}")

    content = response.getvalue()
    assert content.startswith(start)
    assert response["Cache-Control"] == "private, no-store"
    line = Line.objects.get(centre_id=town.id, verb="export_register")
    assert (line.actor, line.detail["year"]) == ("vanthu", 2026)


@pytest.mark.parametrize("file", ["book-9.pdf", "book-0.pdf", "sheet.doc"])
def test_what_is_no_file_of_the_year_is_not_found(
    at_clerk: Client, dossier: Dossier, file: str
) -> None:
    assert at_clerk.get(f"{PAGE}2026/{file}").status_code == 404
