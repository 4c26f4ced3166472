"""Who is told of what, which way, and never twice."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.events import dossiers as facts
from motcua.events.codec import Fact
from motcua.foundation.toolkit.models import new_id
from motcua.journeys.return_result import return_in_visit
from motcua.notifications import services
from motcua.notifications.models import Channel, Message
from motcua.people.services import Person
from motcua.ward.models import Centre
from tests.cast import AN, NOW
from tests.notifications.conftest import (
    AN_BY_MAIL,
    announce,
    deliver,
    messages_of,
    told,
)

SOON = NOW + timedelta(days=5)
FACTS: list[tuple[type[Any], dict[str, Any], str]] = [
    (
        facts.DossierLodged,
        {"code": "x", "lodged_at": NOW, "answer_due_at": SOON},
        "lodged",
    ),
    (
        facts.SupplementRequested,
        {"request_id": new_id(), "answer_until": SOON},
        "supplement_requested",
    ),
    (
        facts.SupplementAnswered,
        {"request_id": new_id(), "answered_at": NOW},
        "supplement_answered",
    ),
    (
        facts.DossierRefused,
        {"refused_at": NOW, "at_reception": True},
        "refused_at_reception",
    ),
    (facts.DossierWithdrawn, {"withdrawn_at": NOW}, "withdrawn"),
    (facts.DossierPaused, {"kind": "payment", "paused_at": NOW}, "payment_asked"),
    (facts.DossierPaused, {"kind": "stop", "paused_at": NOW}, "stopped"),
    (facts.DossierResumed, {"resumed_at": NOW}, "resumed"),
    (facts.PromiseMoved, {"due_at": SOON, "reason": "calendar"}, "promise_moved"),
    (facts.PromiseMoved, {"due_at": SOON, "reason": "extension"}, "promise_moved"),
    (facts.PromiseMoved, {"due_at": SOON, "reason": "competent"}, "promise_given"),
    (facts.ResultReady, {"ready_at": NOW}, "result_ready"),
    (facts.ResultReturned, {"returned_at": NOW}, "returned"),
]


def about(dossier: Dossier, fact: type[Any], values: dict[str, Any]) -> Fact:
    made: Fact = fact(centre_id=dossier.centre_id, dossier_id=dossier.id, **values)
    return made


def test_a_reception_tells_who_gave_an_address(by_mail: Dossier) -> None:
    deliver()

    assert told(by_mail) == [("received", "email", "queued")]
    letter = messages_of(by_mail)[0]
    assert letter.address == "an@example.test"
    assert by_mail.code in letter.subject
    assert f"/theo-doi/{by_mail.lookup_token}/" in letter.body


@pytest.mark.parametrize(("fact", "values", "template"), FACTS)
def test_every_fact_of_a_dossiers_life_has_its_message(
    by_mail: Dossier, fact: type[Any], values: dict[str, Any], template: str
) -> None:
    deliver()

    announce(about(by_mail, fact, values))

    assert told(by_mail)[1:] == [(template, "email", "queued")]


@pytest.mark.parametrize(("fact", "values", "template"), FACTS)
def test_no_message_names_a_person_or_a_number(
    by_mail: Dossier, fact: type[Any], values: dict[str, Any], template: str
) -> None:
    announce(about(by_mail, fact, values))

    for message in messages_of(by_mail):
        # Codes and addresses have digits of their own; ours are twelve in a row.
        text = message.subject + message.body
        assert "An" not in text.split()
        assert AN.personal_id not in text
        assert not re.search(r"\{\w*\}", text)


def test_a_fact_delivered_twice_makes_one_message(by_mail: Dossier) -> None:
    fact = about(by_mail, facts.DossierWithdrawn, {"withdrawn_at": NOW})

    announce(fact)
    announce(fact, at=NOW + timedelta(minutes=5))

    assert [m.template for m in messages_of(by_mail)].count("withdrawn") == 1


def test_owner_and_submitter_are_both_told(receive: Callable[..., Dossier]) -> None:
    owner = Person(full_name="Trần Văn Bình", email="binh@example.test")
    dossier = receive(submitter=AN_BY_MAIL, owner=owner, authorisation="UQ 12")

    deliver()

    assert {m.address for m in messages_of(dossier)} == {
        "an@example.test",
        "binh@example.test",
    }


def test_without_e_mail_somebody_calls_only_when_something_is_to_be_done(
    dossier: Dossier,
) -> None:
    deliver()
    announce(about(dossier, facts.ResultReady, {"ready_at": NOW}))

    assert told(dossier) == [
        ("received", "none", "suppressed"),
        ("result_ready", "call", "queued"),
    ]
    assert messages_of(dossier)[0].problem == "no_address"
    assert messages_of(dossier)[1].address.replace(" ", "") == "0912345678"


@pytest.mark.parametrize(
    ("wish", "expected"),
    [("none", ("none", "suppressed")), ("call", ("call", "queued"))],
)
def test_a_wish_is_followed(
    by_mail: Dossier, reception_mai: Mandate, wish: str, expected: tuple[str, str]
) -> None:
    services.prefer(
        citizen=by_mail.submitter,
        channel=wish,
        language="vi",
        by=reception_mai.user,
        at=NOW,
    )

    announce(about(by_mail, facts.ResultReady, {"ready_at": NOW}))

    assert told(by_mail)[-1][1:] == expected


def test_who_reads_english_gets_english(
    by_mail: Dossier, reception_mai: Mandate
) -> None:
    services.prefer(
        citizen=by_mail.submitter,
        channel=Channel.EMAIL,
        language="en",
        by=reception_mai.user,
        at=NOW,
    )

    deliver()

    assert messages_of(by_mail)[0].subject == f"Dossier {by_mail.code} was received"


def test_what_comes_too_late_is_written_down_and_not_sent(by_mail: Dossier) -> None:
    deliver(at=NOW + timedelta(days=3))

    assert told(by_mail) == [("received", "email", "expired")]
    assert messages_of(by_mail)[0].problem == "too_late"


def test_a_late_result_comes_with_an_apology(by_mail: Dossier) -> None:
    assert by_mail.due_at is not None
    late = by_mail.due_at + timedelta(hours=1)

    announce(about(by_mail, facts.ResultReady, {"ready_at": late}), at=late)

    assert told(by_mail)[-1][0] == "result_ready_late"
    assert "xin lỗi" in messages_of(by_mail)[-1].body


def test_a_result_that_is_brought_home_calls_nobody_in(
    receive: Callable[..., Dossier],
) -> None:
    dossier = receive(submitter=AN_BY_MAIL, planned_exit="post")

    announce(about(dossier, facts.ResultReady, {"ready_at": NOW}))

    assert told(dossier)[-1][0] == "result_on_its_way"


class TestRefused:
    """A matter that is not granted, from the signature to its sealed answer."""

    def test_nobody_is_told_of_an_answer_that_is_not_sealed(
        self, signed_refusal: Dossier
    ) -> None:
        deliver()

        assert [m.template for m in messages_of(signed_refusal)] == ["received"]

    @pytest.mark.parametrize(
        ("planned_exit", "template"),
        [("counter", "refused"), ("post", "refused_on_its_way")],
    )
    def test_sealed_it_is_told_as_a_refusal_in_the_way_it_leaves(
        self,
        signed_refusal: Dossier,
        clerk_thu: Mandate,
        planned_exit: str,
        template: str,
    ) -> None:
        Dossier.objects.filter(id=signed_refusal.id).update(planned_exit=planned_exit)

        seal(signed_refusal, clerk_thu, at=NOW)

        letter = messages_of(signed_refusal)[-1]
        assert letter.template == template
        assert "không giải quyết được" in letter.body
        assert ("Mời Ông/Bà đến quầy" in letter.body) == (planned_exit == "counter")

    def test_a_late_refusal_comes_with_an_apology(
        self, signed_refusal: Dossier, clerk_thu: Mandate
    ) -> None:
        assert signed_refusal.due_at is not None

        seal(signed_refusal, clerk_thu, at=signed_refusal.due_at + timedelta(hours=1))

        letter = messages_of(signed_refusal)[-1]
        assert letter.template == "refused_late"
        assert "xin lỗi" in letter.body


class TestRecalled:
    """A result called ready that goes back to be corrected."""

    def test_who_was_told_to_come_is_told_not_to_come_yet(
        self, finished: Dossier, reception_mai: Mandate
    ) -> None:
        deliver()
        messages(finished, "result_ready").update(status="sent", ended_at=NOW)

        recall(finished, reception_mai)

        told_last = messages_of(finished)[-1]
        assert (told_last.template, told_last.status) == ("result_recalled", "queued")
        assert "chưa đến nhận" in told_last.body

    def test_who_was_not_told_yet_hears_nothing_of_it(
        self, finished: Dossier, reception_mai: Mandate
    ) -> None:
        deliver()

        recall(finished, reception_mai)

        assert not messages(finished, "result_recalled").exists()


def seal(dossier: Dossier, by: Mandate, *, at: datetime) -> None:
    """Number and seal what was signed, and bring the facts."""
    dossiers.hand_over(centre=dossier.centre, code=dossier.code, by=by, at=at)
    deliver(at=at)


def recall(dossier: Dossier, by: Mandate) -> None:
    """Send the ready result back, and bring the facts."""
    dossiers.send_back(
        centre=dossier.centre, code=dossier.code, reason="Sai tên", by=by, at=NOW
    )
    deliver()


def messages(dossier: Dossier, template: str) -> QuerySet[Message]:
    """The messages about a dossier in these words."""
    return Message.objects.filter(
        centre=dossier.centre, dossier_id=dossier.id, template=template
    )


def test_the_first_date_given_is_no_broken_promise(
    receive: Callable[..., Dossier], reception_mai: Mandate
) -> None:
    dossier = receive(
        "1.004873", submitter=AN_BY_MAIL, competent_agency="Phường Sông Đà"
    )
    given = dossiers.confirm_competent_receipt(
        centre=dossier.centre, code=dossier.code, by=reception_mai, at=NOW
    )

    deliver()

    letter = messages_of(dossier)[-1]
    assert letter.template == "promise_given"
    assert given.due_at is not None
    assert f"{timezone.localtime(given.due_at):%H:%M %d/%m/%Y}" in letter.body
    assert "xin lỗi" not in letter.body


def test_an_evening_letter_waits_for_the_morning(
    receive: Callable[..., Dossier],
) -> None:
    evening = NOW.replace(hour=21, minute=30)
    dossier = receive(submitter=AN_BY_MAIL, at=evening)

    deliver(at=evening)

    message = messages_of(dossier)[0]
    assert message.next_try_at == NOW.replace(hour=7, minute=0) + timedelta(days=1)


def test_texts_and_addresses_are_not_readable_in_the_database(
    by_mail: Dossier,
) -> None:
    deliver()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT address, body FROM notifications_message WHERE centre_id = %s",
            [by_mail.centre_id.hex],
        )
        stored = cursor.fetchall()
    assert len(stored) == 1
    assert "example.test" not in str(stored)
    assert by_mail.code not in str(stored)


class TestReminders:
    """Results nobody comes for."""

    def test_after_three_fifteen_and_thirty_working_days(
        self, town: Centre, finished: Dossier
    ) -> None:
        for day in range(60):
            at = NOW + timedelta(days=day)
            services.remind_uncollected(centre=town, at=at)
            services.remind_uncollected(centre=town, at=at)

        steps = [
            m.cause.rsplit(":", 1)[-1]
            for m in messages_of(finished)
            if m.template == "uncollected"
        ]
        assert steps == ["3", "15", "30"]

    def test_the_third_working_day_is_not_the_third_day(
        self, town: Centre, finished: Dossier
    ) -> None:
        # Ready on a Wednesday: the weekend does not count.
        made = [
            services.remind_uncollected(centre=town, at=NOW + timedelta(days=day))
            for day in (2, 3, 4, 5)
        ]

        assert made == [0, 0, 0, 1]

    def test_a_collected_result_is_not_reminded_of(
        self, town: Centre, finished: Dossier, reception_mai: Mandate
    ) -> None:
        return_in_visit(
            centre=town,
            code=finished.code,
            to="Bùi Thị An",
            exit_by="counter",
            by=reception_mai,
            at=NOW,
        )

        assert not services.remind_uncollected(centre=town, at=NOW + timedelta(days=20))

    def test_by_hand_once_a_day(self, town: Centre, finished: Dossier) -> None:
        first = services.remind(dossiers=[finished], at=NOW)
        again = services.remind(dossiers=[finished], at=NOW + timedelta(hours=2))

        assert (len(first), len(again)) == (1, 0)


def test_a_pause_of_today_needs_no_second_message_about_the_promise(
    town: Centre, by_mail: Dossier, civil_status_linh: Mandate
) -> None:
    given: dict[str, Any] = {
        "centre": town,
        "code": by_mail.code,
        "by": civil_status_linh,
    }
    dossiers.request_payment(
        reason="Nộp thuế", amount="8.000 đ", evidence="TB 1", at=NOW, **given
    )
    dossiers.confirm_payment(evidence="BL 1", at=NOW + timedelta(days=1), **given)

    deliver(at=NOW + timedelta(days=1))

    assert "promise_moved" not in {m.template for m in messages_of(by_mail)}


def test_the_other_ward_sees_no_message(
    by_mail: Dossier, stranger_centre: Centre
) -> None:
    deliver()

    assert not Message.objects.filter(centre=stranger_centre).exists()
    assert replace(AN_BY_MAIL, email="") == AN
