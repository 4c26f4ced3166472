"""A page is Vietnamese unless its reader chose English."""

from django.test import Client

from motcua.ward.models import Centre


def test_an_english_browser_gets_a_vietnamese_page(
    town: Centre, client: Client
) -> None:
    page = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert page["Content-Language"] == "vi"
    assert "Ông/Bà" in page.content.decode()


def test_the_switch_is_remembered(town: Centre, client: Client) -> None:
    client.post("/ui/language/", {"language": "en", "next": "/"})

    page = client.get("/")

    assert page["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()


def test_programs_say_what_they_want(town: Centre, client: Client) -> None:
    answer = client.get("/api/v1/dossiers", headers={"Accept-Language": "en"})

    assert answer["Content-Language"] == "en"
