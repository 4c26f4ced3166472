"""Coming in, going out, and being sent to the door and back."""

import pytest
from django.test import Client, override_settings

from motcua.simulator.town import DEMO_PASSWORD
from motcua.ward.models import Centre
from motcua.web.desk.sign_in import TRIAL_PASSWORD

DOOR = "/desk/sign-in/"


def test_the_right_password_opens_the_first_page_of_ones_work(
    client: Client, town: Centre
) -> None:
    response = client.post(DOOR, {"username": "tiepnhan", "password": DEMO_PASSWORD})

    assert response.status_code == 302
    assert response["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_each_role_lands_where_its_work_is(client: Client, town: Centre) -> None:
    landings = {
        "giamdoc": "/desk/today/",
        "quantri": "/office/",
        "congan": "/partner/",
    }

    for username, landing in landings.items():
        response = Client().post(
            DOOR, {"username": username, "password": DEMO_PASSWORD}
        )
        assert response["Location"] == landing


def test_the_desks_door_leads_those_without_a_work_list_to_theirs(
    client: Client, town: Centre
) -> None:
    typed = {"username": "giamdoc", "password": DEMO_PASSWORD, "next": "/desk/"}

    response = client.post(DOOR, typed, follow=True)

    assert response.redirect_chain[0][0] == "/desk/today/"
    assert 'href="/desk/dossiers/"' in response.content.decode()


def test_the_session_gets_a_new_key_at_the_door(client: Client, town: Centre) -> None:
    session = client.session
    session["before"] = "1"
    session.save()
    before = session.session_key

    client.post(DOOR, {"username": "tiepnhan", "password": DEMO_PASSWORD})

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("username", "password"), [("tiepnhan", "sai"), ("khong-co-ai", "mot-cua-demo")]
)
def test_a_wrong_password_and_an_unknown_name_sound_the_same(
    client: Client, town: Centre, username: str, password: str
) -> None:
    response = client.post(DOOR, {"username": username, "password": password})

    assert response.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in response.content.decode()


def test_too_many_tries_close_the_door_even_for_the_right_password(
    client: Client, town: Centre
) -> None:
    for _ in range(8):
        client.post(DOOR, {"username": "tiepnhan", "password": "sai"})

    response = client.post(DOOR, {"username": "tiepnhan", "password": DEMO_PASSWORD})

    assert response.status_code == 429
    assert "quá nhiều lần" in response.content.decode()


def test_one_goes_on_to_the_page_asked_for(client: Client, town: Centre) -> None:
    asked = client.get("/desk/results/")
    response = client.post(
        asked["Location"],
        {"username": "tiepnhan", "password": DEMO_PASSWORD, "next": "/desk/results/"},
    )

    assert asked["Location"] == "/desk/sign-in/?next=/desk/results/"
    assert response["Location"] == "/desk/results/"


@pytest.mark.parametrize(
    "trap",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_led_to_another_site(client: Client, town: Centre, trap: str) -> None:
    response = client.post(
        DOOR, {"username": "tiepnhan", "password": DEMO_PASSWORD, "next": trap}
    )

    assert response["Location"] == "/desk/"


def test_what_was_sent_after_the_session_ended_leads_back_to_its_page(
    client: Client, town: Centre
) -> None:
    page = "http://testserver/desk/intake/?key=k1&procedure=2.000635"

    response = client.post("/desk/intake/", {"key": "k1"}, HTTP_REFERER=page)

    assert response.status_code == 302
    assert (
        "next=/desk/intake/%3Fkey%3Dk1%26procedure%3D2.000635" in response["Location"]
    )


def test_a_part_of_a_page_moves_the_whole_page_to_the_door(
    client: Client, town: Centre
) -> None:
    response = client.post(
        "/desk/intake/preview/",
        HTTP_HX_REQUEST="true",
        HTTP_HX_CURRENT_URL="http://testserver/desk/intake/?key=k1",
    )

    assert response["HX-Redirect"] == "/desk/sign-in/?next=/desk/intake/%3Fkey%3Dk1"


def test_signing_out_ends_the_session_and_forgets_what_was_typed(
    at_counter: Client,
) -> None:
    response = at_counter.post("/desk/sign-out/", follow=True)

    assert 'data-kept="intake"' in response.content.decode()
    assert at_counter.get("/desk/").status_code == 302


def test_a_link_cannot_sign_anybody_out(at_counter: Client) -> None:
    assert at_counter.get("/desk/sign-out/").status_code == 405
    assert at_counter.get("/desk/").status_code == 200


def test_the_trial_lists_its_sign_ins_on_this_machine_only(
    client: Client, town: Centre
) -> None:
    town.host = "hoa-binh.example"
    town.save(update_fields=["host"])

    with override_settings(ALLOWED_HOSTS=["*"], DEMO=True):
        here = client.get(DOOR, headers={"host": town.host}).content.decode()
        far = client.get(
            DOOR, headers={"host": town.host}, REMOTE_ADDR="192.168.1.20"
        ).content.decode()
    with override_settings(ALLOWED_HOSTS=["*"], DEMO=False):
        real = client.get(DOOR, headers={"host": town.host}).content.decode()

    assert "phochutich" in here
    assert "phochutich" not in far
    assert "phochutich" not in real


def test_the_trials_password_is_the_seeds() -> None:
    assert TRIAL_PASSWORD == DEMO_PASSWORD
