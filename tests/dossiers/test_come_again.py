"""Every visit about a dossier is linked to the first one, with its cause."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from motcua.accounts.absences import NewAbsence, declare_absence
from motcua.accounts.delegations import NewDelegation, delegate_signature
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors as dossiers
from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.services import Answer, Brought
from motcua.journeys import intake
from motcua.journeys.come_again import come_about
from motcua.journeys.return_result import return_in_visit
from motcua.rules.trips import Cause
from motcua.visits import selectors as visits
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import ask

DAY: dict[str, Any] = {
    "since": NOW - timedelta(days=1),
    "until": NOW + timedelta(days=90),
}


def test_asking_before_the_promise_is_the_owners_wish(
    town: Centre, reception_mai: Mandate, dossier: Dossier
) -> None:
    visit = come_about(
        dossier=dossier, purpose="enquire", by=reception_mai.user, at=NOW
    )

    assert visit.again_cause == Cause.OWN_WISH
    assert visits.ledger(town, **DAY).figure.one_trip == 1


def test_coming_after_the_promise_in_vain_is_owned_by_who_holds_it(
    town: Centre, reception_mai: Mandate, dossier: Dossier
) -> None:
    assert dossier.due_at is not None
    late = dossier.due_at + timedelta(hours=1)

    visit = come_about(
        dossier=dossier, purpose="enquire", by=reception_mai.user, at=late
    )

    assert visit.again_cause == Cause.RESULT_NOT_READY
    assert visit.again_owner is not None
    assert visits.ledger(town, **DAY).figure.one_trip == 0


def test_papers_brought_later_were_missing(
    town: Centre,
    reception_mai: Mandate,
    civil_status_linh: Mandate,
    dossier: Dossier,
) -> None:
    ask(town, dossier, civil_status_linh)

    asked = dossiers.propose_again(dossier, at=NOW).cause
    visit = come_about(
        dossier=dossier, purpose="supplement", by=reception_mai.user, at=NOW
    )

    assert asked == visit.again_cause == Cause.PAPER_MISSING
    assert visit.again_owner is not None
    assert visit.again_owner.kind == "reception"


def test_filing_and_collecting_as_agreed_is_one_trip(
    town: Centre, reception_mai: Mandate, ready: Dossier
) -> None:
    return_in_visit(
        centre=town,
        code=ready.code,
        to="Bùi Thị An",
        exit_by="counter",
        by=reception_mai,
        at=NOW + timedelta(days=1),
    )

    purposes = [row.purpose for row in dossiers.visits_of(ready)]
    ledger = visits.ledger(town, **DAY)
    assert purposes == ["receive", "return"]
    assert (ledger.figure.matters, ledger.figure.one_trip) == (1, 1)
    assert ledger.seconds == []


def test_a_supplement_brought_to_the_counter_is_a_second_trip(
    town: Centre,
    reception_mai: Mandate,
    civil_status_linh: Mandate,
    dossier: Dossier,
) -> None:
    ask(town, dossier, civil_status_linh)

    intake.answer_supplement(
        centre=town,
        code=dossier.code,
        answer=Answer([Brought(1)], enough_because="Đã tra được"),
        by=reception_mai,
        at=NOW,
    )

    ledger = visits.ledger(town, **DAY)
    assert ledger.figure.matters == 1
    assert ledger.figure.one_trip == 0
    assert dict(ledger.figure.causes) == {"paper_missing": 1}


@pytest.mark.parametrize(
    ("has_deputy", "cause"),
    [(False, Cause.SIGNER_ABSENT), (True, Cause.RESULT_NOT_READY)],
)
def test_a_signer_on_leave_is_absent_unless_a_deputy_may_sign(
    town: Centre,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    admin_quan: Mandate,
    dossier: Dossier,
    *,
    has_deputy: bool,
    cause: Cause,
) -> None:
    assert dossier.due_at is not None
    late = dossier.due_at + timedelta(hours=1)
    code, today = dossier.code, timezone.localdate(late)
    work_to_signature(town, code, civil_status_linh)
    leader, by = leader_hung.user, admin_quan.user
    leave = NewAbsence(today, today)
    declare_absence(user=leader, new=leave, by=by, at=NOW)
    if has_deputy:
        paper = NewDelegation("TUQ", today, today, "12/GUQ", today)
        deputy = mandate("chanhvp").user
        delegate_signature(leader=leader, deputy=deputy, new=paper, by=by, at=NOW)

    proposal = dossiers.propose_again(dossier, at=late)

    assert proposal.cause == cause
    owner = proposal.owner(proposal.cause)
    assert owner == leader.department


def work_to_signature(town: Centre, code: str, officer: Mandate) -> None:
    """Let everybody before the signature do their step."""
    while True:
        step = Step.objects.get(centre=town, dossier__code=code, status="active")
        if step.key == "sign":
            return
        chief = mandate("chanhvp")
        by = officer if step.role in officer.roles else chief
        services.hand_over(centre=town, code=code, by=by, at=NOW)
