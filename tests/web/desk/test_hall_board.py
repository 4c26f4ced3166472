"""The supervisor's pages: alarms in sentences with one act, figures, counters to open."""

import csv
import io
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.foundation.live import topics
from motcua.foundation.live.topics import UnknownTopic
from motcua.ward.models import Centre
from tests.queueing.hall import Desk, Hall, hall, later
from tests.web.html import assert_sound, words_of

__all__ = ["hall"]

BOARD = "/desk/hall/board/"
FIGURES = f"{BOARD}figures/"


@pytest.fixture
def director(signed_in: Callable[[Mandate], Client], director_khanh: Mandate) -> Client:
    """The browser of the centre's director."""
    return signed_in(director_khanh)


@pytest.fixture
def desk(hall: Hall, reception_mai: Mandate) -> Desk:
    """Counter 1 with Mai."""
    return hall.sit(1, reception_mai.user)


def test_a_hall_in_which_all_is_well_says_so(director: Client) -> None:
    page = words_of(assert_sound(director.get(BOARD)))

    assert "Mọi việc ở sảnh đang ổn" in page


def test_an_alarm_is_a_sentence_with_its_act(
    hall: Hall, desk: Desk, director: Client
) -> None:
    hall.take("A", later(-31))
    hall.take("B", later(-1))

    answer = director.get(BOARD)

    page = " ".join(words_of(assert_sound(answer)).split())
    assert "2 người chờ" not in page
    assert "1 người quá hẹn, người quá nhiều nhất đã chờ 31 phút." in page
    assert "1 người chờ, lâu nhất 1 phút, mà không quầy nào gọi." in page
    assert 'href="/office/hall/#grid"' in answer.content.decode()
    assert page.index("không quầy nào gọi") < page.index("người quá nhiều nhất")


def test_the_board_that_is_pushed_is_the_board_of_the_page(
    hall: Hall, desk: Desk, town: Centre, director: Client, director_khanh: Mandate
) -> None:
    hall.take("A")
    topic = f"board:{town.id}:{director_khanh.user.id}"

    pushed = topics.snapshot(topic, "vi")

    assert pushed.strip() in director.get(BOARD).content.decode()
    assert f"hall:{town.id}" in set(topics.heard_by(topic))


def test_nobody_else_is_pushed_the_board(
    town: Centre, reception_mai: Mandate, stranger: Mandate
) -> None:
    for person in (reception_mai, stranger):
        with pytest.raises(UnknownTopic):
            topics.snapshot(f"board:{town.id}:{person.user.id}", "vi")


def test_figures_have_definitions_and_go_away_without_names(
    hall: Hall, desk: Desk, director: Client
) -> None:
    hall.take("A")
    desk.called(later(4))
    desk.finish(later(9))

    with time_machine.travel(later(10), tick=False):
        page = words_of(assert_sound(director.get(FIGURES)))
        table = director.get(f"{FIGURES}?format=csv")
        rows = director.get(f"{FIGURES}?format=rows")

    assert desk.officer.full_name in page
    assert "không nội suy" in page
    told = list(csv.reader(io.StringIO(content(table))))
    assert told[1] == ["all", "", "1", "240", "240", "240", "1", "300", "300", "300"]
    assert [line[:2] for line in told[2:]] == [
        ["queue", "A"],
        ["officer", "1"],
        ["hour", "9"],
    ]
    for file in (table, rows):
        assert desk.officer.full_name not in content(file)
    assert content(rows).splitlines()[1].startswith("2026-11-25,A001,A,ordinary,kiosk")


def content(answer: object) -> str:
    """The text of a file, without its mark of byte order."""
    parts = getattr(answer, "streaming_content", None) or [answer.content]  # type: ignore[attr-defined]
    return b"".join(parts).decode("utf-8-sig")


@pytest.mark.parametrize(
    "days",
    ["first=x", "first=25/11/2026&last=24/11/2026", "first=01/01/2020&last=25/11/2026"],
)
def test_odd_days_are_told_beside_their_field(director: Client, days: str) -> None:
    answer = director.get(f"{FIGURES}?{days}")

    assert answer.status_code == 422
    assert_sound(answer)


def test_counters_to_open_say_when_they_cannot_be_known(director: Client) -> None:
    page = words_of(assert_sound(director.get(f"{BOARD}counters/")))

    assert "Chưa đủ ngày để tính" in page


def test_counters_to_open_are_a_table_once_people_came(
    hall: Hall, desk: Desk, director: Client
) -> None:
    for n in range(4):
        at = later(n * 8 - 48 * 60)
        hall.take("A", at)
        desk.called(at)
        desk.finish(later(n * 8 + 8 - 48 * 60))

    page = " ".join(words_of(assert_sound(director.get(f"{BOARD}counters/"))).split())

    assert "09:00" in page
    assert "chưa biết một lượt mất bao lâu" in page
