"""People who gave an e-mail address, and facts brought to their handlers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Why
from motcua.events.codec import Fact
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.notifications.models import Message
from motcua.ward.models import Centre
from tests.cast import AN, NOW

AN_BY_MAIL = replace(AN, email="an@example.test")


def announce(fact: Fact, *, at: datetime = NOW) -> None:
    """Record a fact and bring it to everybody who listens."""
    with unit_of_work():
        outbox.record(fact, at=at)
    deliver(at=at)


def deliver(*, at: datetime = NOW) -> None:
    """Bring every fact recorded so far to its handlers."""
    while outbox.deliver_due(at=at):
        pass


def messages_of(dossier: Dossier) -> list[Message]:
    """The messages about a dossier, oldest first."""
    rows = Message.objects.filter(centre_id=dossier.centre_id, dossier_id=dossier.id)
    return list(rows.order_by("id"))


def told(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Template, channel and status of each message, oldest first."""
    return [(m.template, m.channel, m.status) for m in messages_of(dossier)]


@pytest.fixture
def by_mail(receive: Callable[..., Dossier]) -> Dossier:
    """A dossier whose submitter gave an e-mail address; its messages not made yet."""
    return receive(submitter=AN_BY_MAIL)


@pytest.fixture
def signed_refusal(
    town: Centre, by_mail: Dossier, civil_status_linh: Mandate, leader_hung: Mandate
) -> Dossier:
    """The same, refused: signed, waiting for number and seal."""
    given: dict[str, Any] = {"centre": town, "code": by_mail.code, "at": NOW}
    why = Why("Điều 5", "Không đủ điều kiện", "Ủy ban nhân dân tỉnh")
    dossiers.propose_refusal(why=why, by=civil_status_linh, **given)
    dossiers.hand_over(by=civil_status_linh, **given)
    return dossiers.approve_result(by=leader_hung, **given)


@pytest.fixture
def finished(
    town: Centre,
    by_mail: Dossier,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    clerk_thu: Mandate,
) -> Dossier:
    """The same, with its result ready."""
    given: dict[str, Any] = {"centre": town, "code": by_mail.code, "at": NOW}
    dossiers.hand_over(by=civil_status_linh, **given)
    dossiers.approve_result(by=leader_hung, **given)
    return dossiers.hand_over(by=clerk_thu, **given)
