"""Everything that happens by itself, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session

from motcua.dossiers import services as dossiers
from motcua.foundation.audit import services as audit
from motcua.foundation.outbox import services as outbox
from motcua.foundation.requests import services as requests
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Task:
    """One kind of background work."""

    name: str
    every: timedelta
    do: Callable[[datetime], None]


def deliver_facts(at: datetime) -> None:
    """Hand due facts to their handlers."""
    outbox.deliver_due(at=at)


def seal_audit(at: datetime) -> None:
    """Chain the new audit lines of every centre."""
    for centre_id in Centre.objects.values_list("id", flat=True):
        audit.seal(centre_id=centre_id, at=at)


def forget_old_keys(at: datetime) -> None:
    """Drop idempotency keys and sessions that are past their time."""
    for centre_id in Centre.objects.values_list("id", flat=True):
        requests.forget_old_keys(centre_id=centre_id, at=at)
    Session.objects.filter(expire_date__lt=at).delete()


def watch_agencies(at: datetime) -> None:
    """Propose reminders to late agencies; a person signs them."""
    for centre in Centre.objects.all():
        dossiers.watch_agencies(centre=centre, at=at)


TASKS: Final = (
    Task("deliver_facts", timedelta(milliseconds=500), deliver_facts),
    Task("seal_audit", timedelta(seconds=10), seal_audit),
    Task("watch_agencies", timedelta(minutes=10), watch_agencies),
    Task("forget_old_keys", timedelta(hours=1), forget_old_keys),
)
