"""Everything that happens by itself, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from motcua.dossiers import services as dossiers
from motcua.foundation.audit import services as audit
from motcua.foundation.files import orphans
from motcua.foundation.live import topics
from motcua.foundation.outbox import services as outbox
from motcua.foundation.requests import services as requests
from motcua.integrations.smtp import DemoMailer, SmtpMailer
from motcua.notifications import services as notifications
from motcua.notifications.ports import Mailer
from motcua.queueing.services import closing, estimating, expecting
from motcua.rules import hall_hours
from motcua.ward import selectors as ward
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


def scan_waiting_files(at: datetime) -> None:
    """Ask the virus scanner again about what came while it was down."""
    for centre_id in Centre.objects.values_list("id", flat=True):
        dossiers.scan_waiting_files(centre_id=centre_id, at=at)


def collect_orphans(at: datetime) -> None:
    """Take away bytes that have had no row for a day."""
    for centre_id in Centre.objects.values_list("id", flat=True):
        orphans.collect(centre_id, at=at)


def mailer() -> Mailer | None:
    """Who takes e-mails: the mail server, in a demo the inbox page, else nobody."""
    if settings.EMAIL_HOST:
        return SmtpMailer()
    return DemoMailer() if settings.DEMO else None


def send_messages(at: datetime) -> None:
    """Send the e-mails that are due, of every centre."""
    for centre in Centre.objects.all():
        notifications.send_due(centre=centre, mailer=mailer(), at=at)


def remind_uncollected(at: datetime) -> None:
    """Remind of results that wait; once in the morning is enough, more does no harm."""
    for centre in Centre.objects.all():
        if ward.has_calendar(centre):
            notifications.remind_uncollected(centre=centre, at=at)


def forget_texts(at: datetime) -> None:
    """Erase the texts of messages that ended a week ago."""
    for centre_id in Centre.objects.values_list("id", flat=True):
        notifications.forget_texts(centre_id=centre_id, at=at)


def watch_agencies(at: datetime) -> None:
    """Propose reminders to late agencies; a person signs them."""
    for centre in Centre.objects.all():
        dossiers.watch_agencies(centre=centre, at=at)


def score_waits(at: datetime) -> None:
    """Score yesterday's told waits; once a night is enough, more does no harm."""
    yesterday = timezone.localdate(at) - timedelta(days=1)
    for centre in Centre.objects.all():
        estimating.score_day(centre=centre, day=yesterday)


def close_halls(at: datetime) -> None:
    """At night let go of the numbers and counters of the day; again does no harm."""
    if hall_hours.is_night(timezone.localtime(at)):
        for centre in Centre.objects.all():
            closing.close_day(centre=centre, at=at)


def tell_boards(_at: datetime) -> None:
    """Have the supervisors' boards drawn anew: a wait grows without anybody acting."""
    for centre_id in Centre.objects.values_list("id", flat=True):
        topics.touch(f"board:{centre_id}")


def close_appointments(at: datetime) -> None:
    """Note who did not come, forget the people of appointments that are long over."""
    for centre in Centre.objects.all():
        expecting.close_days(centre=centre, at=at)
        expecting.forget_people(centre=centre, at=at)


TASKS: Final = (
    Task("deliver_facts", timedelta(milliseconds=500), deliver_facts),
    Task("seal_audit", timedelta(seconds=10), seal_audit),
    Task("watch_agencies", timedelta(minutes=10), watch_agencies),
    Task("forget_old_keys", timedelta(hours=1), forget_old_keys),
    Task("scan_waiting_files", timedelta(minutes=1), scan_waiting_files),
    Task("collect_orphans", timedelta(hours=6), collect_orphans),
    Task("send_messages", timedelta(seconds=2), send_messages),
    Task("remind_uncollected", timedelta(hours=1), remind_uncollected),
    Task("forget_texts", timedelta(hours=6), forget_texts),
    Task("close_halls", timedelta(minutes=30), close_halls),
    Task("tell_boards", timedelta(seconds=20), tell_boards),
    Task("close_appointments", timedelta(hours=1), close_appointments),
    Task("score_waits", timedelta(hours=1), score_waits),
)
