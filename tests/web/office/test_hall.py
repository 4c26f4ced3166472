"""The hall in the office: a queue is made, changed, closed; counters and skills ticked."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing import selectors
from motcua.queueing.models import CounterQueue, Queue, Skill
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Hall, hall
from tests.web.html import assert_sound, words_of

__all__ = ["hall"]

HALL = "/office/hall/"
NEW = f"{HALL}queues/new/"
SHEET = {
    "letter": "p",
    "name": "Nộp lệ phí",
    "name_en": "Pay fees",
    "icon": "banknote",
    "fields_served": ["HT", "CT"],
    "ordinary_minutes": "15",
    "appointment_minutes": "10",
    "priority_minutes": "5",
    "most_waiting": "",
    "last_minutes": "0",
    "per_half_hour": "3",
    "is_open": "on",
    "closed_note": "",
}


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    """Wednesday at nine."""
    with time_machine.travel(NOW, tick=False):
        yield


def queue(town: Centre, letter: str) -> Queue:
    """A queue as it is now."""
    return Queue.objects.get(centre=town, letter=letter)


def test_a_queue_is_made_with_everything_said_of_it(
    office: Client, town: Centre
) -> None:
    answer = office.post(NEW, SHEET)

    made = queue(town, "P")
    assert answer["Location"] == HALL
    assert (made.name, made.fields, made.icon) == (
        "Nộp lệ phí",
        ["HT", "CT"],
        "banknote",
    )
    assert (made.ordinary_minutes, made.most_waiting) == (15, None)
    assert (made.last_minutes, made.per_half_hour) == (0, 3)
    page = words_of(assert_sound(office.get(HALL)))
    assert "P · Nộp lệ phí" in page
    assert "Không quầy nào phục vụ:" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"letter": "A"}, "Hàng khác đang dùng chữ này"),
        ({"letter": "Đ"}, "Một chữ từ A đến Z, không dấu"),
        ({"letter": ""}, "Ghi một chữ"),
        ({"name": ""}, "Ghi tên nhóm việc"),
        ({"ordinary_minutes": "0"}, "Ít nhất 1 phút"),
        ({"priority_minutes": "nhanh"}, "Ghi số phút, ví dụ 20"),
        ({"per_half_hour": ""}, "Ghi số người, 0 nếu không nhận hẹn"),
        ({"most_waiting": "0"}, "Ít nhất 1 người; muốn ngừng hẳn thì đóng hàng"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    office: Client, town: Centre, wrong: dict[str, str], sentence: str
) -> None:
    answer = office.post(NEW, {**SHEET, **wrong})

    assert answer.status_code == 422
    page = assert_sound(answer)
    assert sentence in words_of(page)
    assert 'value="Pay fees"' in answer.content.decode()
    assert not Queue.objects.filter(centre=town, letter="P").exists()


def test_the_example_says_so_until_it_is_confirmed(
    office: Client, town: Centre
) -> None:
    assert "Ví dụ, chưa đối chiếu" in words_of(assert_sound(office.get(HALL)))

    office.post(f"{HALL}queues/A/", {**SHEET, "letter": "A"})
    assert queue(town, "A").is_synthetic
    office.post(f"{HALL}queues/A/", {**SHEET, "letter": "A", "is_confirmed": "on"})

    assert not queue(town, "A").is_synthetic


def test_a_letter_that_stands_on_tickets_stays(
    office: Client, hall: Hall, town: Centre
) -> None:
    hall.take("A")

    answer = office.post(f"{HALL}queues/A/", {**SHEET, "letter": "P"})

    assert answer.status_code == 422
    said = words_of(assert_sound(answer))
    assert "Đã phát số mang chữ này nên không đổi được nữa" in said
    assert queue(town, "A").name != "Nộp lệ phí"


def test_a_queue_is_closed_with_a_note(office: Client, town: Centre) -> None:
    sheet = {**SHEET, "letter": "A", "closed_note": "Mất mạng"}
    del sheet["is_open"]

    office.post(f"{HALL}queues/A/", sheet)

    assert (queue(town, "A").is_open, queue(town, "A").closed_note) == (
        False,
        "Mất mạng",
    )
    assert "Mất mạng" in words_of(assert_sound(office.get(HALL)))


def test_the_grid_is_what_is_ticked_and_an_unserved_queue_is_named(
    office: Client, town: Centre
) -> None:
    answer = office.post(
        f"{HALL}counters/", {"serves": ["1-A", "1-B", "2-A"]}, follow=True
    )

    assert CounterQueue.objects.filter(centre=town).count() == 3
    served = selectors.letters_by_counter(town).values()
    assert [[q.letter for q in each] for each in served] in (
        [["A", "B"], ["A"]],
        [["A"], ["A", "B"]],
    )
    assert "Không quầy nào phục vụ hàng C, D, E, G." in words_of(assert_sound(answer))


@pytest.mark.parametrize("odd", ["", "x", "1", "99-A", "1-Z", "1-A-B"])
def test_a_grid_no_page_sends_changes_nothing(
    office: Client, town: Centre, odd: str
) -> None:
    before = CounterQueue.objects.filter(centre=town).count()

    answer = office.post(f"{HALL}counters/", {"serves": ["1-A", odd]}, follow=True)

    assert answer.status_code == 200
    assert CounterQueue.objects.filter(centre=town).count() == before


def test_skills_are_ticked(
    office: Client, town: Centre, reception_mai: Mandate
) -> None:
    mai = reception_mai.user
    office.post(f"{HALL}skills/", {"can": [f"{mai.id}:sign_language"]})
    assert Skill.objects.filter(centre=town, user=mai).count() == 1

    office.post(f"{HALL}skills/", {"can": ["x:english", f"{mai.id}:bay"]})
    assert Skill.objects.filter(centre=town, user=mai).count() == 1

    office.post(f"{HALL}skills/", {})
    assert not Skill.objects.filter(centre=town).exists()


def test_a_queue_of_another_name_is_not_there(office: Client) -> None:
    assert office.get(f"{HALL}queues/Z/").status_code == 404
    assert office.post(f"{HALL}queues/Z/", SHEET).status_code == 404
