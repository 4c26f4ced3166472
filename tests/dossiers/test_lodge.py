"""A dossier comes in first and is answered later: accepted, completed or refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.catalogue.models import LocalProcedure
from motcua.dossiers import services
from motcua.dossiers.errors import (
    LegalGroundMissing,
    NotYourStep,
    PapersMissing,
    ReasonMissing,
    StaleDossier,
    WrongStep,
)
from motcua.dossiers.models import Dossier, Promise, Refusal, Slip
from motcua.dossiers.selectors import actions_for, for_desk
from motcua.dossiers.services import Ground, PaperGiven, Why
from motcua.journeys import intake
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.ward.models import Centre
from tests.cast import NOW, intake_of, mandate
from tests.dossiers.conftest import ask, bring, facts_of, verbs_of
from tests.dossiers.test_receipt import text_of

Lodge = Callable[..., Dossier]
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+07:00")
LATER = datetime.fromisoformat("2026-11-25T14:00:00+07:00")
WHY = Why(
    legal_ground="Điều 5 Luật Hộ tịch",
    reason="Việc này thuộc thẩm quyền của cơ quan khác.",
    appeal="Khiếu nại tới Chủ tịch UBND phường trong 90 ngày.",
)


def test_it_has_a_code_and_an_answer_clock_but_no_promise(lodge: Lodge) -> None:
    dossier = lodge()

    assert dossier.now_in is State.NEW
    assert dossier.code == "000.00.95.H44-261125-0001"
    assert dossier.answer_due_at == datetime.fromisoformat("2026-11-26T09:00:00+07:00")
    assert dossier.due_at is None
    assert not Promise.objects.filter(dossier=dossier).exists()
    assert not Slip.objects.filter(dossier=dossier).exists()
    assert verbs_of(dossier) == ["lodge"]
    assert facts_of(dossier) == ["dossiers.DossierLodged"]


def test_on_a_day_off_the_answer_clock_starts_at_the_next_opening(lodge: Lodge) -> None:
    dossier = lodge(at=SUNDAY)

    assert dossier.answer_due_at == datetime.fromisoformat("2026-11-23T17:00:00+07:00")


def test_papers_may_be_missing_when_it_comes_in(town: Centre, lodge: Lodge) -> None:
    papers = [replace(p, is_present=False) for p in intake_of(town).papers]

    dossier = lodge(papers=papers)

    assert dossier.now_in is State.NEW


def test_lodged_again_with_one_key_it_is_one_dossier(
    town: Centre, lodge: Lodge
) -> None:
    assert lodge(key="one").id == lodge(key="one").id

    assert Dossier.objects.filter(centre=town).count() == 1


def test_accepted_it_has_receipt_and_promise_from_the_time_on_it(
    town: Centre, lodge: Lodge, reception_mai: Mandate
) -> None:
    dossier = lodge()

    accepted = intake.accept(centre=town, code=dossier.code, by=reception_mai, at=LATER)

    assert accepted.now_in is State.ACCEPTED
    assert accepted.received_at == LATER
    assert accepted.due_at == datetime.fromisoformat("2026-11-25T17:00:00+07:00")
    assert accepted.answer_due_at is None
    assert accepted.holder_role == "civil_status_officer"
    slip = Slip.objects.get(dossier=dossier)
    assert slip.form == "01"
    assert "8.000 đ" in text_of(services.slip_pdf(slip))
    assert facts_of(dossier)[-1] == "dossiers.DossierReceived"


def test_it_is_not_accepted_without_its_papers(
    town: Centre, lodge: Lodge, reception_mai: Mandate
) -> None:
    first, *others = intake_of(town).papers
    gone = PaperGiven(first.component_key, is_present=False)
    dossier = lodge(papers=[gone, *others])

    with pytest.raises(PapersMissing):
        services.accept(centre=town, code=dossier.code, by=reception_mai, at=LATER)

    assert verbs_of(dossier) == ["lodge"]


def test_only_reception_answers(
    town: Centre, lodge: Lodge, civil_status_linh: Mandate, stranger: Mandate
) -> None:
    dossier = lodge()

    for who in (civil_status_linh, stranger):
        with pytest.raises(NotYourStep):
            services.accept(centre=town, code=dossier.code, by=who, at=LATER)


def test_nobody_works_on_it_before_it_is_accepted(
    town: Centre, lodge: Lodge, reception_mai: Mandate
) -> None:
    dossier = lodge()

    assert services.accept(centre=town, code=dossier.code, by=reception_mai, at=NOW)
    with pytest.raises(ActionNotAllowed):
        services.accept(centre=town, code=dossier.code, by=reception_mai, at=NOW)


def test_of_two_officers_at_once_the_second_is_told(
    town: Centre, lodge: Lodge, reception_mai: Mandate
) -> None:
    dossier = lodge()
    services.accept(
        centre=town, code=dossier.code, by=reception_mai, at=LATER, revision=1
    )

    with pytest.raises(StaleDossier):
        services.refuse_reception(
            centre=town,
            code=dossier.code,
            why=WHY,
            by=reception_mai,
            at=LATER,
            revision=1,
        )


def test_asked_at_reception_it_is_accepted_by_the_answer(
    town: Centre, lodge: Lodge, reception_mai: Mandate
) -> None:
    dossier = lodge()
    asked = ask(town, dossier, reception_mai)
    assert asked.now_in is State.SUPPLEMENT
    assert asked.answer_due_at is None
    assert [slip.form for slip in dossier.slips.all()] == ["02"]

    answered = bring(town, dossier, reception_mai, at=LATER)

    assert answered.now_in is State.ACCEPTED
    assert answered.received_at == LATER
    assert answered.due_at == datetime.fromisoformat("2026-11-25T17:00:00+07:00")
    reckoning = services.reckon(answered)
    assert reckoning is not None
    assert reckoning.due_at == answered.due_at
    assert sorted(slip.form for slip in dossier.slips.all()) == ["01", "02"]


def test_refused_at_reception_it_is_recorded_with_its_slip(
    town: Centre, lodge: Lodge, reception_mai: Mandate
) -> None:
    dossier = lodge()

    refused = services.refuse_reception(
        centre=town, code=dossier.code, why=WHY, by=reception_mai, at=LATER
    )

    assert refused.now_in is State.REJECTED
    assert not refused.steps.filter(status="active").exists()
    assert Refusal.objects.get(dossier=dossier).at_reception
    assert facts_of(dossier)[-1] == "dossiers.DossierRefused"
    for size in ("a4", "a5"):
        text = text_of(services.slip_pdf(Slip.objects.get(dossier=dossier), size=size))
        for words in (
            "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
            "01/HDHS",
            dossier.code,
            "Bùi Thị An",
            WHY.legal_ground,
            WHY.reason,
            WHY.appeal,
            reception_mai.user.full_name,
        ):
            assert words in text


def test_a_refusal_says_why_on_which_ground_and_where_to_appeal(
    town: Centre, lodge: Lodge, reception_mai: Mandate
) -> None:
    dossier = lodge()
    given: dict[str, Any] = {
        "centre": town,
        "code": dossier.code,
        "by": reception_mai,
        "at": LATER,
    }

    with pytest.raises(ReasonMissing):
        services.refuse_reception(why=replace(WHY, reason=" "), **given)
    with pytest.raises(LegalGroundMissing):
        services.refuse_reception(why=replace(WHY, legal_ground=""), **given)
    with pytest.raises(LegalGroundMissing):
        services.refuse_reception(why=replace(WHY, appeal=" "), **given)


def test_nobody_asks_for_money_or_stops_what_was_not_accepted(lodge: Lodge) -> None:
    dossier, mai = lodge(), mandate("tiepnhan")
    given: dict[str, Any] = {
        "centre": dossier.centre,
        "code": dossier.code,
        "by": mai,
        "at": LATER,
    }

    with pytest.raises(WrongStep):
        services.request_payment(reason="Lệ phí", amount="8.000", evidence="1", **given)
    ask(dossier.centre, dossier, mai, at=LATER)
    ground = Ground("other", "Chờ", "Điều 19", "QĐ 1")
    with pytest.raises(WrongStep):
        services.stop(ground=ground, **(given | {"by": mandate("giamdoc")}))

    dossier.refresh_from_db()
    assert dossier.now_in is State.SUPPLEMENT
    view = for_desk(mai, dossier.code)
    assert view is not None
    offered = actions_for(mai, view)
    assert not {"request_payment", "stop"} & set(offered)


def test_a_procedure_repealed_meanwhile_is_finished_under_its_own_version(
    lodge: Lodge, reception_mai: Mandate
) -> None:
    dossier = lodge()
    LocalProcedure.objects.filter(centre=dossier.centre).update(is_offered=False)

    accepted = intake.accept(
        centre=dossier.centre, code=dossier.code, by=reception_mai, at=LATER
    )

    assert accepted.now_in is State.ACCEPTED
    receipt = Slip.objects.get(dossier=dossier, form="01")
    assert "8.000" in text_of(services.slip_pdf(receipt))
