"""A dossier's page and its verbs: lawful, once, never over somebody else's change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Hold
from motcua.foundation.audit.models import Line
from motcua.foundation.live import topics
from motcua.foundation.live.topics import UnknownTopic
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from motcua.web.desk.dossiers import DONE
from tests.cast import NOW, mandate
from tests.dossiers.deeds import SAYS
from tests.web.html import assert_sound


def at(dossier: Dossier, *parts: str) -> str:
    """The address of the dossier's page, or of something below it."""
    return "/".join(["/desk/dossiers", dossier.code, *parts, ""])


def send(client: Client, dossier: Dossier, *parts: str, **typed: Any) -> Any:
    """Post a verb as the page of the present revision would."""
    dossier.refresh_from_db()
    return client.post(at(dossier, *parts), {"revision": dossier.revision, **typed})


@pytest.fixture
def resolved(
    dossier: Dossier,
    town: Centre,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    clerk_thu: Mandate,
) -> Dossier:
    """A dossier whose result is ready to be handed out."""
    who: Any = {"centre": town, "code": dossier.code, "at": NOW}
    services.hand_over(by=civil_status_linh, **who)
    services.approve_result(by=leader_hung, **who)
    return services.hand_over(by=clerk_thu, **who)


def test_the_page_says_state_owner_due_time_holder_and_what_is_next(
    at_civil_status: Client,
    dossier: Dossier,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    at_civil_status.get(at(dossier))

    with django_assert_max_num_queries(20):
        text = assert_sound(at_civil_status.get(at(dossier)))

    assert "Được tiếp nhận" in text
    assert "9991****0123" in text
    assert "999155000123" not in text
    assert "Hạn hôm nay" in text
    assert text.index("data-confirm") < text.index("Xong bước, chuyển tiếp")


@pytest.mark.parametrize("tab", ["papers", "history", "promise", "slips", "nonsense"])
def test_every_tab_opens(at_counter: Client, dossier: Dossier, tab: str) -> None:
    assert_sound(at_counter.get(at(dossier), {"tab": tab}))


def test_the_promise_is_explained(at_counter: Client, dossier: Dossier) -> None:
    text = at_counter.get(at(dossier), {"tab": "promise"}).content.decode()

    assert "Thời hạn: trong ngày." in text


def test_the_history_tells_who_did_what(at_counter: Client, dossier: Dossier) -> None:
    text = at_counter.get(at(dossier), {"tab": "history"}).content.decode()

    assert "Tiếp nhận hồ sơ" in text
    assert dossier.received_by.full_name in text


def test_every_verb_of_a_dossier_has_its_words_in_the_history() -> None:
    beside = {"receive", "lodge", "attach_visit", "check_receiver", "hand_on"}

    assert not (beside | set(SAYS)) - set(DONE)


def test_a_hold_is_told_in_words(
    at_counter: Client, dossier: Dossier, reception_mai: Mandate
) -> None:
    hold: Any = {"kind": "fee", "by": reception_mai.user, "at": NOW}
    services.place_hold(dossier=dossier, reason="Chưa nộp phí", **hold)
    services.release_hold(dossier=dossier, **hold)

    text = at_counter.get(at(dossier), {"tab": "history"}).content.decode()

    assert "Giữ lại, chưa cho trả kết quả" in text
    assert "Thôi giữ, cho trả kết quả" in text
    assert "_hold" not in text


def test_who_has_nothing_to_do_reads_who_holds_it(
    at_counter: Client, dossier: Dossier
) -> None:
    text = at_counter.get(at(dossier)).content.decode()

    assert "Hồ sơ đang ở Công chức tư pháp" in text


def test_a_stranger_finds_nothing(
    elsewhere: Client, client: Client, dossier: Dossier
) -> None:
    assert elsewhere.get(at(dossier)).status_code == 404
    assert elsewhere.get(at(dossier, "slips", "01-1")).status_code == 404
    assert send(elsewhere, dossier, "claims").status_code == 404
    assert client.get(at(dossier)).status_code == 302


def test_the_whole_way_on_the_page_from_claim_to_return(
    at_counter: Client,
    at_civil_status: Client,
    at_leader: Client,
    signed_in: Callable[[Mandate], Client],
    clerk_thu: Mandate,
    dossier: Dossier,
) -> None:
    ways = [
        (at_civil_status, "claims", {}),
        (at_civil_status, "hand-overs", {"note": "Đã đối chiếu sổ gốc"}),
        (at_leader, "approval", {}),
        (signed_in(clerk_thu), "hand-overs", {}),
        (
            at_counter,
            "return",
            {
                "receiver": "Bùi Thị An",
                "relation": "submitter",
                "exit_by": "counter",
                "shown": "id_card",
                "kept_reason": "Đã cầm về từ lúc nộp",
            },
        ),
    ]

    for browser, verb, typed in ways:
        assert send(browser, dossier, verb, **typed).status_code == 302, verb

    dossier.refresh_from_db()
    assert dossier.now_in is State.RETURNED
    assert dossier.returned_to == "Bùi Thị An"
    shown = Line.objects.get(subject_id=dossier.id, verb="check_receiver")
    assert shown.detail["shown"] == "id_card"


def test_a_reason_is_asked_for_and_the_dialog_comes_back_open(
    at_leader: Client, dossier: Dossier, town: Centre, civil_status_linh: Mandate
) -> None:
    services.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)

    response = send(at_leader, dossier, "send-backs", reason=" ")

    text = assert_sound(response)
    assert response.status_code == 422
    assert "Ghi lý do, một câu là đủ." in text
    assert "data-invalid" in text


def test_a_change_made_meanwhile_is_told_and_the_words_are_kept(
    at_leader: Client, dossier: Dossier, town: Centre, civil_status_linh: Mandate
) -> None:
    services.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)

    response = at_leader.post(
        at(dossier, "send-backs"), {"revision": 1, "reason": "Sai năm sinh của mẹ"}
    )

    text = assert_sound(response)
    assert response.status_code == 409
    assert "Đã có người cập nhật hồ sơ này" in text
    assert "Xong bước, chuyển tiếp" in text
    assert "Sai năm sinh của mẹ" in text
    dossier.refresh_from_db()
    assert dossier.holder_role == "vice_chairman"


def test_what_is_no_longer_lawful_keeps_the_words_to_copy(
    at_civil_status: Client, dossier: Dossier, town: Centre, civil_status_linh: Mandate
) -> None:
    services.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)

    response = at_civil_status.post(
        at(dossier, "hand-overs"), {"revision": 1, "note": "chữ đã gõ"}
    )

    text = assert_sound(response)
    assert "không còn làm được nữa" in text
    assert "chữ đã gõ" in text


def test_a_verb_out_of_turn_is_refused_in_words(
    at_leader: Client, dossier: Dossier
) -> None:
    response = send(at_leader, dossier, "approval")

    assert response.status_code == 409
    assert "Hồ sơ đã sang bước khác" in response.content.decode()


def test_a_pause_stops_the_clock_and_its_end_lets_it_run(
    at_civil_status: Client, dossier: Dossier
) -> None:
    typed = {"reason": "Ông/Bà nộp lệ phí.", "amount": "8.000 đ", "evidence": "TB 15"}

    send(at_civil_status, dossier, "payments", **typed)
    paused = assert_sound(at_civil_status.get(at(dossier)))
    send(at_civil_status, dossier, "payments", "confirmation", evidence="BL 12")
    running = at_civil_status.get(at(dossier)).content.decode()

    assert "Chờ thực hiện nghĩa vụ tài chính" in paused
    assert "Ông/Bà nộp lệ phí." in paused
    assert "Chờ thực hiện nghĩa vụ tài chính" not in running


def test_a_head_gives_the_step_to_a_person_who_holds_its_role(
    at_leader: Client, dossier: Dossier
) -> None:
    able = User.objects.get(centre=dossier.centre, username="hotich")
    unable = User.objects.get(centre=dossier.centre, username="vanthu")

    refused = send(at_leader, dossier, "assignments", to_person=str(unable.id))
    done = send(at_leader, dossier, "assignments", to_person=str(able.id))

    assert refused.status_code == 422
    assert done.status_code == 302
    dossier.refresh_from_db()
    assert dossier.holder == able


def test_a_hold_keeps_the_result_and_says_why(
    at_counter: Client, resolved: Dossier
) -> None:
    Hold.objects.create(
        centre=resolved.centre,
        dossier=resolved,
        kind="fee",
        reason="Chưa nộp 8.000 đ lệ phí",
        placed_at=NOW,
    )

    page = at_counter.get(at(resolved)).content.decode()
    response = send(
        at_counter,
        resolved,
        "return",
        receiver="An",
        relation="submitter",
        exit_by="counter",
        shown="id_card",
        kept_reason="Đã cầm về từ lúc nộp",
    )

    assert "Chưa nộp 8.000 đ lệ phí" in page
    assert response.status_code == 409


def test_the_full_number_is_shown_for_a_reason_and_written_down(
    at_counter: Client, dossier: Dossier
) -> None:
    without = at_counter.post(at(dossier, "reveals"))
    response = at_counter.post(at(dossier, "reveals"), {"reason": "call"})

    assert without.status_code == 422
    assert "999155000123" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    line = Line.objects.get(subject_id=dossier.submitter_id, verb="see_person")
    assert line.reason == "Gọi lại cho người nộp"


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_slip_prints_in_the_browser_and_stays_in_no_cache(
    at_counter: Client, dossier: Dossier, size: str
) -> None:
    response = at_counter.get(at(dossier, "slips", "01-1"), {"size": size})

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; ")
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("where", ["01-2", "99-1"])
def test_no_slip_of_that_number_is_no_page(
    at_counter: Client, dossier: Dossier, where: str
) -> None:
    assert at_counter.get(at(dossier, "slips", where)).status_code == 404


def test_no_other_size_is_printed(at_counter: Client, dossier: Dossier) -> None:
    response = at_counter.get(at(dossier, "slips", "01-1"), {"size": "a3"})

    assert response.status_code == 404


def test_verbs_are_never_links(at_civil_status: Client, dossier: Dossier) -> None:
    for verb in ("claims", "hand-overs", "send-backs", "payments", "reveals"):
        assert at_civil_status.get(at(dossier, verb)).status_code == 405


@pytest.mark.parametrize("part", ["head", "steps"])
def test_the_live_parts_follow_and_are_not_for_strangers(
    dossier: Dossier, civil_status_linh: Mandate, stranger: Mandate, part: str
) -> None:
    own = topics.snapshot(
        f"dossier:{dossier.id}:{civil_status_linh.user.id}:{part}", "vi"
    )

    assert own.strip()
    with pytest.raises(UnknownTopic):
        topics.snapshot(f"dossier:{dossier.id}:{stranger.user.id}:{part}", "vi")


def test_an_officer_without_the_general_right_sees_only_what_is_theirs(
    signed_in: Callable[[Mandate], Client], dossier: Dossier
) -> None:
    police = signed_in(mandate("congan"))

    assert police.get(at(dossier)).status_code == 404
    assert police.get("/desk/dossiers/").status_code == 404
    assert police.get("/desk/").status_code == 404
    assert police.get("/partner/").status_code == 200
