"""Count, give and review promises. The counting itself is `rules.worktime`."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from motcua.accounts.models import User
from motcua.dossiers.errors import AlreadyDecided, NotYourStep
from motcua.dossiers.models import (
    Dossier,
    Extension,
    Pause,
    Promise,
    PromiseReview,
)
from motcua.dossiers.services import locking
from motcua.events.dossiers import PromiseMoved
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import send, unit_of_work
from motcua.rules import extensions, worktime
from motcua.rules.lifecycle import OPEN
from motcua.rules.worktime import Line, LineKind, Reckoning, ResumePolicy, TimeLimit
from motcua.ward import selectors as ward
from motcua.ward.models import CalendarEdition, Centre

COLUMNS: Final = ("due_at", "first_due_at", "is_provisional")
"""What `move_promise` changes on a dossier."""


def preview_due(
    centre: Centre, limit: TimeLimit | None, *, received_at: datetime
) -> Reckoning | None:
    """What the due time would be if a dossier came in then; None without a limit."""
    if limit is None:
        return None
    calendar = ward.calendar_of(ward.edition_in_force(centre))
    return worktime.due(received_at, limit, calendar)


def reckon(
    dossier: Dossier, edition: CalendarEdition | None = None
) -> Reckoning | None:
    """Count the dossier's due time again, in the pinned edition or another one.

    The reckoning explains itself line by line; None where the limit is unknown or the
    clock has not started. A later date once given with an apology stays.
    """
    edition = edition or pinned_edition(dossier)
    counted = reckon_first(dossier, edition) if edition else None
    extension = _extension(dossier) if counted else None
    if edition is None or counted is None or extension is None:
        return counted
    due_at = extensions.carried(
        extension.new_due_at,
        ward.calendar_of(edition),
        given_at=extension.at,
        pauses=pauses_of(dossier),
    )
    return _extended(counted, due_at)


def reckon_first(dossier: Dossier, edition: CalendarEdition) -> Reckoning | None:
    """The same without the extension: what on time is measured by."""
    limit, start = dossier.version.time_limit, dossier.clock_from
    if limit is None or start is None:
        return None
    return worktime.due(
        start, limit, ward.calendar_of(edition), pauses=pauses_of(dossier)
    )


def pinned_edition(dossier: Dossier) -> CalendarEdition | None:
    """The calendar of the last promise, None where none was given."""
    last = (
        Promise.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .select_related("edition")
        .order_by("-number")
        .first()
    )
    return last.edition if last else None


def give_promise(
    dossier: Dossier,
    reckoning: Reckoning,
    edition: CalendarEdition,
    *,
    reason: str,
    number: int,
    at: datetime,
) -> Promise:
    """Write down a due time with the edition and rule set it was counted with."""
    promise = promise_of(
        dossier, reckoning, edition, reason=reason, number=number, at=at
    )
    send(promise)
    return promise


def promise_of(
    dossier: Dossier,
    reckoning: Reckoning,
    edition: CalendarEdition,
    *,
    reason: str,
    number: int,
    at: datetime,
) -> Promise:
    """The promise as a row that is still to be written."""
    return Promise(
        centre_id=dossier.centre_id,
        dossier=dossier,
        number=number,
        reason=reason,
        due_at=reckoning.due_at,
        edition=edition,
        rule_set=reckoning.rule_set,
        counted_until=at,
        made_at=at,
    )


def move_promise(
    dossier: Dossier,
    reckoning: Reckoning,
    edition: CalendarEdition,
    *,
    reason: str,
    at: datetime,
) -> None:
    """Give the dossier a new due time and announce it; saving is the caller's."""
    count = Promise.objects.filter(centre_id=dossier.centre_id, dossier=dossier).count()
    give_promise(dossier, reckoning, edition, reason=reason, number=count + 1, at=at)
    dossier.due_at = reckoning.due_at
    dossier.first_due_at = _first_due(dossier, edition)
    dossier.is_provisional = reckoning.provisional
    outbox.record(
        PromiseMoved(
            centre_id=dossier.centre_id,
            dossier_id=dossier.id,
            due_at=reckoning.due_at,
            reason=reason,
        ),
        at=at,
    )


def review_promises(*, centre: Centre, edition: CalendarEdition) -> int:
    """List the open promises that a new calendar would count differently.

    Nothing moves: each becomes a question for a person. Returns how many there are.
    """
    open_ones = (
        Dossier.objects.filter(
            centre=centre,
            state__in=[int(state) for state in OPEN],
            due_at__isnull=False,
        )
        .select_related("version")
        .prefetch_related("pauses", "extensions")
    )
    reviews = []
    for dossier in open_ones.iterator(chunk_size=500):
        reckoning = reckon(dossier, edition)
        if reckoning and dossier.due_at and reckoning.due_at != dossier.due_at:
            reviews.append(
                PromiseReview(
                    centre=centre,
                    dossier=dossier,
                    edition=edition,
                    old_due_at=dossier.due_at,
                    new_due_at=reckoning.due_at,
                )
            )
    with unit_of_work():
        # Earlier questions are answered by asking again with the newer calendar.
        PromiseReview.objects.filter(centre=centre, decision="").exclude(
            edition=edition
        ).delete()
        PromiseReview.objects.bulk_create(
            reviews, ignore_conflicts=True, batch_size=500
        )
    return len(reviews)


def decide_review(
    *, review: PromiseReview, decision: str, by: User, at: datetime
) -> PromiseReview:
    """Keep the promise or move it to the new calendar's date.

    Raises AlreadyDecided when somebody answered before or the dossier is closed,
    NotYourStep for another ward's person, ValueError for a decision that is neither.
    """
    decision = PromiseReview.Decision(decision)
    if by.centre_id != review.centre_id:
        raise NotYourStep(review.dossier.code)
    with unit_of_work():
        dossier = locking.locked(review.centre_id, review.dossier.code)
        decided = PromiseReview.objects.filter(
            centre_id=review.centre_id, id=review.id, decision=""
        ).update(decision=decision, decided_at=at, decided_by=by.audit_name)
        if not decided or dossier.now_in not in OPEN:
            raise AlreadyDecided(dossier.code)
        if decision == PromiseReview.Decision.MOVE:
            reckoning = reckon(dossier, review.edition)
            if reckoning is not None:
                move_promise(
                    dossier,
                    reckoning,
                    review.edition,
                    reason=Promise.Reason.CALENDAR,
                    at=at,
                )
                locking.keep(dossier, *COLUMNS)
        locking.note(dossier, "decide_review", by=by, at=at, decision=decision)
    review.decision, review.decided_at = decision, at
    return review


def pauses_of(dossier: Dossier) -> list[worktime.Pause]:
    """When and how the clock of the dossier stood still."""
    rows: list[Pause] = list(dossier.pauses.all())
    return [
        worktime.Pause(row.opened_at, row.closed_at, ResumePolicy(row.resume_policy))
        for row in rows
    ]


def _extended(counted: Reckoning, due_at: datetime) -> Reckoning:
    """The count with the extension as its last word, unless it came later by itself."""
    if due_at <= counted.due_at:
        return counted
    lines = (*counted.lines[:-1], Line(LineKind.EXTENDED, due_at.date()))
    return replace(counted, due_at=due_at, lines=(*lines, Line(LineKind.DUE, due_at)))


def _extension(dossier: Dossier) -> Extension | None:
    rows: list[Extension] = list(dossier.extensions.all())
    return rows[0] if rows else None


def _first_due(dossier: Dossier, edition: CalendarEdition) -> datetime | None:
    if _extension(dossier) is None:
        return None
    counted = reckon_first(dossier, edition)
    return counted.due_at if counted else None
