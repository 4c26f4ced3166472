"""A changed calendar moves nothing silently: it lists the promises and asks."""

from datetime import date, datetime

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import AlreadyDecided, NotYourStep
from motcua.dossiers.models import Dossier, Promise, PromiseReview
from motcua.foundation.audit.models import Line
from motcua.foundation.outbox import services as outbox
from motcua.ward import services as ward
from motcua.ward.models import CalendarEdition, Centre
from motcua.ward.services import NewDay
from tests.cast import NOW, mandate
from tests.dossiers.conftest import ask, bring, facts_of

PROMISED = datetime.fromisoformat("2026-11-30T17:00:00+07:00")
DAY_LATER = datetime.fromisoformat("2026-12-01T17:00:00+07:00")
FRIDAY = date(2026, 11, 27)


def close_friday(town: Centre, by: Mandate) -> CalendarEdition:
    """The centre announces a closure; the worker delivers the fact."""
    edition = ward.add_special_day(
        centre=town,
        new=NewDay(on=FRIDAY, kind="closure", name="Sửa nhà"),
        by=by.user,
        at=NOW,
    )
    outbox.deliver_due(at=NOW)
    return edition


@pytest.fixture
def review(town: Centre, marital: Dossier, admin_quan: Mandate) -> PromiseReview:
    """The question about the marital dossier after the closure."""
    close_friday(town, admin_quan)
    return PromiseReview.objects.get(centre=town, dossier=marital)


def test_the_promise_stays_and_the_question_stands(
    town: Centre, marital: Dossier, dossier: Dossier, admin_quan: Mandate
) -> None:
    close_friday(town, admin_quan)

    marital.refresh_from_db()
    assert marital.due_at == PROMISED
    (asked,) = selectors.open_reviews(town)
    assert (asked.dossier, asked.old_due_at, asked.new_due_at) == (
        marital,
        PROMISED,
        DAY_LATER,
    )
    assert Promise.objects.filter(dossier=marital).count() == 1


def test_keeping_leaves_the_promise_and_its_edition(
    town: Centre, review: PromiseReview, director_khanh: Mandate
) -> None:
    services.decide_review(
        review=review, decision="keep", by=director_khanh.user, at=NOW
    )

    promise = Promise.objects.get(dossier=review.dossier)
    assert (promise.due_at, promise.edition.number) == (PROMISED, 1)
    assert not selectors.open_reviews(town).exists()
    line = Line.objects.get(subject_id=review.dossier_id, verb="decide_review")
    assert (line.actor, line.detail) == ("giamdoc", {"decision": "keep"})


def test_moving_gives_a_second_promise_in_the_new_edition(
    review: PromiseReview, director_khanh: Mandate
) -> None:
    services.decide_review(
        review=review, decision="move", by=director_khanh.user, at=NOW
    )

    dossier = Dossier.objects.get(centre_id=review.centre_id, id=review.dossier_id)
    assert dossier.due_at == DAY_LATER
    last = Promise.objects.get(dossier=dossier, number=2)
    assert (last.reason, last.edition) == ("calendar", review.edition)
    assert facts_of(dossier)[-1] == "dossiers.PromiseMoved"


def test_it_is_answered_once(review: PromiseReview, director_khanh: Mandate) -> None:
    services.decide_review(
        review=review, decision="keep", by=director_khanh.user, at=NOW
    )

    with pytest.raises(AlreadyDecided):
        services.decide_review(
            review=review, decision="move", by=director_khanh.user, at=NOW
        )

    dossier = Dossier.objects.get(centre_id=review.centre_id, id=review.dossier_id)
    assert dossier.due_at == PROMISED


def test_another_ward_decides_nothing_here(
    town: Centre, review: PromiseReview, leader_of_another_ward: Mandate
) -> None:
    with pytest.raises(NotYourStep):
        services.decide_review(
            review=review, decision="move", by=leader_of_another_ward.user, at=NOW
        )

    assert selectors.open_reviews(town).count() == 1


@pytest.mark.parametrize("decision", ["", "later"])
def test_an_answer_is_keep_or_move(
    town: Centre, review: PromiseReview, director_khanh: Mandate, decision: str
) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        services.decide_review(
            review=review, decision=decision, by=director_khanh.user, at=NOW
        )

    assert selectors.open_reviews(town).count() == 1


def test_a_dossier_that_ended_meanwhile_is_no_question_any_more(
    town: Centre, review: PromiseReview, director_khanh: Mandate
) -> None:
    by_hand = {"assign": "chanhvp", "verify": "hotich", "review": "chanhvp"}
    for who in by_hand.values():
        services.hand_over(
            centre=town, code=review.dossier.code, by=mandate(who), at=NOW
        )
    leader, clerk = mandate("phochutich"), mandate("vanthu")
    services.approve_result(centre=town, code=review.dossier.code, by=leader, at=NOW)
    services.hand_over(centre=town, code=review.dossier.code, by=clerk, at=NOW)

    assert not selectors.open_reviews(town).exists()
    with pytest.raises(AlreadyDecided):
        services.decide_review(
            review=review, decision="move", by=director_khanh.user, at=NOW
        )


def test_a_newer_calendar_asks_anew(
    town: Centre, review: PromiseReview, admin_quan: Mandate
) -> None:
    ward.remove_special_day(centre=town, on=FRIDAY, by=admin_quan.user, at=NOW)
    outbox.deliver_due(at=NOW)

    assert not PromiseReview.objects.filter(centre=town).exists()


def test_the_fact_delivered_twice_asks_once(
    town: Centre, review: PromiseReview
) -> None:
    services.review_promises(centre=town, edition=review.edition)

    assert PromiseReview.objects.filter(centre=town).count() == 1


def test_after_a_move_a_pause_counts_in_the_new_edition(
    town: Centre, review: PromiseReview, director_khanh: Mandate
) -> None:
    chief = mandate("chanhvp")
    services.decide_review(
        review=review, decision="move", by=director_khanh.user, at=NOW
    )
    ask(town, review.dossier, chief)

    again = bring(
        town,
        review.dossier,
        chief,
        at=datetime.fromisoformat("2026-11-26T10:00:00+07:00"),
    )

    assert again.due_at == datetime.fromisoformat("2026-12-02T17:00:00+07:00")
