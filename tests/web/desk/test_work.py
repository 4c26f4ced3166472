"""My work, the pool, the signing list, and how they follow what happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.foundation.live import topics
from motcua.foundation.live.topics import UnknownTopic
from motcua.ward.models import Centre
from motcua.web.desk import work
from tests.cast import NOW, mandate
from tests.web.html import assert_sound

BIRTH = "1.001193"


def test_nothing_to_do_says_so(at_civil_status: Client) -> None:
    text = assert_sound(at_civil_status.get("/desk/"))

    assert "Hết việc đến hạn hôm nay" in text


def test_an_open_step_waits_in_the_pool_and_moves_to_mine_when_claimed(
    at_civil_status: Client, dossier: Dossier
) -> None:
    before = assert_sound(at_civil_status.get("/desk/"))
    claimed = at_civil_status.post(
        f"/desk/dossiers/{dossier.code}/claims/",
        {"revision": dossier.revision, "from": "work"},
        follow=True,
    )

    assert "Chờ người nhận" in before
    after = claimed.content.decode()
    assert "Trong tay tôi" in after
    assert "Chờ người nhận" not in after
    assert "Hồ sơ đã về tay Ông/Bà." in after


def test_the_most_urgent_stands_first_with_its_chip(
    at_civil_status: Client, receive: Callable[..., Dossier]
) -> None:
    late = receive(at=NOW - timedelta(days=7))
    today = receive()

    text = at_civil_status.get("/desk/").content.decode()

    assert text.index(late.code) < text.index(today.code)
    assert "Quá hạn" in text
    assert "Hạn hôm nay" in text


def test_forty_dossiers_cost_no_more_queries_than_two(
    at_civil_status: Client,
    receive: Callable[..., Dossier],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for _ in range(12):
        receive()

    # The procedures of a list are read once each, by a statement of their own.
    with django_assert_max_num_queries(10):
        at_civil_status.get("/desk/")


def test_the_live_lists_are_one_persons_own(
    dossier: Dossier, civil_status_linh: Mandate, town: Centre
) -> None:
    topic = f"work:{town.id}:{civil_status_linh.user.id}"

    assert dossier.code in topics.snapshot(topic, "vi")


def test_the_live_lists_are_not_for_another_wards_officer(
    town: Centre, stranger: Mandate
) -> None:
    with pytest.raises(UnknownTopic):
        topics.snapshot(f"work:{town.id}:{stranger.user.id}", "vi")


def test_a_change_of_the_whole_reaches_every_persons_view_of_it() -> None:
    assert "work:a" in topics.heard_by("work:a")
    assert "work:a" in topics.heard_by("work:a:mai")
    assert "work:a" not in topics.heard_by("work:ab:mai")
    assert "work:a" not in topics.heard_by("work:b:mai")


@pytest.fixture
def for_signature(
    receive: Callable[..., Dossier], town: Centre, civil_status_linh: Mandate
) -> Callable[[], Dossier]:
    """A dossier that has reached the leader."""

    def ready() -> Dossier:
        made = receive()
        return services.hand_over(
            centre=town, code=made.code, by=civil_status_linh, at=NOW
        )

    return ready


def test_the_leader_signs_many_at_once_and_hears_which_failed(
    at_leader: Client,
    for_signature: Callable[[], Dossier],
    town: Centre,
    leader_hung: Mandate,
) -> None:
    ready, changed = for_signature(), for_signature()
    chosen = [f"{d.code} {d.revision}" for d in (ready, changed)]
    services.send_back(
        centre=town, code=changed.code, reason="sai năm", by=leader_hung, at=NOW
    )

    listed = assert_sound(at_leader.get("/desk/approvals/"))
    text = at_leader.post(
        "/desk/approvals/", {"chosen": [*chosen, "999 1"]}, follow=True
    ).content.decode()

    assert ready.code in listed
    assert "Đã ký duyệt 1 hồ sơ." in text
    assert f"{changed.code} chưa ký được. Vừa có người cập nhật." in text
    assert "999 chưa ký được. Không có hồ sơ này." in text
    ready.refresh_from_db()
    assert ready.holder_role == "clerk"


def test_signing_nothing_asks_to_choose(at_leader: Client) -> None:
    response = at_leader.post("/desk/approvals/", follow=True)

    assert "Chưa chọn hồ sơ nào" in response.content.decode()
    assert "Không có gì chờ ký" in response.content.decode()


def test_what_was_sent_back_before_is_flagged(
    at_leader: Client,
    for_signature: Callable[[], Dossier],
    town: Centre,
    leader_hung: Mandate,
    civil_status_linh: Mandate,
) -> None:
    code = for_signature().code
    services.send_back(centre=town, code=code, reason="sai năm", by=leader_hung, at=NOW)
    services.hand_over(centre=town, code=code, by=civil_status_linh, at=NOW)

    assert "Từng bị trả lại" in at_leader.get("/desk/approvals/").content.decode()


def test_the_mark_of_the_signing_list_changes_with_it(
    for_signature: Callable[[], Dossier], town: Centre, leader_hung: Mandate
) -> None:
    topic = f"work:{town.id}:{leader_hung.user.id}:approvals"
    before = topics.snapshot(topic, "vi")

    for_signature()

    assert topics.snapshot(topic, "vi") != before


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", 50), ("100", 100), ("7", 50), ("9999", 50), ("999", 500), ("²", 50)],
)
def test_a_list_is_as_long_as_asked_within_reason(asked: str, shown: int) -> None:
    assert work.rows_asked(asked) == shown


def test_what_does_not_fit_is_offered(
    at_civil_status: Client,
    receive: Callable[..., Dossier],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work, "PAGE", 2)
    for _ in range(3):
        receive()

    first = assert_sound(at_civil_status.get("/desk/"))
    more = assert_sound(at_civil_status.get("/desk/?rows=4"))

    assert 'href="?rows=4"' in first
    assert "Xem thêm" not in more


def test_the_leader_looks_at_a_dossier_without_leaving_the_list(
    at_leader: Client, for_signature: Callable[[], Dossier]
) -> None:
    code = for_signature().code

    listed = assert_sound(at_leader.get("/desk/approvals/"))
    short = at_leader.get(f"/desk/dossiers/{code}/?part=preview").content.decode()

    assert f"/desk/dossiers/{code}/?part=preview" in listed
    assert "Giấy tờ đã nộp" in short
    assert "<html" not in short


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("giamdoc", "/desk/today/"),
        ("kiemsoat", "/desk/today/"),
        ("quantri", "/office/"),
    ],
)
def test_who_has_no_steps_is_led_from_the_desk_to_their_own_page(
    signed_in: Callable[[Mandate], Client], town: Centre, who: str, home: str
) -> None:
    answer = signed_in(mandate(who)).get("/desk/")

    assert (answer.status_code, answer.headers["Location"]) == (302, home)
