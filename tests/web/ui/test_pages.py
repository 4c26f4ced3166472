"""The stylesheet, the choices of looks, the gallery and the error pages."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from motcua.web.ui import context, errors, stylesheet
from motcua.web.ui.stylesheet import UI

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.web.ui.urls"),
]
# The staff floor above asks the database who signs in; the looks need no one.
LOOKS_ONLY = [
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]


@pytest.fixture(autouse=True)
def looks_only() -> Iterator[None]:
    with override_settings(MIDDLEWARE=LOOKS_ONLY):
        yield


def test_the_stylesheet_is_one_and_kept_for_a_year_by_its_hash(client: Client) -> None:
    response = client.get(stylesheet.stylesheet_url())

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert response.content.startswith(b"@layer reset, tokens, base, components")


def test_the_stylesheet_of_yesterday_is_answered_but_never_kept(client: Client) -> None:
    response = client.get("/ui/0000000000000000.css")

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("surface", "sheet", "bytes_at_most"),
    [
        ("portal", "portal", 14_000),
        ("desk", "staff", 20_000),
        ("office", "staff", 20_000),
        ("display", "display", 16_000),
    ],
)
def test_each_surface_waits_only_for_its_own_styles(
    client: Client, surface: str, sheet: str, bytes_at_most: int
) -> None:
    response = client.get(
        stylesheet.stylesheet_url(surface), headers={"Accept-Encoding": "gzip"}
    )

    assert gzip.decompress(response.content) == stylesheet.stylesheet(sheet).text
    assert response["Cache-Control"] == stylesheet.A_YEAR
    assert len(response.content) < bytes_at_most


def test_every_file_of_styles_is_in_some_stylesheet() -> None:
    sheets = [stylesheet.stylesheet(name).text.decode() for name in stylesheet.SHEETS]
    files = [
        path
        for path in stylesheet.WEB.glob("*/**/*.css")
        if "static" not in path.parts and path.name != "fonts.css"
    ]

    assert len(files) > 60
    for path in files:
        css = path.read_text(encoding="utf-8").splitlines()[-2]
        assert any(css in sheet for sheet in sheets), path


def test_every_component_has_its_styles_in_the_stylesheet() -> None:
    text = stylesheet.stylesheet().text.decode()

    for path in UI.glob("*/*.css"):
        if path.parent.name != "styles":
            assert path.read_text(encoding="utf-8") in text


def test_only_tokens_carry_colours() -> None:
    raw = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(")
    places = [
        str(path.relative_to(UI))
        for path in [*UI.glob("*/*.css")]
        if path.name != "tokens.css" and raw.search(path.read_text(encoding="utf-8"))
    ]

    assert places == []


def test_a_choice_of_large_type_is_kept_in_a_cookie(client: Client) -> None:
    response = client.get("/ui/display/?size=large&next=/gallery/")
    page = client.get("/gallery/").content.decode()

    assert response["Location"] == "/gallery/"
    assert response.cookies["size"].value == "large"
    assert 'data-size="large"' in page


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "gallery"],
)
def test_the_way_back_never_leaves_this_site(client: Client, elsewhere: str) -> None:
    response = client.get("/ui/display/", {"size": "large", "next": elsewhere})

    assert response["Location"] == "/"


def test_an_unknown_choice_changes_nothing(client: Client) -> None:
    response = client.get("/ui/display/?size=huge&contrast=none")

    assert not response.cookies


def test_the_gallery_has_nothing_inline_that_the_policy_forbids(client: Client) -> None:
    html = client.get("/gallery/?surface=desk").content.decode()

    assert ' style="' not in html
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_every_id_of_the_gallery_is_used_once(client: Client) -> None:
    html = client.get("/gallery/").content.decode()

    ids = re.findall(r'\sid="([^"]+)"', html)

    assert len(ids) == len(set(ids))


def test_a_real_house_has_no_gallery(client: Client) -> None:
    with override_settings(DEMO=False):
        response = client.get("/gallery/")

    assert response.status_code == 404
    assert "Không thấy trang này" in response.content.decode()


def test_a_page_without_a_centre_still_says_whose_it_is(client: Client) -> None:
    html = client.get("/gallery/").content.decode()

    assert "Một Cửa" in html
    assert "DỮ LIỆU GIẢ" in html


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404)],
)
def test_an_error_page_is_kind_and_leads_back(
    rf: RequestFactory, view: errors.ErrorView, status: int
) -> None:
    request = asked_from(rf, "http://testserver/gallery/")

    response = view(request, Exception())

    assert response.status_code == status
    assert "Lỗi" not in response.content.decode()


def test_a_form_left_open_too_long_leads_back_to_its_page(rf: RequestFactory) -> None:
    home = errors.csrf_failure(asked_from(rf, "http://testserver/gallery/"))
    foreign = errors.csrf_failure(asked_from(rf, "http://evil.example/"))

    assert 'href="http://testserver/gallery/"' in home.content.decode()
    assert "evil.example" not in foreign.content.decode()


def test_a_false_host_gets_a_page_and_not_a_second_error(client: Client) -> None:
    response = client.get("/gallery/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


def test_our_own_fault_needs_neither_template_nor_database(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    assert response.content == Path(errors.UNAVAILABLE).read_bytes()


def asked_from(rf: RequestFactory, address: str) -> HttpRequest:
    request = rf.get("/x/", headers={"Referer": address})
    request.META["HTTP_HOST"] = "testserver"
    return request


def test_a_wrong_address_of_the_desk_leads_back_to_the_desk(rf: RequestFactory) -> None:
    at_desk = errors.not_found(rf.get("/desk/dossiers/x/"), Exception())
    outside = errors.not_found(rf.get("/x/"), Exception())

    assert 'href="/desk/sign-in/"' in at_desk.content.decode()
    assert 'href="/desk/sign-in/"' not in outside.content.decode()


@pytest.mark.parametrize(
    ("came_from", "path"),
    [
        ("http://testserver/desk/?tab=history", "/desk/?tab=history"),
        ("http://evil.example/desk/", "/"),
        ("", "/"),
    ],
)
def test_a_change_of_language_after_a_refused_form_comes_back_to_its_page(
    rf: RequestFactory, came_from: str, path: str
) -> None:
    request = rf.post("/desk/x/hand-overs/", headers={"Referer": came_from})

    assert context.house(request)["house"].path == path
