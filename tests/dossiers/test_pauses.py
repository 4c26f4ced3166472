"""The clock stands still, and the promise that follows."""

from datetime import datetime

import pytest

from motcua.accounts.selectors import Mandate
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import services
from motcua.dossiers.errors import (
    AlreadyPaused,
    NotYourStep,
    OnlyByRequest,
    ReasonMissing,
    StaleDossier,
    WrongStep,
)
from motcua.dossiers.models import Dossier, Pause, Promise, StateChange
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
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
    return services.open_pause(
        centre=town, code=dossier.code, kind=kind, reason=reason, by=by, at=at
    )


@pytest.fixture
def goes_on(marital: Dossier) -> Dossier:
    """The same dossier under a sector law that lets the clock go on."""
    versions = ProcedureVersion.objects.filter(id=marital.version_id)
    versions.update(resume_policy="CONTINUE")
    return marital


@pytest.mark.parametrize(
    ("kind", "state", "back"),
    [
        ("payment", State.AWAITING_PAYMENT, "confirm_payment"),
        ("stop", State.STOPPED, "reopen"),
    ],
)
def test_each_kind_is_a_state_of_its_own_and_leads_back_to_work(
    town: Centre,
    marital: Dossier,
    chief_lan: Mandate,
    kind: str,
    state: State,
    back: str,
) -> None:
    paused = pause(town, marital, chief_lan, kind=kind)
    assert paused.now_in is state

    again = services.resume(centre=town, code=marital.code, by=chief_lan, at=MONDAY)

    assert again.now_in is State.IN_PROGRESS
    assert StateChange.objects.filter(dossier=marital).order_by("-id")[0].action == back
    assert verbs_of(marital) == ["receive", "open_pause", "resume"]


def test_papers_are_not_asked_for_by_a_bare_pause(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    with pytest.raises(OnlyByRequest):
        pause(town, marital, chief_lan, kind="supplement")

    assert not Pause.objects.filter(dossier=marital).exists()


def test_what_was_asked_for_is_not_resumed_without_an_answer(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    ask(town, marital, chief_lan, at=THURSDAY)

    with pytest.raises(OnlyByRequest):
        services.resume(centre=town, code=marital.code, by=chief_lan, at=MONDAY)


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

    again = services.resume(centre=town, code=marital.code, by=chief_lan, at=MONDAY)

    assert again.due_at == DECEMBER_2


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


@pytest.mark.parametrize("kind", ["payment", "stop"])
def test_there_is_one_open_pause(
    town: Centre, marital: Dossier, chief_lan: Mandate, kind: str
) -> None:
    pause(town, marital, chief_lan)

    with pytest.raises(AlreadyPaused):
        pause(town, marital, chief_lan, kind=kind)

    assert Pause.objects.filter(dossier=marital).count() == 1


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


def test_nothing_resumes_that_was_not_paused(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    with pytest.raises(WrongStep):
        services.resume(centre=town, code=marital.code, by=chief_lan, at=NOW)


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
        services.resume(
            centre=town,
            code=marital.code,
            by=chief_lan,
            at=MONDAY,
            revision=marital.revision,
        )
