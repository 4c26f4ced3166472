"""A dossier brought to each place of its process, and how to see what was written."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Answer, Brought, Fault, Request
from motcua.foundation.audit.models import Line
from motcua.foundation.outbox.models import Message
from motcua.ward.models import Centre
from tests.cast import NOW, mandate

MARITAL: str = "1.004873"
"""Three working days and an office chief who assigns and reviews."""


@pytest.fixture
def chief_lan(town: Centre) -> Mandate:
    """Lan, chief of the office, who assigns and reviews."""
    return mandate("chanhvp")


@pytest.fixture
def leader_of_another_ward(stranger_centre: Centre) -> Mandate:
    """A vice-chairman who may sign and assign, but not here."""
    return mandate("songda.vice_chairman")


@pytest.fixture
def to_sign(town: Centre, dossier: Dossier, civil_status_linh: Mandate) -> Dossier:
    """The extract copy on the leader's desk."""
    return services.hand_over(
        centre=town, code=dossier.code, by=civil_status_linh, at=NOW
    )


@pytest.fixture
def to_seal(town: Centre, to_sign: Dossier, leader_hung: Mandate) -> Dossier:
    """Signed, waiting for number and seal."""
    return services.approve_result(
        centre=town, code=to_sign.code, by=leader_hung, at=NOW
    )


@pytest.fixture
def ready(town: Centre, to_seal: Dossier, clerk_thu: Mandate) -> Dossier:
    """Result ready, waiting for its owner."""
    return services.hand_over(centre=town, code=to_seal.code, by=clerk_thu, at=NOW)


@pytest.fixture
def marital(receive: Callable[..., Dossier]) -> Dossier:
    """A confirmation of marital status, waiting to be assigned."""
    return receive(MARITAL)


def verbs_of(dossier: Dossier) -> list[str]:
    """The audit lines about a dossier, oldest first."""
    lines = Line.objects.filter(centre_id=dossier.centre_id, subject_id=dossier.id)
    return list(lines.order_by("id").values_list("verb", flat=True))


def facts_of(dossier: Dossier) -> list[str]:
    """The facts about a dossier, oldest first."""
    facts = Message.objects.filter(
        centre_id=dossier.centre_id, values__dossier_id=str(dossier.id)
    )
    return list(facts.order_by("id").values_list("kind", flat=True))


def ask(
    town: Centre,
    dossier: Dossier,
    by: Mandate,
    *,
    at: datetime = NOW,
    reason: str = "Bổ sung tờ khai",
    **more: Any,
) -> Dossier:
    """Ask for the first paper of the dossier, which cannot be read."""
    paper = dossier.papers.order_by("position")[0]
    fault = Fault(["unreadable"], component_key=paper.component_key, detail="Mờ")
    return services.request_supplement(
        centre=town,
        code=dossier.code,
        request=Request([fault], reason, **more),
        by=by,
        at=at,
    )


def bring(
    town: Centre, dossier: Dossier, by: Mandate, *, at: datetime, **more: Any
) -> Dossier:
    """Bring what was asked for first."""
    return services.answer_supplement(
        centre=town,
        code=dossier.code,
        answer=Answer([Brought(1, how="Đã nộp bản rõ")], **more),
        by=by,
        at=at,
    )
