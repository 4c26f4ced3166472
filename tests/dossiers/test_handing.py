"""Who received the result by which proof, what went back, where the paper lay."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import (
    DossierOnHold,
    GroundMissing,
    NotYourStep,
    NumberMissing,
    OriginalsKept,
    PlaceMissing,
    UnknownPaper,
)
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.services import Handing
from motcua.journeys.return_result import return_in_visit
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.visits.models import Visit
from motcua.ward.models import Centre, Counter
from tests.cast import NOW
from tests.dossiers.conftest import verbs_of


def hand_out(town: Centre, dossier: Dossier, by: Mandate, handing: Handing) -> Dossier:
    return return_in_visit(
        centre=town,
        code=dossier.code,
        to="Bùi Thị An",
        exit_by="counter",
        by=by,
        at=NOW,
        handing=handing,
    )


def shown_paper(dossier: Dossier, **values: Any) -> Paper:
    given: dict[str, Any] = {"kind": "original", "stays": False, **values}
    return Paper.objects.create(
        centre=dossier.centre,
        dossier=dossier,
        position=90,
        name="Giấy khai sinh",
        is_present=True,
        **given,
    )


def test_the_record_says_who_by_which_proof_at_which_counter(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    counter = Counter.objects.filter(centre=town).order_by("number")[0]
    handing = Handing(
        relation="proxy", shown="authorisation", number="UQ 15/2026", counter=counter
    )

    hand_out(town, ready, reception_mai, handing)

    record = selectors.return_record(ready)
    assert record is not None
    assert (record.receiver, record.relation) == ("Bùi Thị An", "proxy")
    assert (record.proof, record.number) == ("Giấy ủy quyền và căn cước", "UQ 15/2026")
    assert not record.was_late
    visit = Visit.objects.get(dossiers__dossier=ready, dossiers__purpose="return")
    assert visit.counter == counter
    assert verbs_of(ready)[-2:] == ["return_result", "check_receiver"]


@pytest.mark.parametrize(
    ("handing", "error"),
    [
        (Handing(relation="proxy", shown="id_card"), NumberMissing),
        (Handing(shown="authorisation"), NumberMissing),
        (Handing(shown="post", number="  "), NumberMissing),
        (Handing(relation="other", shown="id_card"), GroundMissing),
    ],
)
def test_half_a_proof_is_none(
    town: Centre,
    ready: Dossier,
    reception_mai: Mandate,
    handing: Handing,
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        hand_out(town, ready, reception_mai, handing)

    ready.refresh_from_db()
    assert ready.now_in is State.RESOLVED


def test_shown_originals_go_back_or_somebody_says_why_not(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    paper = shown_paper(ready)

    with pytest.raises(OriginalsKept) as kept:
        hand_out(town, ready, reception_mai, Handing(papers_back=[]))

    assert "Giấy khai sinh" in kept.value.names
    ready.refresh_from_db()
    assert ready.now_in is State.RESOLVED
    every = [p.position for p in services.owed_papers(ready)]
    hand_out(town, ready, reception_mai, Handing(papers_back=every))
    paper.refresh_from_db()
    assert paper.returned_at == NOW
    assert not services.owed_papers(ready).exists()


def test_a_paper_that_is_not_here_is_not_given_back(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    shown_paper(ready)

    with pytest.raises(UnknownPaper):
        hand_out(town, ready, reception_mai, Handing(papers_back=[90, 91]))


def test_a_result_in_time_by_the_apology_only_was_late(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    Dossier.objects.filter(id=ready.id).update(
        first_due_at=NOW - timedelta(hours=1), due_at=NOW + timedelta(days=3)
    )

    hand_out(town, ready, reception_mai, Handing())

    record = selectors.return_record(ready)
    assert record is not None
    assert record.was_late


def test_with_a_reason_an_original_may_stay(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    paper = shown_paper(ready)
    handing = Handing(papers_back=[], kept_reason="Người nhận xin lấy sau")

    hand_out(town, ready, reception_mai, handing)

    paper.refresh_from_db()
    assert paper.returned_at is None
    record = selectors.return_record(ready)
    assert record is not None
    assert record.kept_reason == "Người nhận xin lấy sau"


def test_copies_that_stay_are_not_owed(ready: Dossier) -> None:
    shown_paper(ready, kind="copy", stays=True)

    assert not services.owed_papers(ready).filter(position=90).exists()


def test_the_paper_result_is_followed_from_shelf_to_hand(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    given: dict[str, Any] = {"centre": town, "code": ready.code, "by": reception_mai}
    services.keep_result(place="Kệ 2, ô A", at=NOW, **given)
    services.keep_result(place="Kệ 3", at=NOW + timedelta(minutes=1), **given)
    return_in_visit(
        to="Bùi Thị An", exit_by="counter", at=NOW + timedelta(minutes=2), **given
    )

    moves = selectors.custody_of(ready)
    assert [(m.kind, m.place) for m in moves] == [
        ("handed_over", ""),
        ("moved", "Kệ 3"),
        ("kept", "Kệ 2, ô A"),
    ]


def test_a_lost_result_cannot_be_returned_until_it_is_found(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    given: dict[str, Any] = {
        "centre": town,
        "code": ready.code,
        "by": reception_mai,
        "at": NOW,
    }
    services.report_lost(reason="Không thấy trên kệ", **given)

    with pytest.raises(DossierOnHold):
        hand_out(town, ready, reception_mai, Handing())

    services.keep_result(place="Tủ văn thư", **given)
    assert selectors.custody_of(ready)[0].kind == "found"
    assert hand_out(town, ready, reception_mai, Handing()).now_in is State.RETURNED


def test_a_place_has_a_name(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    with pytest.raises(PlaceMissing):
        services.keep_result(
            centre=town, code=ready.code, place=" ", by=reception_mai, at=NOW
        )


def test_only_ready_results_are_kept_and_only_by_those_who_return_them(
    town: Centre, to_seal: Dossier, reception_mai: Mandate, clerk_thu: Mandate
) -> None:
    given: dict[str, Any] = {
        "centre": town,
        "code": to_seal.code,
        "place": "Kệ 1",
        "at": NOW,
    }

    with pytest.raises(ActionNotAllowed):
        services.keep_result(by=reception_mai, **given)
    with pytest.raises(NotYourStep):
        services.keep_result(by=clerk_thu, **given)


def test_uncollected_counts_working_days(town: Centre, ready: Dossier) -> None:
    def found(days: int) -> list[int]:
        at = NOW + timedelta(days=days)
        rows = selectors.uncollected(town, at=at)
        return [waited for dossier, waited in rows if dossier == ready]

    assert found(15) == []
    assert found(21) == [15]
