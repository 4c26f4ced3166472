"""A matter refused after appraisal: proposed, signed like a result, returned."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import AlreadyDecided, NobodySigns, NotYourStep
from motcua.dossiers.models import Dossier, Slip
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers.conftest import facts_of
from tests.dossiers.test_lodge import WHY
from tests.dossiers.test_receipt import text_of

LATER = datetime.fromisoformat("2026-11-25T10:00:00+07:00")


@pytest.fixture
def proposed(town: Centre, dossier: Dossier, civil_status_linh: Mandate) -> Dossier:
    """The officer proposes to refuse and passes it on to the leader."""
    given: dict[str, Any] = {
        "centre": town,
        "code": dossier.code,
        "by": civil_status_linh,
    }
    services.propose_refusal(why=WHY, at=NOW, **given)
    return services.hand_over(at=NOW, **given)


def test_nothing_is_refused_before_the_signature(proposed: Dossier) -> None:
    assert proposed.outcome == ""
    assert not Slip.objects.filter(dossier=proposed, form="03").exists()
    assert "dossiers.DossierRefused" not in facts_of(proposed)


def test_signed_it_goes_back_like_a_result_and_the_citizen_reads_why(
    town: Centre,
    proposed: Dossier,
    leader_hung: Mandate,
    clerk_thu: Mandate,
) -> None:
    code = proposed.code
    services.approve_result(centre=town, code=code, by=leader_hung, at=LATER)
    ready = services.hand_over(centre=town, code=code, by=clerk_thu, at=LATER)

    Centre.objects.filter(id=town.id).update(host="testserver")
    page = Client().get(f"/theo-doi/{ready.lookup_token}/").content.decode()

    assert ready.now_in is State.RESOLVED
    assert ready.outcome == "refused"
    assert "dossiers.DossierRefused" in facts_of(ready)
    text = text_of(services.slip_pdf(Slip.objects.get(dossier=ready, form="03")))
    assert "cơ quan có thẩm quyền không giải quyết" in text
    for words in (WHY.reason, WHY.legal_ground, WHY.appeal):
        assert words in text
        assert words in page
    assert "Yêu cầu của Ông/Bà chưa giải quyết được" in page


@pytest.mark.parametrize(
    ("planned_exit", "advice"),
    [("counter", "Mời đến quầy nhận phiếu trả lời"), ("post", "theo cách đã chọn")],
)
def test_the_page_and_the_letter_agree_on_how_the_answer_leaves(
    town: Centre,
    proposed: Dossier,
    leader_hung: Mandate,
    clerk_thu: Mandate,
    planned_exit: str,
    advice: str,
) -> None:
    given: dict[str, Any] = {"centre": town, "code": proposed.code, "at": LATER}
    Dossier.objects.filter(id=proposed.id).update(planned_exit=planned_exit)
    services.approve_result(by=leader_hung, **given)
    ready = services.hand_over(by=clerk_thu, **given)

    Centre.objects.filter(id=town.id).update(host="testserver")
    page = Client().get(f"/theo-doi/{ready.lookup_token}/").content.decode()

    assert advice in page


def test_a_dropped_proposal_leaves_the_matter_granted(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, leader_hung: Mandate
) -> None:
    given: dict[str, Any] = {
        "centre": town,
        "code": dossier.code,
        "by": civil_status_linh,
        "at": NOW,
    }
    services.propose_refusal(why=WHY, **given)
    with pytest.raises(AlreadyDecided):
        services.propose_refusal(why=WHY, **given)
    services.drop_refusal(**given)
    services.hand_over(**given)

    signed = services.approve_result(
        centre=town, code=dossier.code, by=leader_hung, at=LATER
    )

    assert signed.outcome == "granted"
    assert not Slip.objects.filter(dossier=dossier, form="03").exists()


def test_only_who_has_the_step_proposes_it(
    town: Centre, dossier: Dossier, reception_mai: Mandate
) -> None:
    with pytest.raises(NotYourStep):
        services.propose_refusal(
            centre=town, code=dossier.code, why=WHY, by=reception_mai, at=NOW
        )


def test_after_the_signature_it_is_too_late(
    town: Centre, to_seal: Dossier, clerk_thu: Mandate
) -> None:
    with pytest.raises(NobodySigns):
        services.propose_refusal(
            centre=town, code=to_seal.code, why=WHY, by=clerk_thu, at=NOW
        )


def test_a_refusal_sent_back_from_the_seal_is_still_one_when_signed_again(
    town: Centre, proposed: Dossier, leader_hung: Mandate, clerk_thu: Mandate
) -> None:
    given: dict[str, Any] = {"centre": town, "code": proposed.code, "at": LATER}
    services.approve_result(by=leader_hung, **given)

    back = services.send_back(by=clerk_thu, reason="Dấu bị mờ", **given)
    assert back.outcome == ""
    signed = services.approve_result(by=leader_hung, **given)

    assert signed.outcome == "refused"
    slips = Slip.objects.filter(dossier=proposed, form="03").order_by("id")
    assert len(slips) == 2
    assert WHY.reason in text_of(services.slip_pdf(slips[1]))


def test_only_who_drops_a_signed_refusal_turns_it_into_a_grant(
    town: Centre, proposed: Dossier, leader_hung: Mandate, clerk_thu: Mandate
) -> None:
    given: dict[str, Any] = {"centre": town, "code": proposed.code, "at": LATER}
    services.approve_result(by=leader_hung, **given)
    services.send_back(by=clerk_thu, reason="Đủ điều kiện rồi", **given)

    services.drop_refusal(by=leader_hung, **given)
    signed = services.approve_result(by=leader_hung, **given)

    assert signed.outcome == "granted"
