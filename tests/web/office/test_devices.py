"""The office takes machines into the hall, sees how they are, and sends them away."""

from collections.abc import Callable
from typing import Final

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing import devices
from motcua.queueing.models import Device
from motcua.queueing.services import devices as services
from motcua.queueing.services.devices import WRONG_CODES
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Hall, hall, later
from tests.queueing.machines import Machines
from tests.web.html import assert_sound, words_of

__all__ = ["hall"]

LIST: Final = "/office/devices/"


@pytest.fixture
def machines(town: Centre, admin_quan: Mandate) -> Machines:
    """The machines of the town."""
    return Machines(town, admin_quan.user)


def send(office: Client, path: str, **said: str) -> str:
    """Send a form at NOW; gives the page that comes of it."""
    with time_machine.travel(NOW, tick=False):
        return assert_sound(office.post(path, said, follow=True))


def read(office: Client, path: str = LIST, *, minutes: float = 0) -> str:
    """A page, so long after NOW."""
    with time_machine.travel(later(minutes), tick=False):
        return assert_sound(office.get(path))


def pair(office: Client, code: str, **said: str) -> str:
    """Type a code into the form."""
    plain = {"code": code, "kind": "hall", "name": "Cửa chính", "counter": ""}
    return send(office, f"{LIST}pairing/", **{**plain, **said})


def test_an_empty_page_says_how_to_begin(office: Client) -> None:
    page = read(office)

    assert "Chưa ghép thiết bị nào" in page
    assert "/thiet-bi/" in page


def test_the_code_on_the_machine_brings_it_into_the_hall(
    office: Client, town: Centre, machines: Machines
) -> None:
    code, token = machines.ask()

    page = pair(office, f"{code[:3].lower()} {code[3:]}", name="Cạnh cửa chính")

    found = devices.bearer(town, token)
    assert found is not None
    assert (found.name, found.kind) == ("Cạnh cửa chính", "hall")
    assert "Đã ghép" in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": ""}, "Ghi mã đang hiện trên thiết bị"),
        ({"code": "ABC"}, "Mã có 7 ký tự"),
        ({"code": "CCCCCCC"}, "Không có thiết bị nào đang hiện mã này"),
        ({"name": ""}, "Ghi tên hoặc chỗ đặt thiết bị"),
        ({"kind": ""}, "Chọn thiết bị dùng làm gì"),
        ({"kind": "counter"}, "Ghi số của một quầy có thật"),
        ({"kind": "counter", "counter": "99"}, "Ghi số của một quầy có thật"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    office: Client, machines: Machines, said: dict[str, str], sentence: str
) -> None:
    code, _ = machines.ask()

    page = pair(office, **{"code": code, "name": "Chỗ tôi gõ", **said})

    assert sentence in page
    assert not Device.objects.exists()
    assert "name" in said or "Chỗ tôi gõ" in page


def test_a_display_that_became_something_else_forgets_its_counter(
    office: Client, town: Centre, machines: Machines
) -> None:
    code, token = machines.ask()

    pair(office, code, kind="hall", counter="5")

    found = devices.bearer(town, token)
    assert found is not None
    assert found.counter is None


def test_who_guesses_codes_is_told_to_wait(office: Client, machines: Machines) -> None:
    for _ in range(WRONG_CODES):
        pair(office, "CCCCCCC")
    code, _ = machines.ask()

    assert "Gõ sai mã quá nhiều lần" in pair(office, code)


def test_the_list_says_in_words_how_each_machine_is(
    office: Client, machines: Machines
) -> None:
    living, lost, fresh, gone = (
        machines.pair(name=name)[0] for name in ("một", "hai", "ba", "bốn")
    )
    services.hear(lost, {}, at=NOW)
    services.hear(living, {"sound": "blocked"}, at=later(9))
    machines.revoke(gone, later(9))
    assert fresh

    text = " ".join(words_of(read(office, minutes=10)).split())

    assert "mộtMàn hình sảnh Đang chạy Trình duyệt chặn tiếng" in text
    assert "haiMàn hình sảnh Mất liên lạc từ 09:00" in text
    assert "baMàn hình sảnh Chưa báo lần nào" in text
    assert "bốnMàn hình sảnh Đã thu hồi 09:09" in text


def test_a_screen_is_set_up_by_distance_and_size(
    office: Client, machines: Machines
) -> None:
    paired, _ = machines.pair()
    where = f"{LIST}{paired.id}/"

    page = send(
        office,
        where,
        name="Cửa",
        reading_metres="8,5",
        screen_inches="55",
        left="1-3, 5",
        right="",
    )

    paired.refresh_from_db()
    assert (paired.name, str(paired.reading_metres)) == ("Cửa", "8.5")
    assert paired.left == [1, 2, 3, 5]
    assert 'value="1-3, 5"' in page
    assert "Chữ cao ít nhất 21 mm" in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reading_metres": "12"}, "Màn hình cỡ này chỉ đọc rõ từ 10,3 mét trở lại"),
        ({"reading_metres": "xa"}, "Ghi bằng số"),
        ({"left": "một"}, "Ghi số quầy như 1-5, 7"),
        ({"left": "1-5", "right": "5"}, "Có quầy vừa ở bên trái vừa ở bên phải"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    office: Client, machines: Machines, said: dict[str, str], sentence: str
) -> None:
    paired, _ = machines.pair()
    plain = {"name": "Cửa", "reading_metres": "6", "screen_inches": "43"}

    page = send(office, f"{LIST}{paired.id}/", **{**plain, **said})

    assert sentence in page
    paired.refresh_from_db()
    assert paired.name == "Màn hình"


def test_a_machine_without_a_screen_is_asked_for_its_name_only(
    office: Client, machines: Machines
) -> None:
    tablet, _ = machines.pair("greeter", name="Máy của người hướng dẫn")

    page = send(office, f"{LIST}{tablet.id}/", name="Máy cạnh cửa")

    tablet.refresh_from_db()
    assert tablet.name == "Máy cạnh cửa"
    assert "Người ngồi xa nhất" not in page


def test_revoking_asks_first(office: Client, town: Centre, machines: Machines) -> None:
    paired, token = machines.pair()
    where = f"{LIST}{paired.id}/revocation/"

    asked = read(office, where)
    before = devices.bearer(town, token)
    done = send(office, where)

    assert "sảnh sẽ không còn tiếng" in asked
    assert before == paired
    assert devices.bearer(town, token) is None
    assert "Đã thu hồi Màn hình" in done
    assert office.get(where).status_code == 404


def test_one_display_is_chosen_to_speak(
    office: Client, town: Centre, machines: Machines
) -> None:
    machines.pair(name="một")
    second, _ = machines.pair(name="hai")
    counter, _ = machines.pair("counter", counter=1)

    page = send(office, f"{LIST}{second.id}/voice/")

    assert devices.speaking(town) == second
    assert "Từ nay hai đọc loa" in page
    assert office.post(f"{LIST}{counter.id}/voice/").status_code == 404


def test_the_trial_of_the_sound_says_what_came_of_it(
    office: Client, machines: Machines
) -> None:
    assert "Chưa chọn màn hình nào đọc loa" in send(office, f"{LIST}sound-trial/")
    paired, _ = machines.pair()

    asked = send(office, f"{LIST}sound-trial/")
    services.hear(paired, {"tried": int(NOW.timestamp() * 1000)}, at=later(0.1))
    heard = read(office)

    assert "máy chưa báo đã phát" in asked
    assert "Đã phát tiếng thử lúc 09:00" in heard


def test_the_errors_of_a_machine_can_be_read(
    office: Client, machines: Machines
) -> None:
    paired, _ = machines.pair()
    services.hear(paired, {"errors": ["<b>TypeError</b>"]}, at=NOW)

    page = read(office, f"{LIST}{paired.id}/")

    assert "&lt;b&gt;TypeError" in page


def test_the_mornings_board_counts_what_is_green(
    office: Client, hall: Hall, machines: Machines, reception_mai: Mandate
) -> None:
    paired, _ = machines.pair(name="Màn hình cửa chính")
    services.hear(paired, {"sound": "voice"}, at=NOW)
    hall.sit(1, reception_mai.user)

    text = " ".join(words_of(read(office, f"{LIST}morning/")).split())

    assert "Màn hình cửa chính Đang chạy" in text
    assert "Màn hình cửa chính Có giọng đọc" in text
    assert "A · Hộ tịch, chứng thực Quầy 1 gọi được" in text
    assert "B · Đất đai, xây dựng, môi trường Chưa quầy nào gọi được" in text
    assert f"Quầy 1 {reception_mai.user.full_name}" in text
    assert "Quầy 2 Chưa ai ngồi" in text
    # The display, its voice, one queue of six and one counter of fifteen.
    assert "4 trong 23 mục xanh" in text


def test_a_lost_display_that_should_speak_is_red(
    office: Client, machines: Machines
) -> None:
    paired, _ = machines.pair()
    services.hear(paired, {"sound": "voice"}, at=NOW)

    text = words_of(read(office, f"{LIST}morning/", minutes=10))

    assert "Không nghe được: máy đang mất liên lạc" in text
    assert "Có giọng đọc" not in text


def test_a_hall_without_a_voice_says_so(office: Client) -> None:
    assert "Chưa chọn máy nào" in read(office, f"{LIST}morning/")


def test_a_machine_of_another_ward_is_not_found(
    machines: Machines,
    signed_in: Callable[[Mandate], Client],
    foreign_admin: Mandate,
) -> None:
    paired, _ = machines.pair(name="Cạnh cửa chính")
    theirs = signed_in(foreign_admin)

    assert paired.name not in read(theirs)
    assert theirs.get(f"{LIST}{paired.id}/").status_code == 404
    assert theirs.post(f"{LIST}{paired.id}/revocation/").status_code == 404
