"""Send what is due: a lease, the network outside of any transaction, then the outcome.

A worker that dies in between leaves a lease that runs out; the letter is sent again under
the same Message-ID. A message past its time, or overtaken by the dossier, is not sent.
"""

import logging
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from motcua.foundation.toolkit.work import unit_of_work
from motcua.notifications.models import Channel, Message, Problem, Status
from motcua.notifications.ports import (
    Letter,
    MailDown,
    Mailer,
    MailError,
    MailLater,
    MailRefused,
)
from motcua.notifications.selectors import of_use
from motcua.notifications.services.making import call_instead
from motcua.notifications.templates import all_templates
from motcua.rules.messages import wait_after
from motcua.ward.models import Centre

LEASE: Final = timedelta(minutes=2)
WHEN_DOWN: Final = timedelta(minutes=1)
MOST_ATTEMPTS: Final = 8
KEPT: Final = timedelta(days=7)
OPEN: Final = (Status.QUEUED, Status.SENDING)

log = logging.getLogger(__name__)


def send_due(
    *, centre: Centre, mailer: Mailer | None, at: datetime, most: int = 20
) -> int:
    """Send up to `most` due e-mails of a centre and return how many went.

    Without a mailer (no server is set) they wait, and expire in their time.
    """
    expire(centre.id, at=at)
    sent = 0
    for _ in range(most if mailer else 0):
        message = _leased(centre.id, at)
        if message is None:
            break
        assert mailer is not None
        try:
            answer = mailer.send(_letter(centre, message))
        except MailDown as problem:
            _put_off(message, problem, at)
            log.warning("mail server down: %s", problem)
            break
        except MailError as problem:
            _put_off(message, problem, at)
        else:
            sent += 1
            _end(message, Status.SENT, at, provider_id=answer[:200])
    return sent


def expire(centre_id: UUID, *, at: datetime) -> int:
    """Close every waiting message whose time is over, and each call that was overtaken.

    A letter that was overtaken is closed when its turn comes.
    """
    is_over, is_call = Q(use_by__lte=at), Q(channel=Channel.CALL)
    return (
        _open(centre_id)
        .filter(is_over | (is_call & ~of_use()))
        .update(
            status=Status.EXPIRED,
            problem=Case(
                When(is_over, then=Value(Problem.TOO_LATE)),
                default=Value(Problem.OVERTAKEN),
            ),
            ended_at=at,
            leased_until=None,
        )
    )


def forget_texts(*, centre_id: UUID, at: datetime) -> int:
    """Erase texts and addresses of what ended a week ago; that it was sent stays."""
    old = Message.objects.filter(centre_id=centre_id, ended_at__lt=at - KEPT)
    return old.exclude(body="").update(address="", subject="", body="")


def _leased(centre_id: UUID, at: datetime) -> Message | None:
    """The next letter to go, ours for a while; those overtaken are closed on the way."""
    while True:
        with unit_of_work():
            message = _next(centre_id, at)
            if message is None:
                return None
            if _is_of_use(message):
                message.status, message.leased_until = Status.SENDING, at + LEASE
                message.attempts += 1
                message.tried_at = at
                message.save(
                    update_fields=["status", "leased_until", "attempts", "tried_at"]
                )
                return message
            _end(message, Status.EXPIRED, at, problem=Problem.OVERTAKEN)


def _next(centre_id: UUID, at: datetime) -> Message | None:
    return (
        _open(centre_id)
        .select_for_update(skip_locked=True, of=("self",))
        .filter(
            Q(leased_until=None) | Q(leased_until__lte=at),
            channel=Channel.EMAIL,
            next_try_at__lte=at,
        )
        .order_by("next_try_at", "id")
        .first()
    )


def _is_of_use(message: Message) -> bool:
    """False when the dossier has gone on to where the message is no longer true."""
    return _mine(message).filter(of_use()).exists()


def _letter(centre: Centre, message: Message) -> Letter:
    return Letter(
        message_id=message.mail_id,
        to=message.address,
        sender_name=centre.name,
        subject=message.subject,
        body=message.body,
    )


def _put_off(message: Message, problem: MailError, at: datetime) -> None:
    """Try again later, or give up and let somebody call."""
    if isinstance(problem, MailRefused):
        return _give_up(message, Problem.ADDRESS, problem, at)
    if isinstance(problem, MailLater) and message.attempts >= MOST_ATTEMPTS:
        return _give_up(message, Problem.LATER, problem, at)
    is_down = isinstance(problem, MailDown)
    _mine(message).update(
        status=Status.QUEUED,
        leased_until=None,
        # A server that is away is no fault of the letter: only its use-by ends it.
        attempts=message.attempts - is_down,
        next_try_at=at + (WHEN_DOWN if is_down else wait_after(message.attempts)),
        problem=Problem.DOWN if is_down else Problem.LATER,
        last_error=str(problem)[:300],
    )
    return None


def _give_up(message: Message, why: str, problem: MailError, at: datetime) -> None:
    with unit_of_work():
        _end(message, Status.FAILED, at, problem=why, last_error=str(problem)[:300])
        phone = message.recipient.phone
        if phone and all_templates()[message.template].calls_for_action:
            call_instead(message, phone=phone, at=at)


def _end(message: Message, status: Status, at: datetime, **more: str) -> None:
    given = {"problem": "", "last_error": "", **more}
    _mine(message).update(status=status, ended_at=at, leased_until=None, **given)


def _open(centre_id: UUID) -> QuerySet[Message]:
    return Message.objects.filter(centre_id=centre_id, status__in=OPEN)


def _mine(message: Message) -> QuerySet[Message]:
    # Somebody may have ended it while we were on the network: that stands.
    return Message.objects.filter(
        centre_id=message.centre_id, id=message.id, status__in=OPEN
    )
