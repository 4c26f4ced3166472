"""The desk and partner agencies: ask, confirm what came back, remind, print."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import AgencyTask, Dossier, Reminder
from motcua.dossiers.services import Ask
from motcua.ward.models import Centre, Department
from tests.cast import NOW, mandate
from tests.web.html import assert_sound

SIGNED = ("Giải quyết", "Đã chuyển, chờ nhận")


def sent(town: Centre, dossier: Dossier, *codes: str, **more: str) -> dict[str, object]:
    """The form of the ask page, filled in."""
    units = Department.objects.filter(centre=town, code__in=codes)
    return {
        "revision": dossier.revision,
        "agencies": [str(unit.id) for unit in units],
        "question": "Đất có tranh chấp không?",
        "medium": "electronic",
        **more,
    }


def test_the_officer_asks_two_agencies_and_reads_where_they_stand(
    town: Centre, dossier: Dossier, at_civil_status: Client
) -> None:
    there = f"/desk/dossiers/{dossier.code}/agencies/"
    lead = str(Department.objects.get(centre=town, code="THUE").id)
    assert_sound(at_civil_status.get(there))

    answer = at_civil_status.post(
        there, sent(town, dossier, "THUE", "VPDKDD", lead=lead, hours="8")
    )

    tasks = AgencyTask.objects.filter(centre=town, dossier=dossier)
    assert answer.status_code == 302
    assert {task.state for task in tasks} == {"sent"}
    shown = assert_sound(at_civil_status.get(answer["Location"]))
    assert "Thuế cơ sở" in shown
    assert "Đất có tranh chấp không?" in shown


def test_several_at_once_without_a_lead_come_back_with_the_words_kept(
    town: Centre, dossier: Dossier, at_civil_status: Client
) -> None:
    there = f"/desk/dossiers/{dossier.code}/agencies/"

    answer = at_civil_status.post(there, sent(town, dossier, "THUE", "VPDKDD"))

    shown = assert_sound(answer)
    assert answer.status_code == 422
    assert "Chọn một cơ quan chủ trì." in shown
    assert "Đất có tranh chấp không?" in shown


def test_whose_step_it_is_not_may_not_ask(
    town: Centre, dossier: Dossier, at_counter: Client
) -> None:
    there = f"/desk/dossiers/{dossier.code}/agencies/"

    answer = at_counter.post(there, sent(town, dossier, "THUE"))

    assert answer.status_code == 302
    assert not AgencyTask.objects.filter(centre=town, dossier=dossier).exists()


def test_the_page_of_a_dossier_at_the_police_says_so(
    receive: Callable[..., Dossier], at_counter: Client
) -> None:
    dossier = receive("1.004194")

    page = at_counter.get(f"/desk/dossiers/{dossier.code}/?tab=agencies")

    shown = assert_sound(page)
    assert "Công an phường" in shown
    assert all(words in shown for words in SIGNED)


def test_the_director_signs_the_letter_the_clock_proposed(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: Callable[[Mandate], Client],
    director_khanh: Mandate,
) -> None:
    receive("1.004194")
    late = NOW + timedelta(days=5)
    services.watch_agencies(centre=town, at=late)
    letter = Reminder.objects.get(centre=town)

    with time_machine.travel(late, tick=False):
        browser = signed_in(director_khanh)
        board = assert_sound(browser.get("/desk/agencies/"))
        signed = browser.post(f"/desk/reminders/{letter.id}/signature/")
        printed = browser.get(signed["Location"])

    assert "Văn bản nhắc việc chờ ký" in board
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")


def test_the_score_of_an_agency_opens_into_its_rows(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: Callable[[Mandate], Client],
    director_khanh: Mandate,
) -> None:
    dossier = receive("1.004194")

    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        browser = signed_in(director_khanh)
        board = browser.get("/desk/agencies/").content.decode()
        rows = assert_sound(browser.get("/desk/agencies/CA/"))

    assert "/desk/agencies/CA/" in board
    assert dossier.code in rows


def test_the_control_slip_is_drawn_and_opens(
    dossier: Dossier, at_counter: Client
) -> None:
    drawn = at_counter.post(f"/desk/dossiers/{dossier.code}/control-slips/")

    assert drawn.status_code == 302
    assert at_counter.get(drawn["Location"])["Content-Type"] == "application/pdf"


def test_papers_that_came_back_are_confirmed_at_the_desk(
    town: Centre, dossier: Dossier, at_civil_status: Client
) -> None:
    there = f"/desk/dossiers/{dossier.code}/agencies/"
    at_civil_status.post(there, sent(town, dossier, "THUE", medium="paper"))
    task = AgencyTask.objects.get(centre=town, dossier=dossier)
    services.answer_task(
        centre=town, task_id=task.id, answer="Không", by=mandate("thue"), at=NOW
    )
    back = task.hand_overs.get(to_agency=None)

    at_civil_status.post(f"/desk/dossiers/{dossier.code}/returned-papers/{back.id}/")

    back.refresh_from_db()
    assert back.received_at == NOW


def test_who_signs_sees_whose_opinion_is_missing(
    signed_in: Callable[[Mandate], Client],
    town: Centre,
    dossier: Dossier,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
) -> None:
    tax = Department.objects.get(centre=town, code="THUE")
    services.ask_agencies(
        centre=town,
        code=dossier.code,
        asks=[Ask(tax, "Còn nợ thuế không?", hours=Decimal(8), is_lead=True)],
        medium="electronic",
        by=civil_status_linh,
        at=NOW,
    )
    services.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)
    at_leader = signed_in(leader_hung)

    listed = at_leader.get("/desk/approvals/").content.decode()
    shown = at_leader.get(f"/desk/dossiers/{dossier.code}/").content.decode()

    for text in (listed, shown):
        assert f"Chưa có ý kiến của {tax.name}" in text
