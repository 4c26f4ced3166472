"""Letters go once, in time, by a real server that fails in all its ways."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.events.dossiers import ResultReady
from motcua.foundation.toolkit.models import new_id
from motcua.integrations.smtp import SmtpMailer
from motcua.journeys.return_result import return_in_visit
from motcua.notifications import selectors, services
from motcua.notifications.models import Message, Status
from motcua.notifications.ports import Letter
from motcua.people.models import Citizen
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.integrations.mail_server import Post, serving
from tests.notifications.conftest import announce, deliver, messages_of, told

MINUTE = timedelta(minutes=1)


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    """A mail server, and settings that lead to it."""
    with serving() as post:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 0.3
        settings.MAIL_FROM = "no-reply@hoa-binh.test"
        yield post


@pytest.fixture
def waiting(by_mail: Dossier) -> Dossier:
    """A dossier with one letter in the queue."""
    deliver()
    return by_mail


@pytest.fixture
def ready(finished: Dossier) -> Dossier:
    """A ready result with its letter in the queue."""
    announce(
        ResultReady(centre_id=finished.centre_id, dossier_id=finished.id, ready_at=NOW)
    )
    return finished


@pytest.fixture
def to_call(finished: Dossier) -> Dossier:
    """A ready result whose owner has a telephone and no e-mail."""
    Citizen.objects.filter(id=finished.submitter_id).update(email="")
    deliver()
    return finished


def send(centre: Centre, at: datetime = NOW) -> int:
    return services.send_due(centre=centre, mailer=SmtpMailer(), at=at)


def last(dossier: Dossier) -> Message:
    return messages_of(dossier)[-1]


def test_a_letter_arrives_with_its_words_and_its_name(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    assert send(town) == 1

    (letter,) = post.letters
    message = last(waiting)
    assert letter["To"] == "an@example.test"
    assert "no-reply@hoa-binh.test" in letter["From"]
    assert letter["Message-ID"] == message.mail_id
    payload = letter.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n").strip() == message.body.strip()
    assert (message.status, message.ended_at) == (Status.SENT, NOW)


def test_it_goes_once(town: Centre, waiting: Dossier, post: Post) -> None:
    send(town)
    send(town, NOW + timedelta(hours=3))

    assert len(post.letters) == 1


def test_it_does_not_go_before_its_time(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    assert send(town, NOW - MINUTE) == 0
    assert not post.connections


def test_a_refused_address_is_given_up_and_somebody_calls(
    town: Centre, ready: Dossier, post: Post
) -> None:
    post.manner = "refuses_address"

    send(town)

    assert told(ready)[-2:] == [
        ("result_ready", "email", "failed"),
        ("result_ready", "call", "queued"),
    ]
    failed = messages_of(ready)[-2]
    assert failed.problem == "address"
    assert "550" in failed.last_error


def test_refused_content_is_given_up(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    post.manner = "refuses_content"

    send(town)

    assert last(waiting).status == Status.FAILED


def test_put_off_it_is_tried_again_later_and_later_and_then_given_up(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    post.manner = "later"
    tries, at = [], NOW
    for _ in range(24 * 60):
        before = post.connections
        send(town, at)
        if post.connections > before:
            tries.append(int((at - NOW) / MINUTE))
        at += MINUTE

    assert tries == [0, 1, 3, 7, 15, 31, 63, 127]
    message = last(waiting)
    assert (message.status, message.problem) == (Status.FAILED, "later")


@pytest.mark.parametrize("manner", ["drops", "hangs", "greets_badly"])
def test_a_server_that_is_down_costs_no_attempt_and_shows(
    town: Centre, waiting: Dossier, post: Post, manner: str
) -> None:
    post.manner = manner

    assert send(town) == 0

    message = last(waiting)
    assert (message.status, message.attempts) == (Status.QUEUED, 0)
    figures = selectors.figures(town, at=NOW)
    assert (figures.waiting, figures.is_down) == (1, True)
    post.manner = "well"
    assert send(town, NOW + MINUTE) == 1
    assert not selectors.figures(town, at=NOW + MINUTE).is_down


def test_no_server_at_all_is_down_too(
    town: Centre, waiting: Dossier, post: Post, settings: Any
) -> None:
    settings.EMAIL_PORT = 9

    assert send(town) == 0
    assert last(waiting).problem == "down"


def test_while_it_is_down_the_others_are_not_tried(
    town: Centre, waiting: Dossier, ready: Dossier, post: Post
) -> None:
    post.manner = "drops"

    send(town)

    assert post.connections == 1


def test_a_letter_too_late_is_not_sent(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    assert send(town, NOW + timedelta(days=2)) == 0

    assert not post.connections
    message = last(waiting)
    assert (message.status, message.problem) == (Status.EXPIRED, "too_late")


def test_come_and_collect_is_not_sent_to_who_has_collected(
    town: Centre, ready: Dossier, post: Post, reception_mai: Mandate
) -> None:
    return_in_visit(
        centre=town,
        code=ready.code,
        to="Bùi Thị An",
        exit_by="counter",
        by=reception_mai,
        at=NOW,
    )

    send(town)

    overtaken = next(m for m in messages_of(ready) if m.template == "result_ready")
    assert (overtaken.status, overtaken.problem) == (Status.EXPIRED, "overtaken")
    assert all("đã có kết quả" not in str(m["Subject"]) for m in post.letters)


def test_a_worker_that_died_is_relieved_under_the_same_name(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    class Dies:
        def send(self, letter: Letter) -> str:
            SmtpMailer().send(letter)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.send_due(centre=town, mailer=Dies(), at=NOW)
    assert send(town, NOW + MINUTE) == 0

    assert send(town, NOW + timedelta(minutes=3)) == 1

    assert len({str(letter["Message-ID"]) for letter in post.letters}) == 1


def test_without_a_server_set_letters_wait(town: Centre, waiting: Dossier) -> None:
    assert services.send_due(centre=town, mailer=None, at=NOW) == 0

    assert last(waiting).status == Status.QUEUED


def test_an_address_that_smuggles_a_line_is_refused(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    Message.objects.filter(centre=town).update(address="an@x.test\nBcc: all@x.test")

    send(town)

    assert not post.letters
    assert last(waiting).status == Status.FAILED


def test_texts_are_forgotten_after_a_week_and_the_row_stays(
    town: Centre, waiting: Dossier, post: Post
) -> None:
    send(town)

    services.forget_texts(centre_id=town.id, at=NOW + timedelta(days=8))

    message = last(waiting)
    assert (message.body, message.subject, message.address) == ("", "", "")
    assert message.status == Status.SENT


class TestCalls:
    """Who has no e-mail is called, as long as there is something to say."""

    def test_who_has_collected_is_not_called_to_collect(
        self, town: Centre, to_call: Dossier, reception_mai: Mandate
    ) -> None:
        call = selectors.call_list(town, at=NOW).get()

        return_in_visit(
            centre=town,
            code=to_call.code,
            to="Bùi Thị An",
            exit_by="counter",
            by=reception_mai,
            at=NOW,
        )

        assert not selectors.call_list(town, at=NOW).exists()
        services.send_due(centre=town, mailer=None, at=NOW)
        call.refresh_from_db()
        assert (call.status, call.problem) == (Status.EXPIRED, "overtaken")

    def test_a_call_that_is_of_use_stays_on_the_list(
        self, town: Centre, to_call: Dossier
    ) -> None:
        services.send_due(centre=town, mailer=None, at=NOW)

        assert selectors.call_list(town, at=NOW).get().status == Status.QUEUED

    def test_the_list_is_cut_to_the_fields_asked_for(
        self, town: Centre, to_call: Dossier
    ) -> None:
        here = selectors.call_list(town, at=NOW, fields={to_call.field_id})
        elsewhere = selectors.call_list(town, at=NOW, fields={new_id()})

        assert [call.dossier_id for call in here] == [to_call.id]
        assert not elsewhere.exists()


class TestPeople:
    """What people do about messages."""

    def test_a_failed_letter_is_tried_again_by_hand(
        self, town: Centre, waiting: Dossier, post: Post, admin_quan: Mandate
    ) -> None:
        post.manner = "refuses_address"
        send(town)
        post.manner = "well"

        services.retry(
            centre_id=town.id, message_id=last(waiting).id, by=admin_quan.user, at=NOW
        )

        assert send(town) == 1

    def test_a_call_is_noted_once(
        self, town: Centre, to_call: Dossier, reception_mai: Mandate
    ) -> None:
        call = selectors.call_list(town, at=NOW).get()
        given: dict[str, Any] = {"centre_id": town.id, "message_id": call.id, "at": NOW}

        services.note_call(is_reached=False, by=reception_mai.user, **given)
        assert selectors.call_list(town, at=NOW).get().problem == "unreached"
        services.note_call(is_reached=True, by=reception_mai.user, **given)

        assert not selectors.call_list(town, at=NOW).exists()
        with pytest.raises(services.NotOpen):
            services.note_call(is_reached=True, by=reception_mai.user, **given)
