"""What every page tells the browser, and what the framework's own check says."""

import io

import pytest
from django.core.management import call_command
from django.test import Client

from motcua.ward.models import Centre

PAGES = ("/", "/thu-tuc/2.000635/", "/theo-doi/", "/desk/sign-in/", "/khong-co/")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_allows_what_it_does_not_need(
    town: Centre, client: Client, path: str
) -> None:
    page = client.get(path)

    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_session_cookie_is_out_of_reach_of_scripts(
    town: Centre, client: Client
) -> None:
    client.post("/desk/sign-in/", {"username": "tiepnhan", "password": "mot-cua-demo"})

    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_frameworks_own_check_finds_nothing_behind_a_proxy(
    settings: pytest.FixtureRequest,
) -> None:
    for name, value in {
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": True,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }.items():
        setattr(settings, name, value)
    told = io.StringIO()

    call_command("check", deploy=True, fail_level="WARNING", stderr=told, stdout=told)

    assert "no issues" in told.getvalue()
