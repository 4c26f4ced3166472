"""Before leaving home: who is served now, and which hours of the week are quiet."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, override_settings
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall
from tests.web.html import assert_sound, words_of

PAGE = "/dong-hay-vang/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Wednesday at nine, unless the test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def queues_of(page: str) -> list[str]:
    """What the page says of each queue."""
    lines = re.findall(r'<li class="crowd-queue">.*?</li>', page, re.DOTALL)
    return [" ".join(words_of(line).split()) for line in lines]


def counts_of(page: str, half_hour: str) -> list[str]:
    """The line of a half-hour in the table of the week."""
    line = re.search(rf'<th scope="row">{half_hour}</th>.*?</tr>', page, re.DOTALL)
    assert line
    return re.findall(r'<td class="number">(.*?)</td>', line[0])


def test_each_queue_tells_its_last_number_who_waits_and_who_calls(
    hall: Hall, desk: Desk, client: Client
) -> None:
    for letter in "AAB":
        hall.take(letter)
    desk.called()

    queues = queues_of(assert_sound(client.get(PAGE)))

    assert queues[0] == (
        "Hộ tịch, chứng thực 1 người đang chờ 1 quầy đang gọi vừa gọi A001"
    )
    assert queues[1].endswith("1 người đang chờ Chưa có quầy gọi hôm nay chưa gọi")
    assert queues[2].startswith("Xã hội, lao động, giáo dục, văn hóa Không ai chờ")
    assert len(queues) == 6


def test_a_called_number_needs_no_second_reckoning_within_the_minute(
    hall: Hall, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    hall.take()
    client.get(PAGE)

    # The centre and its calendar.
    with django_assert_max_num_queries(3):
        client.get(PAGE)


def test_out_of_hours_it_says_when_the_doors_open(
    hall: Hall, client: Client, clock: time_machine.Traveller
) -> None:
    assert hall
    clock.move_to(NOW + timedelta(hours=12))

    page = words_of(assert_sound(client.get(PAGE)))

    assert "Ngoài giờ làm việc, không ai chờ" in page
    assert "Mở lại lúc 07:30 ngày mai" in page
    assert "quầy đang gọi" not in page


def test_who_still_waits_after_hours_is_still_shown(
    hall: Hall, client: Client, clock: time_machine.Traveller
) -> None:
    hall.take(at=NOW.replace(hour=16, minute=40))
    clock.move_to(NOW.replace(hour=17, minute=20))

    assert "1 người đang chờ" in queues_of(assert_sound(client.get(PAGE)))[0]


def fill_weeks(hall: Hall, weeks: int) -> None:
    """Wednesdays: five people from eight on, one at half past nine; Mondays: two."""
    for week in range(1, weeks + 1):
        wednesday = NOW.replace(hour=8) - timedelta(weeks=week)
        for minute in range(5):
            hall.take(at=wednesday + timedelta(minutes=minute))
        hall.take(at=wednesday + timedelta(minutes=90))
        hall.take(at=wednesday - timedelta(days=2))
        hall.take(at=wednesday - timedelta(days=2))


def test_three_weeks_say_nothing_of_quiet_hours(hall: Hall, client: Client) -> None:
    fill_weeks(hall, 3)

    page = words_of(assert_sound(client.get(PAGE)))

    assert "Chưa đủ 4 tuần số liệu" in page
    assert "Vắng nhất" not in page


def test_four_weeks_say_when_it_is_quiet_and_when_crowded(
    hall: Hall, client: Client
) -> None:
    fill_weeks(hall, 4)

    page = assert_sound(client.get(PAGE))
    words = words_of(page)

    assert "Thứ Hai, 07:30 đến 08:00: hầu như không ai" in words
    assert "Thứ Tư, 08:00 đến 08:30: khoảng 5 người" in words
    assert "trung bình của 4 tuần" in words
    assert '<svg class="heat"' in page
    assert counts_of(page, "08:00–08:30") == ["2", "5"]


def test_noon_is_neither_quiet_nor_drawn_as_quiet(hall: Hall, client: Client) -> None:
    fill_weeks(hall, 4)

    page = assert_sound(client.get(PAGE))

    assert "12:00 đến 12:30" not in page
    assert counts_of(page, "12:00–12:30") == ["–", "–"]


def test_a_centre_without_a_hall_says_so(
    stranger_centre: Centre, client: Client
) -> None:
    with override_settings(ALLOWED_HOSTS=[stranger_centre.host]):
        page = assert_sound(client.get(PAGE, headers={"host": stranger_centre.host}))

    assert "Ở đây chưa phát số" in page


def test_the_home_leads_to_the_hall_where_there_is_one(
    town: Centre, stranger_centre: Centre, client: Client
) -> None:
    assert town
    with override_settings(ALLOWED_HOSTS=["testserver", stranger_centre.host]):
        ours = client.get("/").content.decode()
        theirs = client.get("/", headers={"host": stranger_centre.host})

    assert PAGE in ours
    assert "/lay-so/" in ours
    assert "/lay-so/" not in theirs.content.decode()
