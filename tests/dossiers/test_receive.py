"""Receiving a dossier at the counter."""

from collections.abc import Callable
from datetime import datetime

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NotReceivable, PapersMissing
from motcua.dossiers.models import Dossier, Promise, Slip, StateChange
from motcua.dossiers.services import PaperGiven
from motcua.foundation.audit.models import Line
from motcua.foundation.outbox.models import Message
from motcua.journeys import intake
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import NOW, intake_of


def test_a_received_dossier_has_code_promise_slip_audit_and_fact(
    dossier: Dossier,
) -> None:
    assert dossier.code == "000.00.95.H44-261125-0001"
    assert dossier.now_in is State.ACCEPTED
    assert dossier.due_at == datetime.fromisoformat("2026-11-25T17:00:00+07:00")
    assert Promise.objects.get(dossier=dossier).rule_set
    assert Slip.objects.get(dossier=dossier).content
    assert StateChange.objects.get(dossier=dossier).to_state == State.ACCEPTED
    assert Line.objects.filter(subject_id=dossier.id, verb="receive").count() == 1
    assert Message.objects.filter(values__dossier_id=str(dossier.id)).count() == 1


def test_the_visit_that_made_it_ends_with_a_dossier(dossier: Dossier) -> None:
    made = dossier.visits.select_related("visit").get()

    assert made.purpose == "receive"
    assert made.visit.outcome == "dossier"
    assert made.visit.closed_at == NOW


def test_the_second_step_waits_for_its_role(dossier: Dossier) -> None:
    active = dossier.steps.get(status="active")

    assert active.role == "civil_status_officer"
    assert dossier.holder_role == "civil_status_officer"
    assert dossier.steps.get(position=1).status == "done"


def test_codes_count_up_within_a_day_and_begin_again_the_next(
    receive: Callable[..., Dossier],
) -> None:
    next_day = datetime.fromisoformat("2026-11-26T08:00:00+07:00")

    codes = [receive().code, receive().code, receive(at=next_day).code]

    assert [code[-11:] for code in codes] == [
        "261125-0001",
        "261125-0002",
        "261126-0001",
    ]


def test_the_code_carries_the_ward_clock_date_not_utc(
    receive: Callable[..., Dossier],
) -> None:
    before_seven = datetime.fromisoformat("2026-11-26T06:30:00+07:00")

    assert "-261126-" in receive(at=before_seven).code


def test_a_missing_required_paper_is_refused_by_name(
    town: Centre, receive: Callable[..., Dossier]
) -> None:
    papers = list(intake_of(town).papers)
    papers[0] = PaperGiven(papers[0].component_key, is_present=False)

    with pytest.raises(PapersMissing) as refused:
        receive(papers=papers)

    assert refused.value.names == ("Tờ khai cấp bản sao trích lục hộ tịch",)
    assert not Dossier.objects.exists()


def test_a_missing_paper_may_be_accepted_with_a_reason(
    receive: Callable[..., Dossier],
) -> None:
    dossier = receive(papers=(), missing_accepted="Tra cứu được trên cơ sở dữ liệu")

    line = Line.objects.get(subject_id=dossier.id, verb="receive")
    assert line.reason == "Tra cứu được trên cơ sở dữ liệu"


@pytest.mark.parametrize("code", ["2.000815", "2.000942"])
def test_certified_copies_are_visits_not_dossiers(
    receive: Callable[..., Dossier], code: str
) -> None:
    with pytest.raises(NotReceivable):
        receive(code)


def test_the_same_key_gives_the_same_dossier(
    town: Centre, reception_mai: Mandate
) -> None:
    def send() -> tuple[Dossier, bool]:
        return intake.receive(
            centre=town,
            intake=intake_of(town),
            by=reception_mai,
            at=NOW,
            key="one-key",
            caller="desk",
        )

    first, is_new = send()
    second, is_new_again = send()

    assert (is_new, is_new_again) == (True, False)
    assert first.code == second.code
    assert Dossier.objects.count() == 1
