"""The console of a counter, as the officer's browser sees it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.foundation.live import topics
from motcua.queueing.models import Break, Sitting, Ticket
from motcua.queueing.services import calling, issuing, undoing
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.matters import Matter
from motcua.queueing.services.sittings import Seat
from motcua.ward.models import Centre
from motcua.web.desk import console_page
from tests.cast import AN, EXTRACT
from tests.web.html import assert_sound, words_of

CONSOLE = "/desk/counter/"


def text_of(answer: Any) -> str:
    """What stands on a sound page, spaces made one."""
    return " ".join(words_of(assert_sound(answer)).split())


@pytest.fixture
def take(town: Centre, reception_mai: Mandate) -> Callable[..., Ticket]:
    """Take a number now, whatever the hour of the test."""
    count = 0

    def number(letter: str = "A", **ask: Any) -> Ticket:
        nonlocal count
        count += 1
        ticket, _ = issuing.issue(
            centre=town,
            ask=Ask(letter=letter, channel="greeter", anyway="thử", **ask),
            key=f"taken {count}",
            at=timezone.now(),
            by=reception_mai.user,
        )
        return ticket

    return number


@pytest.fixture
def mai(reception_mai: Mandate, signed_in: Callable[[Mandate], Client]) -> Client:
    """Mai's browser at counter 1."""
    browser = signed_in(reception_mai)
    browser.post(CONSOLE, {"counter": "1"})
    return browser


def press(browser: Client, act: str, **sent: str) -> str:
    """Press a button of the console; the page that follows, as text."""
    answer = browser.post(f"{CONSOLE}{act}/", sent, follow=True)
    assert answer.status_code == 200
    return text_of(answer)


def test_before_sitting_down_the_counters_are_shown(
    reception_mai: Mandate, signed_in: Callable[[Mandate], Client]
) -> None:
    page = text_of(signed_in(reception_mai).get(CONSOLE))

    assert "Tôi ngồi quầy nào?" in page
    assert page.count("Còn trống") == 15


def test_a_visit_without_dossier_takes_two_keys(
    mai: Client, take: Callable[..., Ticket]
) -> None:
    ticket = take()

    assert "Đang gọi" in press(mai, "call")
    page = press(mai, "finish", service="guidance")

    assert "Đã xong số A001" in page
    ticket.refresh_from_db()
    assert ticket.state == "ended"
    assert "Hôm nay 1 lượt" in page


def test_the_console_says_why_the_first_is_first(
    mai: Client, take: Callable[..., Ticket]
) -> None:
    ordinary = take()
    take(ticket_class="priority", ground="elderly")
    since = timezone.now() - timedelta(minutes=10)
    Ticket.objects.exclude(pk=ordinary.pk).update(since=since)
    Ticket.objects.filter(pk=ordinary.pk).update(since=since)

    page = text_of(mai.get(CONSOLE))

    assert "A002 trước A001 vì đã chờ 10 trên 8 phút được hẹn" in page


def test_one_press_sent_twice_does_one_thing(
    mai: Client, take: Callable[..., Ticket]
) -> None:
    take()
    take()

    press(mai, "call", revision="0")
    press(mai, "finish", service="guidance", revision="1")
    press(mai, "finish", service="guidance", revision="1")
    press(mai, "call", revision="2")
    press(mai, "call", revision="2")

    assert [t.state for t in Ticket.objects.order_by("number")] == ["ended", "called"]


def test_finishing_without_saying_how_keeps_the_visit(
    mai: Client, take: Callable[..., Ticket]
) -> None:
    ticket = take()
    press(mai, "call")

    page = press(mai, "finish")

    assert "Chọn việc đã làm để kết thúc lượt" in page
    ticket.refresh_from_db()
    assert ticket.state == "called"


def test_the_person_s_dossiers_stand_beside_the_number(
    mai: Client, take: Callable[..., Ticket], dossier: Dossier
) -> None:
    take()
    press(mai, "call")

    page = press(mai, "person", personal_id=AN.personal_id)

    assert "Bùi Thị An" in page
    assert "Hồ sơ của người này" in page
    assert "12 chữ số" in press(mai, "person", personal_id="12")


def test_a_second_browser_is_asked_before_it_takes_over(
    mai: Client,
    civil_status_linh: Mandate,
    signed_in: Callable[[Mandate], Client],
    take: Callable[..., Ticket],
) -> None:
    take()
    press(mai, "call")
    linh = signed_in(civil_status_linh)

    asked = linh.post(CONSOLE, {"counter": "1"})
    taken = linh.post(CONSOLE, {"counter": "1", "takes_over": "yes"}, follow=True)

    assert asked.status_code == 409
    assert "đang mở bởi" in text_of(asked)
    assert "A001" in text_of(taken)
    assert "Tôi ngồi quầy nào?" in text_of(mai.get(CONSOLE))


def test_a_break_is_shown_and_ended(mai: Client, take: Callable[..., Ticket]) -> None:
    take()

    assert "Ăn trưa" in press(mai, "break", reason="meal", minutes="30")
    assert "Quầy đang nghỉ: bấm Làm việc lại" in press(mai, "call")
    assert "Người tiếp theo" in press(mai, "back")
    assert Break.objects.get().ended_at is not None


def test_out_of_order_asks_for_the_reason(
    mai: Client, take: Callable[..., Ticket]
) -> None:
    take()
    second = take()

    assert "Ghi lý do" in press(mai, "call-this", ticket=str(second.id), reason=" ")
    page = press(mai, "call-this", ticket=str(second.id), reason="Cần về sớm")

    assert "Đã gọi số A002 ngoài thứ tự" in page


@pytest.mark.parametrize("sent", ["", "không phải số", "01a2"])
def test_a_ticket_that_is_none_is_refused_in_words(mai: Client, sent: str) -> None:
    page = press(mai, "call-this", ticket=sent, reason="x")

    assert "không còn trong danh sách" in page


def test_an_act_that_is_none_is_not_found(mai: Client) -> None:
    assert mai.post(f"{CONSOLE}explode/").status_code == 404


def test_undo_takes_the_call_back(mai: Client, take: Callable[..., Ticket]) -> None:
    ticket = take()
    press(mai, "call")

    page = press(mai, "undo")

    assert "Đã hoàn tác" in page
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_leaving_frees_the_counter(mai: Client) -> None:
    assert "Đã rời quầy" in press(mai, "leave")
    assert not Sitting.objects.filter(ended_at=None).exists()


def test_the_open_console_hears_of_the_hall(
    mai: Client, town: Centre, take: Callable[..., Ticket]
) -> None:
    sitting = Sitting.objects.get()
    topic = f"console:{town.id}:{sitting.id}"
    take()

    assert "A001" in topics.snapshot(topic, "vi")
    assert f"hall:{town.id}" in topics.heard_by(topic)
    assert "hall:another" not in topics.heard_by(topic)


def test_a_sitting_that_ended_is_shown_to_nobody(mai: Client, town: Centre) -> None:
    sitting = Sitting.objects.get()
    press(mai, "leave")

    with pytest.raises(topics.UnknownTopic):
        topics.snapshot(f"console:{town.id}:{sitting.id}", "vi")


def test_who_does_not_call_tickets_finds_no_console(
    director_khanh: Mandate, signed_in: Callable[[Mandate], Client]
) -> None:
    assert signed_in(director_khanh).get(CONSOLE).status_code == 404


def test_the_console_asks_a_fixed_number_of_statements(
    mai: Client,
    take: Callable[..., Ticket],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _ in range(12):
        take()

    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        mai.get(CONSOLE)


def test_a_mandate_lost_closes_the_live_console(
    mai: Client, town: Centre, reception_mai: Mandate
) -> None:
    sitting = Sitting.objects.get()
    reception_mai.user.is_active = False
    reception_mai.user.save()

    with pytest.raises(topics.UnknownTopic):
        topics.snapshot(f"console:{town.id}:{sitting.id}", "vi")


def test_an_act_in_the_middle_of_a_reading_is_shown_under_its_own_count(
    mai: Client,
    take: Callable[..., Ticket],
    reception_mai: Mandate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What came of the act, under the count before it, would swallow the next key."""
    sitting, ticket = Sitting.objects.get(ended_at=None), take()
    read = undoing.can_undo

    def and_meanwhile_somebody_is_called(*given: Any, **more: Any) -> Any:
        monkeypatch.setattr(undoing, "can_undo", read)
        calling.call_next(
            centre=sitting.centre,
            seat=Seat(sitting.id, sitting.console),
            at=timezone.now(),
        )
        return read(*given, **more)

    monkeypatch.setattr(undoing, "can_undo", and_meanwhile_somebody_is_called)
    shown = console_page.of(sitting, reception_mai, at=timezone.now())

    assert shown.present is not None
    assert shown.present.ticket == ticket
    assert shown.sitting.revision == Sitting.objects.get(id=sitting.id).revision
    assert not shown.next


def test_the_console_shows_what_the_person_came_for_and_brought(
    mai: Client, take: Callable[..., Ticket], receive: Callable[..., Dossier]
) -> None:
    dossier = receive()
    take(matter=Matter(EXTRACT, [], dossier.code))

    page = press(mai, "call")

    assert "Đến để" in page
    assert dossier.code in page
    assert "chưa đánh dấu" in page
    assert f"?procedure={EXTRACT}" in assert_sound(mai.get(CONSOLE))


def test_a_dossier_nobody_has_is_not_spoken_of(
    mai: Client, take: Callable[..., Ticket]
) -> None:
    take(matter=Matter(dossier="000.00.95.H44-260721-0012"))

    assert "Đến để" not in press(mai, "call")


def test_the_script_gets_the_console_at_once_and_a_lost_seat_leads_away(
    mai: Client, take: Callable[..., Ticket]
) -> None:
    take()

    answer = mai.post(f"{CONSOLE}call/", headers={"X-At-Once": "1"})
    assert "Đang gọi" in text_of(answer)

    Sitting.objects.update(ended_at=timezone.now())
    assert mai.post(f"{CONSOLE}start/", headers={"X-At-Once": "1"}).status_code == 302
