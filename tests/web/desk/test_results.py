"""The desk's results: who was told, where they lie, how they are handed over."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line
from motcua.notifications.models import Message
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers.test_scopes import elsewhere, limited


@pytest.fixture
def waiting(
    town: Centre,
    dossier: Dossier,
    reception_mai: Mandate,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    clerk_thu: Mandate,
) -> Dossier:
    """A ready result on its shelf."""
    who: Any = {"centre": town, "code": dossier.code, "at": NOW}
    services.hand_over(by=civil_status_linh, **who)
    services.approve_result(by=leader_hung, **who)
    resolved = services.hand_over(by=clerk_thu, **who)
    return services.keep_result(
        centre=resolved.centre,
        code=resolved.code,
        place="Kệ 2, ô A",
        by=reception_mai,
        at=NOW,
    )


def page(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_the_list_says_who_was_told_and_where_the_paper_lies(
    at_counter: Client, waiting: Dossier
) -> None:
    before = page(at_counter, "/desk/results/")
    at_counter.post("/desk/results/", {"chosen": [waiting.code]})

    after = page(at_counter, "/desk/results/")

    assert "Chưa báo" in before
    assert "Kệ 2, ô A" in before
    assert "Gọi điện: chờ gửi" in after


def test_reminding_twice_a_day_says_so(at_counter: Client, waiting: Dossier) -> None:
    for _ in range(2):
        answer = at_counter.post(
            "/desk/results/", {"chosen": [waiting.code]}, follow=True
        )

    assert "Hôm nay đã nhắc các hồ sơ này rồi." in answer.content.decode()
    assert Message.objects.filter(centre=waiting.centre).count() == 1


def test_uncollected_are_those_of_fifteen_working_days(
    at_counter: Client, waiting: Dossier, town: Centre
) -> None:
    assert waiting.code not in page(at_counter, "/desk/results/?only=uncollected")

    Dossier.objects.filter(centre=town).update(resolved_at=NOW - timedelta(days=30))

    assert waiting.code in page(at_counter, "/desk/results/?only=uncollected")


def test_the_spreadsheet_reckons_nothing(
    at_counter: Client, waiting: Dossier, town: Centre
) -> None:
    Dossier.objects.filter(centre=town).update(owner_name='=HYPERLINK("x")')

    answer = at_counter.get("/desk/results/list.csv").content.decode()

    assert waiting.code in answer
    assert "\"'=HYPERLINK" in answer


def test_who_takes_the_spreadsheet_is_written_down_and_stands_in_each_row(
    at_counter: Client, waiting: Dossier, reception_mai: Mandate
) -> None:
    answer = at_counter.get("/desk/results/list.csv").content.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(answer)))
    assert [row[0] for row in rows[1:]] == [waiting.code]
    mark = f"{reception_mai.user.full_name}, {NOW:%H:%M %d/%m/%Y}"
    assert [row[-1] for row in rows] == ["Người lấy tệp", mark]
    line = Line.objects.get(centre_id=waiting.centre_id, verb="export_results")
    assert (line.actor, line.detail["rows"]) == ("tiepnhan", 1)


@pytest.mark.parametrize(
    "address",
    [
        "/desk/results/",
        "/desk/results/?only=uncollected",
        "/desk/results/list.csv",
        "/desk/calls/",
    ],
)
def test_who_hands_out_one_field_sees_nothing_of_another(
    at_counter: Client, waiting: Dossier, reception_mai: Mandate, address: str
) -> None:
    at_counter.post("/desk/results/", {"chosen": [waiting.code]})
    Dossier.objects.filter(id=waiting.id).update(resolved_at=NOW - timedelta(days=40))
    assert waiting.code in page(at_counter, address)

    limited(reception_mai, field=elsewhere(waiting))

    assert waiting.code not in page(at_counter, address)


def test_who_hands_out_one_field_reminds_and_calls_nobody_of_another(
    at_counter: Client, waiting: Dossier, reception_mai: Mandate
) -> None:
    at_counter.post("/desk/results/", {"chosen": [waiting.code]})
    call = Message.objects.get(centre=waiting.centre)
    Message.objects.filter(id=call.id).update(cause="hôm qua")
    limited(reception_mai, field=elsewhere(waiting))

    at_counter.post("/desk/results/", {"chosen": [waiting.code]})
    answer = at_counter.post(f"/desk/calls/{call.id}/", {"outcome": "reached"})

    assert answer.status_code == 404
    assert Message.objects.get(centre=waiting.centre).status == "queued"


def test_a_call_that_was_overtaken_says_so(
    at_counter: Client, waiting: Dossier
) -> None:
    at_counter.post("/desk/results/", {"chosen": [waiting.code]})
    call = Message.objects.get(centre=waiting.centre)
    Message.objects.filter(id=call.id).update(status="expired", problem="overtaken")

    answer = at_counter.post(
        f"/desk/calls/{call.id}/", {"outcome": "reached"}, follow=True
    )

    assert "không phải gọi nữa" in answer.content.decode()


def test_a_call_is_made_and_noted(at_counter: Client, waiting: Dossier) -> None:
    at_counter.post("/desk/results/", {"chosen": [waiting.code]})
    call = Message.objects.get(centre=waiting.centre)
    assert "Bùi Thị An" in page(at_counter, "/desk/calls/")

    at_counter.post(f"/desk/calls/{call.id}/", {"outcome": "reached"})

    assert "Không còn ai phải gọi" in page(at_counter, "/desk/calls/")
    tab = page(at_counter, f"/desk/dossiers/{waiting.code}/?tab=messages")
    assert "Nhắc nhận kết quả" in tab


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"relation": "proxy"}, "Ghi số của giấy đã đối chiếu."),
        ({"relation": "other"}, "Ghi vì sao người này được nhận thay."),
        ({"kept_reason": ""}, "Giấy tờ chỉ xuất trình phải trả lại"),
    ],
)
def test_half_a_proof_is_asked_for_beside_its_field(
    at_counter: Client, waiting: Dossier, typed: dict[str, str], sentence: str
) -> None:
    sound = {
        "revision": str(waiting.revision),
        "receiver": "Bùi Thị An",
        "relation": "submitter",
        "exit_by": "counter",
        "shown": "id_card",
        "kept_reason": "Đã cầm về",
    }

    answer = at_counter.post(f"/desk/dossiers/{waiting.code}/return/", sound | typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert selectors.return_record(waiting) is None
