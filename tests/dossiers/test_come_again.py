"""Every visit about a dossier is linked to the first one, with its cause."""

from datetime import timedelta
from typing import Any

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors as dossiers
from motcua.dossiers.models import Dossier
from motcua.journeys.come_again import come_about
from motcua.journeys.return_result import return_in_visit
from motcua.rules.trips import Cause
from motcua.visits import selectors as visits
from motcua.ward.models import Centre
from tests.cast import NOW
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
