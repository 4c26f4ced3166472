"""What a machine is told to go on alone, and how what it did comes in."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.queueing.models import Ticket
from tests.cast import NOW
from tests.web.kiosk.test_taking import KEY, take


def lent(browser: Client) -> dict[str, Any]:
    """What the machine is told in the morning."""
    answer: dict[str, Any] = browser.post("/ki-ot/bo-so/").json()
    return answer


def row(number: int = 501, **more: Any) -> dict[str, Any]:
    """A number as the machine tells it."""
    plain = {
        "key": KEY,
        "letter": "A",
        "day": "2026-11-25",
        "number": number,
        "at": (NOW + timedelta(minutes=2)).timestamp() * 1000,
        "ground": "",
        "language": "vi",
    }
    return plain | more


def send(browser: Client, *rows: dict[str, Any]) -> dict[str, Any]:
    """The machine tells what it gave out."""
    answer: dict[str, Any] = browser.post(
        "/ki-ot/gui-so/", json.dumps({"taken": rows}), content_type="application/json"
    ).json()
    return answer


def test_it_is_lent_a_block_of_each_queue_and_the_hours_of_today(
    browser: Client,
) -> None:
    told = lent(browser)

    assert told["day"] == "2026-11-25"
    assert told["blocks"]["A"] == [501, 600]
    opens = [
        datetime.fromtimestamp(span[0] / 1000, tz=NOW.tzinfo) for span in told["open"]
    ]
    assert [f"{each:%H:%M}" for each in opens] == ["07:30", "13:00"]


def test_what_it_gave_out_is_in_the_hall_once(browser: Client) -> None:
    lent(browser)

    first = send(browser, row(), row(502, key=KEY[::-1], ground="elderly"))
    again = send(browser, row(), row(502, key=KEY[::-1], ground="elderly"))

    assert first == again == {"done": [KEY, KEY[::-1]], "refused": []}
    labels = Ticket.objects.order_by("number").values_list("letter", "number", "ground")
    assert list(labels) == [("A", 501, ""), ("A", 502, "elderly")]


def test_a_machine_whose_memory_was_wiped_goes_on_behind_what_it_gave_out(
    browser: Client,
) -> None:
    before = lent(browser)["given"]["A"]
    send(browser, row(501), row(503, key=KEY[::-1]))

    assert (before, lent(browser)["given"]["A"]) == (0, 3)


def test_an_answer_that_was_not_heard_leaves_nobody_waiting_twice(
    browser: Client,
) -> None:
    lent(browser)
    take(browser)

    send(browser, row())

    states = dict(Ticket.objects.values_list("number", "state"))
    assert states == {1: "left", 501: "waiting"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 42},
        {"number": "many"},
        {"number": None},
        {"letter": "Z"},
        {"letter": None},
        {"day": "2026-11-24"},
        {"day": "yesterday"},
        {"at": "noon"},
        {"at": 1e40},
        {"at": float("inf")},
        {"key": "short"},
        {"key": None},
    ],
)
def test_a_row_that_is_wrong_is_refused_and_holds_up_no_other(
    browser: Client, wrong: dict[str, Any]
) -> None:
    lent(browser)

    told = send(browser, row(503, key="f" * 32) | wrong, row())

    assert told["done"] == [KEY]
    assert len(told["refused"]) == 1
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"taken": 5}', '{"taken": [1]}', "x" * 70_000]
)
def test_what_is_no_list_of_numbers_is_not_taken(browser: Client, body: str) -> None:
    answer = browser.post("/ki-ot/gui-so/", body, content_type="application/json")

    assert answer.status_code == 422
