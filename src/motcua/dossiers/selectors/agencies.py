"""Read what agencies are asked: their inbox, the desk's lists, their score."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import AgencyTask, Dossier, HandOver, Reminder
from motcua.dossiers.services.agency_tasks import OPEN_STATES
from motcua.rules import worktime
from motcua.rules.lifecycle import WORKING
from motcua.rules.worktime import OfficeCalendar
from motcua.ward.models import Centre, Department

OPEN: Final = (AgencyTask.State.SENT, AgencyTask.State.RECEIVED)
ANSWERABLE: Final = Q(step=None) | Q(dossier__state__in=[int(s) for s in WORKING])
"""All but the steps of dossiers that stand still, which no agency can answer."""
SOON: Final = timedelta(hours=24)
MOST: Final = 200


@dataclass(frozen=True)
class AgencyScore:
    """How one agency kept its times in a period; each number opens into rows."""

    agency: Department
    asked: int
    answered: int
    on_time: int
    late: int
    median_hours: float | None
    open_late: int
    reminders: int


def inbox(mandate: Mandate) -> QuerySet[AgencyTask]:
    """What this person's agency still has to answer, the most urgent first."""
    return _theirs(mandate).filter(state__in=OPEN).order_by("due_at", "id")


def answered(mandate: Mandate) -> QuerySet[AgencyTask]:
    """What this person's agency has answered, newest first."""
    return _theirs(mandate).exclude(state__in=OPEN).order_by("-answered_at", "-id")


def agency_task(mandate: Mandate, task_id: UUID) -> AgencyTask | None:
    """One task of this person's agency, or None for anybody else."""
    return _theirs(mandate).filter(id=task_id).first()


def hand_overs_of(task: AgencyTask) -> list[HandOver]:
    """What changed hands for one task, in order."""
    return list(
        HandOver.objects.filter(centre_id=task.centre_id, task=task)
        .select_related("from_agency", "to_agency", "sent_by", "received_by")
        .order_by("sent_at", "id")
    )


def tasks_of(mandate: Mandate, dossier: Dossier) -> list[AgencyTask]:
    """What was asked for a dossier, as far as this person may know.

    A confidential opinion is the asker's and the leader's only.
    """
    tasks = AgencyTask.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
    found = list(
        _may_know(mandate, tasks)
        .select_related("agency", "clause", "asked_by", "received_by", "answered_by")
        .order_by("asked_at", "position")
    )
    for task in found:
        task.dossier = dossier
    return found


def opinions_awaited(
    mandate: Mandate, dossiers: Iterable[Dossier]
) -> dict[UUID, list[AgencyTask]]:
    """The opinions nobody has given yet, by dossier, as far as this person may know.

    A dossier may go on without them; who signs it should know that they are missing.
    """
    found: dict[UUID, list[AgencyTask]] = {}
    tasks = _may_know(
        mandate,
        AgencyTask.objects.filter(
            centre_id=mandate.user.centre_id,
            dossier_id__in=[dossier.id for dossier in dossiers],
            step=None,
            state__in=OPEN_STATES,
        ),
    )
    for task in tasks.select_related("agency").order_by("asked_at", "position"):
        found.setdefault(task.dossier_id, []).append(task)
    return found


def to_receive_back(dossier: Dossier) -> list[HandOver]:
    """Papers agencies gave back that the centre has not confirmed."""
    return list(
        HandOver.objects.filter(
            centre_id=dossier.centre_id,
            dossier=dossier,
            to_agency=None,
            received_at=None,
        ).select_related("from_agency", "sent_by")
    )


def urgent(centre: Centre, *, at: datetime) -> QuerySet[AgencyTask]:
    """Agencies' tasks late now or due within a day, the latest first."""
    return (
        overdue(centre, at=at + SOON)
        .select_related("agency", "dossier")
        .order_by("due_at", "id")
    )


def overdue(centre: Centre, *, at: datetime) -> QuerySet[AgencyTask]:
    """What an agency could have answered and should have by then."""
    return AgencyTask.objects.filter(
        ANSWERABLE, centre=centre, state__in=OPEN, due_at__lt=at
    )


def letters_to_sign(centre: Centre, *, at: datetime) -> QuerySet[Reminder]:
    """Proposed letters about tasks that are still late."""
    late = overdue(centre, at=at).values("id")
    return (
        Reminder.objects.filter(centre=centre, signed_at=None, task__in=late)
        .select_related("task__agency", "dossier")
        .order_by("proposed_at", "id")
    )


def letters_of(dossier: Dossier) -> list[Reminder]:
    """The signed letters about a dossier's tasks."""
    return list(
        Reminder.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, signed_at__isnull=False
        )
        .defer("content")
        .select_related("task__agency", "signed_by")
        .order_by("signed_at")
    )


def reminder(centre: Centre, reminder_id: UUID) -> Reminder | None:
    """One letter of the centre."""
    return (
        Reminder.objects.filter(centre=centre, id=reminder_id)
        .select_related("task", "dossier")
        .first()
    )


def score(
    centre: Centre,
    calendar: OfficeCalendar,
    *,
    since: datetime,
    until: datetime,
    agency: Department | None = None,
) -> list[AgencyScore]:
    """The score of each agency for what was sent to it in this time."""
    tasks = rows_of(centre, since=since, until=until)
    if agency is not None:
        tasks = tasks.filter(agency=agency)
    by_agency: dict[UUID, list[AgencyTask]] = {}
    for task in tasks.defer("question", "answer"):
        by_agency.setdefault(task.agency_id, []).append(task)
    letters = dict(
        Reminder.objects.filter(
            centre=centre,
            signed_at__isnull=False,
            task__sent_at__gte=since,
            task__sent_at__lt=until,
        )
        .values_list("task__agency_id")
        .annotate(count=Count("id"))
    )
    return sorted(
        (
            _score(theirs, calendar, until, letters.get(agency_id, 0))
            for agency_id, theirs in by_agency.items()
        ),
        key=lambda row: row.agency.name,
    )


def rows_of(
    centre: Centre, *, since: datetime, until: datetime
) -> QuerySet[AgencyTask]:
    """The tasks sent in this time; a score is counted from exactly these."""
    return (
        AgencyTask.objects.filter(centre=centre, sent_at__gte=since, sent_at__lt=until)
        .exclude(state=AgencyTask.State.TAKEN_BACK)
        .select_related("agency", "dossier__version__procedure")
        .order_by("-sent_at", "-id")
    )


def _score(
    tasks: list[AgencyTask], calendar: OfficeCalendar, at: datetime, letters: int
) -> AgencyScore:
    done = [task for task in tasks if task.answered_at is not None]
    hours = [
        worktime.elapsed(task.sent_at, task.answered_at, calendar).total_seconds()
        / 3600
        for task in done
        if task.sent_at and task.answered_at
    ]
    late = [task for task in done if task.outcome == AgencyTask.Outcome.LATE]
    still = [task for task in tasks if task.is_late(at)]
    return AgencyScore(
        agency=tasks[0].agency,
        asked=len(tasks),
        answered=len(done),
        on_time=len(done) - len(late),
        late=len(late),
        median_hours=round(median(hours), 1) if hours else None,
        open_late=len(still),
        reminders=letters,
    )


def _may_know(mandate: Mandate, tasks: QuerySet[AgencyTask]) -> QuerySet[AgencyTask]:
    if mandate.may(Capability.APPROVE):
        return tasks
    return tasks.filter(Q(is_confidential=False) | Q(asked_by=mandate.user))


def _theirs(mandate: Mandate) -> QuerySet[AgencyTask]:
    """The tasks of this person's agency that were ever sent to it."""
    user = mandate.user
    tasks = AgencyTask.objects.filter(
        centre_id=user.centre_id, agency_id=user.department_id, sent_at__isnull=False
    ).select_related(
        "agency",
        "asked_by",
        "dossier__version__procedure",
        "dossier__owner_citizen",
        "dossier__owner_organisation",
    )
    if user.department_id is None or not mandate.may(Capability.PARTNER_WORK):
        return tasks.none()
    return tasks.exclude(state=AgencyTask.State.TAKEN_BACK)
