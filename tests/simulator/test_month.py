"""A simulated month: its ledger, deviations and scores are what the raw rows say."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test import Client

from motcua.accounts.models import User
from motcua.config.cli.month_table import shown
from motcua.dossiers.models import AgencyTask, Dossier, Pause, Reminder, Step
from motcua.foundation.audit import selectors as audit
from motcua.foundation.audit import services as sealing
from motcua.foundation.audit.models import Line
from motcua.foundation.outbox.models import Delivery
from motcua.rules.lifecycle import State
from motcua.simulator.month import Month, Size
from motcua.visits.models import Visit
from motcua.ward.models import Centre
from tests.cast import mandate, seed_everything

FIRST: Final = date(2026, 10, 1)
ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
SESSIONS: Final = ((time(7, 30), time(11, 30)), (time(13), time(17)))
SMALL: Final = Size(dossiers=3, walk_ins=4)
PERIOD: Final = "from=2026-10-01&to=2026-10-31"
DAYS: Final = "since=01/10/2026&until=31/10/2026"


class Over(Exception):
    """The month is looked at and undone."""


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[Month]:
    """One small month, lived once for the tests of this file and undone after them."""
    with django_db_blocker.unblock(), suppress(Over), transaction.atomic():
        # Tests that commit for real may have left the tables empty.
        seed_everything()
        month = Month(Centre.objects.get(slug="hoa-binh"), FIRST, seed=3, size=SMALL)
        month.run()
        yield month
        raise Over


@pytest.fixture(scope="module")
def figures(lived: Month) -> dict[str, Any]:
    """What the command prints about that month."""
    return shown(lived)


def test_the_ledger_of_a_month_is_what_a_recount_of_its_visits_gives(
    lived: Month, figures: dict[str, Any]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, place, again_of_id, again_cause, outcome FROM visits_visit"
            " WHERE centre_id = %s AND struck_at IS NULL ORDER BY opened_at",
            [
                Visit._meta.get_field("centre").get_db_prep_value(
                    lived.centre.id, connection
                )
            ],
        )
        rows = cursor.fetchall()
    matters: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        matters[row[2] or row[0]].append(row)

    needed: set[Any] = set()
    causes: Counter[str] = Counter()
    for matter, visits in matters.items():
        collections = 0
        for _id, place, again_of, cause, _outcome in visits:
            if again_of is None or place not in {"counter", "kiosk"}:
                continue
            collections += cause == "planned"
            if cause == "planned" and collections == 1:
                continue
            causes[cause] += 1
            if cause != "own_wish":
                needed.add(matter)
    dossiers = {
        m for m, visits in matters.items() if "dossier" in {v[4] for v in visits}
    }

    ledger, of_dossiers = figures["ledger"], figures["ledger_with_dossier"]
    print(f"of {len(matters)} matters {len(matters) - len(needed)} needed one trip")
    assert ledger["matters"] == len(matters)
    assert ledger["one_trip"] == len(matters) - len(needed)
    assert ledger["causes"] == dict(causes)
    assert of_dossiers["matters"] == len(dossiers)
    assert of_dossiers["one_trip"] == len(dossiers - needed)
    assert {"paper_missing", "not_ready", "signer_absent"} <= set(causes)


def test_the_deviation_report_is_what_a_recount_of_the_story_gives(
    lived: Month, figures: dict[str, Any]
) -> None:
    people = {user.id: user for user in User.objects.select_related("department")}
    counted: dict[str, Counter[tuple[str, str]]]
    counted = {"by_step": Counter(), "by_officer": Counter(), "by_unit": Counter()}
    for dossier in Dossier.objects.filter(centre=lived.centre):
        for key, kind, officer_id in went_otherwise(dossier):
            officer = people[officer_id]
            unit = officer.department.name if officer.department else ""
            counted["by_step"][key, kind] += 1
            counted["by_officer"][officer.full_name, kind] += 1
            counted["by_unit"][unit, kind] += 1

    for name, counts in counted.items():
        assert {(r["of"], r["kind"]): r["count"] for r in figures[name]} == counts
    kinds = {kind for _, kind in counted["by_step"]}
    assert kinds == {"over_time", "sent_back", "delegated"}
    print(f"deviations {counted['by_step'].total()} {dict(counted['by_step'])}")


def went_otherwise(dossier: Dossier) -> Iterator[tuple[str, str, UUID]]:
    """Replay a dossier from its audit lines: step, kind of deviation, who did it."""
    steps = {step.position: step for step in dossier.steps.all()}
    accepted = dossier.changes.filter(to_state=State.ACCEPTED).first()
    lines = Line.objects.filter(centre_id=dossier.centre_id, subject_id=dossier.id)
    place, since, sent_back = 2, dossier.received_at, Counter[int]()
    for line in lines.order_by("at", "id"):
        if accepted is None or line.at < accepted.at:
            continue
        if line.verb in {"reopen", "send_back"}:
            place -= line.verb == "send_back"
            sent_back[place] += line.verb == "send_back"
            since = line.at
        if not finishes_a_step(line):
            continue
        while line.verb == "answer_task" and is_agencys(steps, place + 1):
            place, since = place + 1, line.at
        assert line.actor_id is not None
        planned = timedelta(minutes=round(steps[place].hours * 60))
        kinds = {
            "over_time": worked(dossier, since, line.at) > planned > timedelta(),
            "sent_back": sent_back[place] > 0,
            "delegated": "for_user" in line.detail,
        }
        for kind, is_so in kinds.items():
            if is_so:
                yield steps[place].key, kind, line.actor_id
        place, since = place + 1, line.at


def finishes_a_step(line: Line) -> bool:
    """True when a step ended with this act; an opinion of an agency ends none."""
    if line.verb == "answer_task":
        task = AgencyTask.objects.get(centre_id=line.centre_id, id=line.detail["task"])
        return task.step_id is not None
    return line.verb in {"hand_over", "approve_result"}


def is_agencys(steps: dict[int, Step], place: int) -> bool:
    """True when the step at this place is an agency's."""
    return place in steps and steps[place].agency_id is not None


def worked(dossier: Dossier, since: datetime, until: datetime) -> timedelta:
    """Office time between two acts, less what the clock stood still."""
    pauses = Pause.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
    still = [
        open_time(max(since, pause.opened_at), min(until, pause.closed_at))
        for pause in pauses
        if pause.closed_at is not None
    ]
    return open_time(since, until) - sum(still, timedelta())


def open_time(start: datetime, end: datetime) -> timedelta:
    """Office time between two moments, counted session by session; Monday to Friday."""
    total, day = timedelta(), start.astimezone(ZONE).date()
    while day <= end.astimezone(ZONE).date():
        for opens, closes in SESSIONS if day.weekday() < 5 else ():
            first = max(start, datetime.combine(day, opens, ZONE))
            last = min(end, datetime.combine(day, closes, ZONE))
            total += max(last - first, timedelta())
        day += timedelta(days=1)
    return total


def test_the_agencies_score_is_what_a_recount_of_their_tasks_gives(
    lived: Month, figures: dict[str, Any]
) -> None:
    tasks = [t for t in AgencyTask.objects.filter(centre=lived.centre) if t.sent_at]
    letters = Reminder.objects.filter(centre=lived.centre, signed_at__isnull=False)

    by_agency: dict[str, list[AgencyTask]] = defaultdict(list)
    for task in tasks:
        by_agency[task.agency.name].append(task)
    counted: list[dict[str, Any]] = []
    for name, theirs in sorted(by_agency.items()):
        spans = [(t.sent_at, t.due_at, t.answered_at) for t in theirs]
        done = [(s, d, a) for s, d, a in spans if s and d and a]
        late = [a for _s, d, a in done if a > d]
        hours = [open_time(s, a) / timedelta(hours=1) for s, _d, a in done]
        open_late = [d for _s, d, a in spans if not a and d and d < lived.until]
        counted.append(
            {
                "agency": name,
                "asked": len(theirs),
                "answered": len(done),
                "on_time": len(done) - len(late),
                "late": len(late),
                "median_hours": round(median(hours), 1) if hours else None,
                "open_late": len(open_late),
                "reminders": len([r for r in letters if r.task.agency.name == name]),
            }
        )

    assert figures["agencies"] == counted
    assert sum(int(str(row["asked"])) for row in counted) > 2


def test_everything_is_done_while_the_centre_is_open(lived: Month) -> None:
    lines = Line.objects.filter(
        centre_id=lived.centre.id,
        at__gte=lived.since,
        subject_kind__in=["dossier", "visit", "book_entry", "refusal"],
    )
    walls = [line.at.astimezone(ZONE) for line in lines]

    assert len(walls) > 300
    for wall in walls:
        assert wall.weekday() < 5
        assert any(opens <= wall.time() <= closes for opens, closes in SESSIONS), wall


def test_every_fact_is_heard_and_the_audit_trail_is_whole(lived: Month) -> None:
    waiting = Delivery.objects.filter(centre_id=lived.centre.id, delivered_at=None)

    sealing.seal(centre_id=lived.centre.id, at=lived.until)

    assert not waiting.exists()
    assert audit.verify(lived.centre.id).is_intact


def test_the_desk_opens_the_figures_into_their_rows(
    lived: Month, figures: dict[str, Any]
) -> None:
    director = browser("giamdoc")
    paper_missing = figures["ledger"]["causes"]["paper_missing"]
    over_time = sum(
        r["count"]
        for r in figures["by_step"]
        if (r["of"], r["kind"]) == ("sign", "over_time")
    )

    page = director.get(f"/desk/trips/?{PERIOD}")
    rows = director.get(f"/desk/trips/?{PERIOD}&cause=paper_missing&owner={RECEPTION}")
    report = director.get(
        f"/desk/oversight/deviations/?{DAYS}&step=sign&kind=over_time"
    )

    assert page.context["figure"].one_trip == figures["ledger"]["one_trip"]
    assert len(rows.context["rows"]) == paper_missing
    assert dict(report.context["counts"]) == {"Quá giờ của bước": over_time}
    assert len(report.context["table"].rows) == min(over_time, 50)


def browser(username: str) -> Client:
    """A signed-in browser of this person."""
    client = Client()
    client.force_login(mandate(username).user, "motcua.accounts.backend.StaffBackend")
    return client


RECEPTION: Final = "Trung tâm Phục vụ hành chính công"


def test_the_same_seed_gives_the_same_days_and_another_one_others(town: Centre) -> None:
    first, again, other = (beginning(town, seed=seed) for seed in (7, 7, 8))

    assert len(first) > 4
    assert first == again
    assert first != other


def beginning(town: Centre, *, seed: int) -> list[tuple[Any, ...]]:
    """The audit trail of the first three days, in values that can be compared; undone."""
    told: list[tuple[Any, ...]] = []
    with suppress(Over), transaction.atomic():
        month = Month(town, FIRST, seed=seed, size=Size(2, 2))
        month.run(until=month.since + timedelta(days=3))
        lines = Line.objects.filter(centre_id=town.id, at__gte=month.since)
        told += sorted(lines.values_list("at", "verb", "actor", "reason"))
        raise Over
    return told
