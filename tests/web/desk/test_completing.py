"""The pages by which papers are asked for, answered and refused."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers.test_lodge import WHY

Signed = Callable[[Mandate], Client]


@pytest.fixture
def lodged(lodge: Callable[..., Dossier]) -> Dossier:
    """A dossier that came without a single paper and waits at reception."""
    return lodge(papers=[])


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(centre_id=dossier.centre_id, id=dossier.id)


def sent(dossier: Dossier, **more: Any) -> dict[str, Any]:
    return {
        "revision": now(dossier).revision,
        "reason": "Giấy chưa rõ",
        "days": "30",
        "kinds-0": ["unreadable"],
        "detail-0": "Mặt sau mờ",
        **more,
    }


def test_every_paper_is_on_the_checklist_and_one_request_goes_out(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, signed_in: Signed
) -> None:
    browser = signed_in(civil_status_linh)
    address = f"/desk/dossiers/{dossier.code}/supplement/"
    page = browser.get(address).content.decode()
    for paper in dossier.papers.all():
        assert paper.name in page

    browser.post(address, sent(dossier))

    assert now(dossier).now_in is State.SUPPLEMENT
    shown = browser.get(f"/desk/dossiers/{dossier.code}/").content.decode()
    assert "Chờ người nộp bổ sung" in shown
    assert "Mặt sau mờ" in shown
    assert "Ghi nhận bổ sung" in shown


def test_an_empty_checklist_and_a_fault_without_words_lose_nothing(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, signed_in: Signed
) -> None:
    browser = signed_in(civil_status_linh)
    address = f"/desk/dossiers/{dossier.code}/supplement/"

    empty = browser.post(address, sent(dossier, **{"kinds-0": []}))
    bare = browser.post(address, sent(dossier, **{"detail-0": ""}))
    long = browser.post(address, sent(dossier, reason="x" * 501))

    assert [r.status_code for r in (empty, bare, long)] == [422, 422, 422]
    assert "Chưa đánh dấu chỗ nào chưa đạt." in empty.content.decode()
    assert "Mặt sau mờ" in empty.content.decode()
    assert "Ghi cụ thể chỗ nào chưa đạt." in bare.content.decode()
    assert "Lý do dài quá 500 chữ" in long.content.decode()
    assert not SupplementRequest.objects.filter(dossier=dossier).exists()


def test_a_stale_checklist_is_shown_again_with_what_was_typed(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, signed_in: Signed
) -> None:
    browser = signed_in(civil_status_linh)
    old = sent(dossier)
    browser.post(f"/desk/dossiers/{dossier.code}/claims/", {"revision": "1"})

    page = browser.post(f"/desk/dossiers/{dossier.code}/supplement/", old)

    assert page.status_code == 409
    assert "Mặt sau mờ" in page.content.decode()
    assert "Vừa có người cập nhật hồ sơ" in page.content.decode()


def test_what_came_is_shown_beside_what_was_there(
    town: Centre,
    dossier: Dossier,
    civil_status_linh: Mandate,
    reception_mai: Mandate,
    signed_in: Signed,
) -> None:
    signed_in(civil_status_linh).post(
        f"/desk/dossiers/{dossier.code}/supplement/", sent(dossier)
    )
    counter = signed_in(reception_mai)
    address = f"/desk/dossiers/{dossier.code}/supplement/answer/"
    typed = {
        "revision": now(dossier).revision,
        "kind-1": "certified",
        "count-1": "2",
        "how-1": "Bản rõ",
    }

    nothing = counter.post(address, typed)
    counter.post(address, {**typed, "has-1": "on"})

    assert nothing.status_code == 409
    assert "Chưa bổ sung" in nothing.content.decode()
    assert now(dossier).now_in is State.IN_PROGRESS
    page = counter.get(f"/desk/dossiers/{dossier.code}/").content.decode()
    assert "Người nộp đã bổ sung" in page
    assert "Bản sao chứng thực, 2 bản" in page
    assert dossier.visits.filter(purpose="supplement").exists()


def test_a_refusal_is_proposed_from_the_page(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, signed_in: Signed
) -> None:
    browser = signed_in(civil_status_linh)
    address = f"/desk/dossiers/{dossier.code}/refusal/"
    typed = {"revision": "1", "reason": "Không thuộc thẩm quyền", "appeal": "UBND"}

    bare = browser.post(address, typed)
    browser.post(address, {**typed, "legal_ground": "Điều 5"})

    assert bare.status_code == 422
    page = browser.get(f"/desk/dossiers/{dossier.code}/").content.decode()
    assert "Đề nghị từ chối, chờ ký" in page


def test_the_list_to_sign_says_which_signature_refuses(
    signed_in: Signed,
    town: Centre,
    dossier: Dossier,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
) -> None:
    given = {
        "centre": town,
        "code": dossier.code,
        "by": civil_status_linh,
        "at": NOW,
    }
    services.propose_refusal(why=WHY, **given)
    services.hand_over(**given)

    page = signed_in(leader_hung).get("/desk/approvals/").content.decode()
    assert "Ký là từ chối" in page


def test_only_papers_that_must_be_there_are_ticked_as_missing(
    town: Centre, lodged: Dossier, at_counter: Client
) -> None:
    page = at_counter.get(f"/desk/dossiers/{lodged.code}/supplement/").content.decode()
    required = {c.key for c in lodged.version.components.all() if c.is_required}

    for place, paper in enumerate(lodged.papers.all()):
        box = re.search(
            rf'<input[^>]*name="kinds-{place}"[^>]*value="missing"[^>]*>', page
        )
        assert box is not None
        assert ("checked" in box[0]) is (paper.component_key in required)
    assert 0 < len(required) < lodged.papers.count()


def test_after_a_request_the_page_opens_where_its_slip_is_printed(
    dossier: Dossier, at_civil_status: Client
) -> None:
    address = f"/desk/dossiers/{dossier.code}/supplement/"

    page = at_civil_status.post(address, sent(dossier), follow=True)

    said = page.content.decode()
    assert page.redirect_chain[-1][0].endswith("?tab=slips&new=1")
    assert "Đã gửi yêu cầu bổ sung. In phiếu đưa người nộp." in said
    printing = re.findall(r'data-kind="(\w+)"\s+href="[^"]+\?size=a4"', said)
    assert printing == ["primary", "secondary", "secondary"]


def test_a_refusal_at_reception_opens_where_its_slip_is_printed(
    lodged: Dossier, at_counter: Client
) -> None:
    why = {
        "reason": "Không thuộc thẩm quyền",
        "legal_ground": "Điều 5",
        "appeal": "UBND",
    }

    page = at_counter.post(
        f"/desk/dossiers/{lodged.code}/refusal/",
        {"revision": now(lodged).revision, **why},
    )

    assert page.headers["Location"].endswith("?tab=slips&new=1")


@pytest.fixture
def asked_again(dossier: Dossier, at_civil_status: Client, at_counter: Client) -> Any:
    """What the officer reads after asking for papers a second time."""
    address = f"/desk/dossiers/{dossier.code}/supplement/"
    at_civil_status.post(address, sent(dossier), follow=True)
    at_counter.post(
        f"{address}answer/",
        {
            "revision": now(dossier).revision,
            "has-1": "on",
            "kind-1": "original",
            "count-1": "1",
        },
    )
    again = sent(dossier, ground="Giấy mới nộp vẫn mờ")
    return at_civil_status.post(address, again, follow=True)


def test_a_second_request_says_that_it_waits_and_was_not_sent(
    dossier: Dossier, asked_again: Any
) -> None:
    said = asked_again.content.decode()

    assert now(dossier).now_in is State.IN_PROGRESS
    assert "Đã trình lãnh đạo duyệt; chưa gửi người nộp, giờ vẫn chạy." in said
    assert "Đã gửi yêu cầu bổ sung" not in said


def test_who_decides_a_second_request_writes_a_decision_with_its_reason(
    dossier: Dossier,
    asked_again: Any,
    director_khanh: Mandate,
    signed_in: Signed,
) -> None:
    head = signed_in(director_khanh)
    here = f"/desk/dossiers/{dossier.code}/"

    page = head.get(here).content.decode()
    bare = head.post(
        f"{here}supplement/decision/",
        {"revision": now(dossier).revision, "decision": "decline"},
    )

    assert "Ghi quyết định" in page
    assert "Duyệt yêu cầu bổ sung" not in page
    label = re.search(
        r"<label[^>]*>Lý do \(bắt buộc khi không duyệt\)(.*?)</label>", page
    )
    assert label is not None
    assert "không bắt buộc" not in label[1]
    assert bare.status_code == 422
    assert "Ghi lý do, một câu là đủ." in bare.content.decode()
