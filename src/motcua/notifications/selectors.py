"""Read messages: of one dossier, to be called, failed, and how the sending goes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from motcua.dossiers.models import Dossier
from motcua.notifications.models import Channel, Message, Preference, Problem, Status
from motcua.notifications.templates import all_templates
from motcua.people.models import Citizen
from motcua.ward.models import Centre

DAY: Final = timedelta(days=1)
OPEN: Final = (Status.QUEUED, Status.SENDING)
UNCOLLECTED: Final = "uncollected"


@dataclass(frozen=True)
class Figures:
    """How the sending stands: what waits since when, and the last day's outcomes."""

    waiting: int
    waiting_since: datetime | None
    calls: int
    sent: int
    failed: int
    expired: int
    is_down: bool
    down_answer: str


def of_dossier(centre: Centre, dossier_id: UUID) -> list[Message]:
    """Every message about a dossier, the newest first."""
    return list(
        Message.objects.filter(centre=centre, dossier_id=dossier_id)
        .select_related("recipient", "handled_by")
        .order_by("-made_at", "-id")
    )


def latest_of(centre: Centre, dossier_ids: Iterable[UUID]) -> dict[UUID, Message]:
    """The newest message about a waiting result, for each of these dossiers."""
    rows = (
        Message.objects.filter(
            centre=centre,
            dossier_id__in=list(dossier_ids),
            template__in=[*_ready_templates(), UNCOLLECTED],
        )
        .defer("body", "subject")
        .order_by("made_at", "id")
    )
    return {row.dossier_id: row for row in rows}


def was_told_ready(centre: Centre, dossier_id: UUID) -> bool:
    """True when somebody was told of the result, or is being told right now."""
    return Message.objects.filter(
        centre=centre,
        dossier_id=dossier_id,
        template__in=[*_ready_templates(), UNCOLLECTED],
        status__in=[Status.SENT, Status.SENDING],
    ).exists()


def call_list(
    centre: Centre, *, at: datetime, fields: Collection[UUID] | None = None
) -> QuerySet[Message]:
    """Who is to be called, what expires first on top; only of these fields if given.

    What the dossier has overtaken is no longer there.
    """
    calls = Message.objects.filter(
        of_use(),
        centre=centre,
        channel=Channel.CALL,
        status=Status.QUEUED,
        use_by__gt=at,
    )
    if fields is not None:
        calls = calls.filter(Exists(_its_dossier().filter(field_id__in=fields)))
    return calls.select_related("recipient", "handled_by").order_by("use_by", "id")


def of_use() -> Q:
    """Messages that are still true: the dossier has not gone on to another state."""
    keys_of = defaultdict(list)
    for template in all_templates().values():
        keys_of[template.valid_in].append(template.key)
    always = Q(template__in=keys_of.pop(frozenset(), []))
    now_in = (
        Q(Exists(_its_dossier().filter(state__in=sorted(states))), template__in=keys)
        for states, keys in keys_of.items()
    )
    return reduce(or_, now_in, always)


def failures(centre: Centre, *, since: datetime) -> QuerySet[Message]:
    """What could not be sent since then, the newest first."""
    return (
        Message.objects.filter(centre=centre, status=Status.FAILED, made_at__gte=since)
        .select_related("recipient")
        .order_by("-made_at", "-id")
    )


def reasons(centre: Centre, *, since: datetime) -> list[tuple[str, int]]:
    """Why messages made since then did not go, by how often."""
    rows = (
        Message.objects.filter(centre=centre, made_at__gte=since)
        .exclude(problem="")
        .exclude(status=Status.SENT)
        .values_list("problem")
        .annotate(count=Count("id"))
        .order_by("-count", "problem")
    )
    return [(str(Problem(problem).label), count) for problem, count in rows]


def figures(centre: Centre, *, at: datetime) -> Figures:
    """How long the queue is, whether the server answers, what became of a day's mail."""
    mine = Message.objects.filter(centre=centre)
    queue = mine.filter(channel=Channel.EMAIL, status__in=OPEN)
    waiting = queue.aggregate(count=Count("id"), since=Min("made_at"))
    ended = dict(
        mine.filter(made_at__gte=at - DAY, channel__in=[Channel.EMAIL, Channel.CALL])
        .values_list("status")
        .annotate(count=Count("id"))
    )
    down = queue.filter(problem=Problem.DOWN).order_by("-tried_at").first()
    last_sent = mine.filter(channel=Channel.EMAIL, status=Status.SENT).aggregate(
        at=Max("ended_at")
    )["at"]
    is_down = bool(
        down and down.tried_at and (last_sent is None or down.tried_at > last_sent)
    )
    return Figures(
        waiting=waiting["count"],
        waiting_since=waiting["since"],
        calls=call_list(centre, at=at).count(),
        sent=ended.get(Status.SENT, 0),
        failed=ended.get(Status.FAILED, 0),
        expired=ended.get(Status.EXPIRED, 0),
        is_down=is_down,
        down_answer=down.last_error if down and is_down else "",
    )


def recent(centre: Centre) -> QuerySet[Message]:
    """Every message, the newest first."""
    return (
        Message.objects.filter(centre=centre)
        .select_related("recipient")
        .order_by("-made_at", "-id")
    )


def message(centre: Centre, message_id: UUID) -> Message | None:
    """One message of the centre."""
    return Message.objects.filter(centre=centre, id=message_id).first()


def preference_of(citizen: Citizen) -> Preference | None:
    """How this person wants to be told, if they said so."""
    return Preference.objects.filter(
        centre_id=citizen.centre_id, citizen=citizen
    ).first()


def _its_dossier() -> QuerySet[Dossier]:
    return Dossier.objects.filter(
        centre_id=OuterRef("centre_id"), id=OuterRef("dossier_id")
    )


def _ready_templates() -> list[str]:
    return [t.key for t in all_templates().values() if t.fact == "ResultReady"]
