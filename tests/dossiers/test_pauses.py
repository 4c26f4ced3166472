"""The clock stands still, and the promise that follows."""

from datetime import datetime
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import services
from motcua.dossiers.errors import (
    AlreadyPaused,
    EvidenceMissing,
    NothingAsked,
    NotYourStep,
    ReasonMissing,
    StaleDossier,
)
from motcua.dossiers.models import Dossier, Pause, Promise, StateChange
from motcua.dossiers.services import Ground
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.ward.models import Centre
from tests.cast import mandate
from tests.dossiers.conftest import ask, bring, facts_of, verbs_of

# Received on Wednesday, three working days: Thursday, Friday and Monday 30 November.
PROMISED = datetime.fromisoformat("2026-11-30T17:00:00+07:00")
THURSDAY = datetime.fromisoformat("2026-11-26T10:00:00+07:00")
THURSDAY_AFTERNOON = datetime.fromisoformat("2026-11-26T15:00:00+07:00")
MONDAY = datetime.fromisoformat("2026-11-30T10:00:00+07:00")
DECEMBER_2 = datetime.fromisoformat("2026-12-02T17:00:00+07:00")
DECEMBER_3 = datetime.fromisoformat("2026-12-03T17:00:00+07:00")


def pause(
    town: Centre,
    dossier: Dossier,
    by: Mandate,
    *,
    kind: str = "payment",
    at: datetime = THURSDAY,
    reason: str = "Bổ sung tờ khai",
) -> Dossier:
    """Let the clock stand still, each kind by its own verb."""
    who: dict[str, Any] = {"centre": town, "code": dossier.code, "by": by, "at": at}
    if kind == "payment":
        return services.request_payment(
            reason=reason, amount="120.000 đ", evidence="TB 15/TB-CCT", **who
        )
    if kind == "stop":
        ground = Ground("other", reason, "Điều 19 NĐ 61/2018", "QĐ 7/QĐ-TA")
        return services.stop(ground=ground, **who)
    return ask(town, dossier, by, at=at, reason=reason)


def go_on(
    town: Centre, dossier: Dossier, by: Mandate, *, kind: str, at: datetime = MONDAY
) -> Dossier:
    """Let it run again, each kind by its own verb."""
    who: dict[str, Any] = {"centre": town, "code": dossier.code, "by": by, "at": at}
    if kind == "payment":
        return services.confirm_payment(evidence="BL 0012", **who)
    if kind == "stop":
        return services.reopen(reason="Quyết định đã hết hiệu lực", **who)
    return bring(town, dossier, by, at=at)


@pytest.fixture
def goes_on(marital: Dossier) -> Dossier:
    """The same dossier under a sector law that lets the clock go on."""
    versions = ProcedureVersion.objects.filter(id=marital.version_id)
    versions.update(resume_policy="CONTINUE")
    return marital


@pytest.mark.parametrize(
    ("kind", "state", "back", "verbs"),
    [
        (
            "supplement",
            State.SUPPLEMENT,
            "resume",
            ["request_supplement", "answer_supplement"],
        ),
        (
            "payment",
            State.AWAITING_PAYMENT,
            "confirm_payment",
            ["request_payment", "confirm_payment"],
        ),
        ("stop", State.STOPPED, "reopen", ["stop", "reopen"]),
    ],
)
def test_each_kind_is_a_state_of_its_own_and_leads_back_to_work(
    town: Centre,
    marital: Dossier,
    chief_lan: Mandate,
    kind: str,
    state: State,
    back: str,
    verbs: list[str],
) -> None:
    paused = pause(town, marital, chief_lan, kind=kind)
    assert paused.now_in is state

    again = go_on(town, marital, chief_lan, kind=kind)

    assert again.now_in is State.IN_PROGRESS
    assert StateChange.objects.filter(dossier=marital).order_by("-id")[0].action == back
    assert verbs_of(marital) == ["receive", *verbs]


def test_the_citizen_reads_the_reason(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan, at=THURSDAY, reason="Thiếu ảnh 4×6")

    change = StateChange.objects.get(dossier=marital, action="request_supplement")
    assert change.public_message == "Thiếu ảnh 4×6"


def test_restart_counts_the_whole_limit_afresh(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    assert marital.due_at == PROMISED
    ask(town, marital, chief_lan, at=THURSDAY)

    again = bring(town, marital, chief_lan, at=MONDAY)

    assert again.due_at == DECEMBER_3
    first, second = Promise.objects.filter(dossier=marital)
    assert (first.due_at, first.reason) == (PROMISED, "reception")
    assert (second.due_at, second.reason) == (DECEMBER_3, "pause")
    assert "dossiers.PromiseMoved" in facts_of(marital)


@pytest.mark.parametrize("kind", ["payment", "stop"])
def test_only_a_supplement_starts_the_clock_afresh(
    town: Centre, marital: Dossier, chief_lan: Mandate, kind: str
) -> None:
    pause(town, marital, chief_lan, kind=kind)

    again = go_on(town, marital, chief_lan, kind=kind)

    assert again.due_at == DECEMBER_2
    facts = facts_of(marital)
    assert facts.count("dossiers.DossierPaused") == 1
    assert facts.count("dossiers.DossierResumed") == 1


def test_continue_adds_only_the_days_that_stood_still(
    town: Centre, goes_on: Dossier, chief_lan: Mandate
) -> None:
    ask(town, goes_on, chief_lan, at=THURSDAY)

    again = bring(town, goes_on, chief_lan, at=MONDAY)

    assert again.due_at == DECEMBER_2


def test_a_pause_within_one_day_moves_nothing_when_the_clock_goes_on(
    town: Centre, goes_on: Dossier, chief_lan: Mandate
) -> None:
    ask(town, goes_on, chief_lan, at=THURSDAY)

    again = bring(town, goes_on, chief_lan, at=THURSDAY_AFTERNOON)

    assert again.due_at == PROMISED
    assert Promise.objects.filter(dossier=goes_on).count() == 1


def test_the_policy_is_the_one_valid_when_the_pause_began(
    town: Centre, goes_on: Dossier, chief_lan: Mandate
) -> None:
    ask(town, goes_on, chief_lan, at=THURSDAY)
    ProcedureVersion.objects.filter(id=goes_on.version_id).update(
        resume_policy="RESTART"
    )

    again = bring(town, goes_on, chief_lan, at=MONDAY)

    assert again.due_at == DECEMBER_2


def test_the_promise_stays_while_the_clock_stands_still(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    paused = pause(town, marital, chief_lan)

    assert paused.due_at == PROMISED
    reckoning = services.reckon(paused)
    assert reckoning is not None
    assert reckoning.paused


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [("supplement", ActionNotAllowed), ("payment", AlreadyPaused)],
)
def test_there_is_one_open_pause(
    town: Centre,
    marital: Dossier,
    chief_lan: Mandate,
    kind: str,
    refusal: type[Exception],
) -> None:
    pause(town, marital, chief_lan)

    with pytest.raises(refusal):
        pause(town, marital, chief_lan, kind=kind)

    assert Pause.objects.filter(dossier=marital).count() == 1


def test_a_payment_keeps_what_it_is_and_what_proves_it(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    pause(town, marital, chief_lan, kind="payment")
    go_on(town, marital, mandate("tiepnhan"), kind="payment")

    kept = Pause.objects.get(dossier=marital)
    assert (kept.amount, kept.evidence) == ("120.000 đ", "TB 15/TB-CCT")
    assert (kept.closing_evidence, kept.closed_at) == ("BL 0012", MONDAY)


@pytest.mark.parametrize("word", ["", " "])
def test_a_payment_is_asked_and_confirmed_only_with_a_proof(
    town: Centre, marital: Dossier, chief_lan: Mandate, word: str
) -> None:
    who: dict[str, Any] = {
        "centre": town,
        "code": marital.code,
        "by": chief_lan,
        "at": THURSDAY,
    }
    with pytest.raises(EvidenceMissing):
        services.request_payment(reason="Lệ phí", amount="", evidence=word, **who)
    pause(town, marital, chief_lan, kind="payment")

    with pytest.raises(EvidenceMissing):
        services.confirm_payment(evidence=word, **who)

    assert Pause.objects.get(dossier=marital).closed_at is None


@pytest.mark.parametrize("who", ["hotich", "songda.receptionist"])
def test_a_payment_is_confirmed_by_the_holder_or_at_reception(
    town: Centre, marital: Dossier, chief_lan: Mandate, stranger: Mandate, who: str
) -> None:
    pause(town, marital, chief_lan, kind="payment")

    with pytest.raises(NotYourStep):
        go_on(town, marital, mandate(who), kind="payment")


def test_a_payment_is_not_ended_by_the_word_for_papers(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    pause(town, marital, chief_lan, kind="payment")

    with pytest.raises(NothingAsked):
        bring(town, marital, chief_lan, at=MONDAY)


def test_a_pause_needs_a_reason(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    with pytest.raises(ReasonMissing):
        pause(town, marital, chief_lan, reason=" ")


@pytest.mark.parametrize("who", ["hotich", "tiepnhan", "songda.receptionist"])
def test_only_who_holds_the_step_stops_the_clock(
    town: Centre, marital: Dossier, who: str
) -> None:
    with pytest.raises(NotYourStep):
        pause(town, marital, mandate(who))


def test_a_finished_dossier_is_not_paused(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    with pytest.raises(ActionNotAllowed):
        pause(town, ready, reception_mai)

    assert not Pause.objects.filter(dossier=ready).exists()


def test_a_stale_page_resumes_nothing(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    pause(town, marital, chief_lan)

    with pytest.raises(StaleDossier):
        services.confirm_payment(
            centre=town,
            code=marital.code,
            evidence="BL 0012",
            by=chief_lan,
            at=MONDAY,
            revision=marital.revision,
        )
