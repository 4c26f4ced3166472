"""What must hold of a dossier's rows whatever people do; one list for every storm.

`disagreements` looks at one dossier through its models, `in_the_tables` at all of them
with SQL of its own. Both say in words what does not hold; nothing said is good.
"""

from collections import Counter
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from django.db import connection

from motcua.dossiers.models import (
    AgencyTask,
    Dossier,
    Extension,
    Pause,
    Promise,
    Refusal,
    Slip,
    StateChange,
    Step,
    Stop,
    SupplementRequest,
)
from motcua.foundation.audit.models import Line
from motcua.rules.lifecycle import State

# Typed from domain.md 1.6; `rules.lifecycle` is what is being tested.
LAWFUL: Final = {
    1: {2, 3, 5, 6, 7},
    2: {4, 5, 6, 7, 8, 9},
    4: {5, 6, 7, 8, 9},
    5: {2, 4, 7, 8},
    6: {4, 7, 8},
    8: {4},
    9: {10, 4},
}
PAUSES: Final = {5: "supplement", 6: "payment", 8: "stop"}
ENDED: Final = {State.REJECTED, State.WITHDRAWN, State.RETURNED}
AT_WORK: Final = {"sent", "received"}


def disagreements(dossier: Dossier, verbs: list[str], facts: Counter[str]) -> list[str]:
    """What differs between a dossier's rows, the verbs that succeeded and the facts."""
    rows = Rows(dossier)
    told = {
        **_of_the_chain(rows),
        **_of_the_steps(rows),
        **_of_the_clock(rows),
        **_of_the_requests(rows),
        **_of_the_agencies(rows),
        "one audit line for each verb": rows.lines == verbs,
        "the facts are those of the rows": _facts_due(rows) == +facts,
    }
    return [what for what, holds in told.items() if not holds]


class Rows:
    """Every row of one dossier, read now."""

    def __init__(self, dossier: Dossier) -> None:
        """Read them all; `dossier` only says which one."""
        self._dossier = dossier
        self.now = dossier_now(dossier)
        self.state = int(self.now.state)
        self.is_ended = self.now.now_in in ENDED
        self.changes = self._all(StateChange)
        self.steps: list[Step] = self._all(Step)
        self.pauses: list[Pause] = self._all(Pause)
        self.promises: list[Promise] = self._all(Promise)
        self.supplements: list[SupplementRequest] = self._all(SupplementRequest)
        self.refusals: list[Refusal] = self._all(Refusal)
        self.tasks: list[AgencyTask] = self._all(AgencyTask)
        self.slips = Counter(slip.form for slip in self._all(Slip))
        self.stops = len(self._all(Stop))
        self.extensions = len(self._all(Extension))
        self.lines = list(
            Line.objects.filter(
                centre_id=dossier.centre_id,
                subject_kind="dossier",
                subject_id=dossier.id,
            )
            .order_by("id")
            .values_list("verb", flat=True)
        )

    @property
    def active(self) -> list[Step]:
        """The steps whose turn it is; one or none is lawful."""
        return [step for step in self.steps if step.status == "active"]

    def _all(self, model: Any) -> list[Any]:
        return _read(model, self._dossier, "dossier_id")


def dossier_now(dossier: Dossier) -> Dossier:
    """The dossier as its row is at this moment."""
    [now] = _read(Dossier, dossier, "id")
    now.centre = dossier.centre
    return now  # type: ignore[no-any-return]


def _read(model: Any, dossier: Dossier, by: str) -> list[Any]:
    # Written out, for a storm asks it a million times over.
    question = (
        f"SELECT * FROM {model._meta.db_table}"
        f" WHERE centre_id = %s AND {by} = %s ORDER BY id"
    )
    return list(model.objects.raw(question, [key(dossier.centre_id), key(dossier.id)]))


def _of_the_chain(rows: Rows) -> dict[str, bool]:
    ways = [(change.from_state, change.to_state) for change in rows.changes]
    return {
        "every change is lawful": all(b in LAWFUL.get(a, set()) for a, b in ways),
        "the changes are one chain": all(a[1] == b[0] for a, b in pairwise(ways)),
        "the chain begins with a new dossier": not ways or ways[0][0] == 1,
        "the chain ends in the state": (ways[-1][1] if ways else 1) == rows.state,
    }


def _of_the_steps(rows: Rows) -> dict[str, bool]:
    active, now = rows.active, rows.now
    step = active[0] if active else None
    is_held = step is not None and rows.state != State.STOPPED
    return {
        "one step has its turn until the end": len(active) == (not rows.is_ended),
        "what nobody accepted is not worked on": step is None
        or step.key != "receive"
        or rows.state in {1, 5},
        "the holder is the step's": now.holder_id == (step and step.assignee_id),
        "the role is the step's": now.holder_role == (step.role if step else ""),
        "held since the step began": now.held_since
        == (step.active_at if step and is_held else None),
        "finished steps say when": all(
            (s.finished_at is not None) == (s.status in {"done", "closed"})
            for s in rows.steps
        ),
    }


def _of_the_clock(rows: Rows) -> dict[str, bool]:
    now = rows.now
    still = [pause.kind for pause in rows.pauses if pause.closed_at is None]
    wanted = PAUSES.get(rows.state)
    promises = sorted(rows.promises, key=lambda promise: promise.number)
    last = promises[-1].due_at if promises else None
    is_resolved = now.now_in in {State.RESOLVED, State.RETURNED}
    return {
        "the clock stands still in a pause only": still == ([wanted] if wanted else []),
        "promises are numbered": [p.number for p in promises]
        == list(range(1, len(promises) + 1)),
        "the last promise binds": last == now.due_at,
        "an accepted dossier is promised": bool(promises)
        == (2 in _ever(rows) and not now.awaits_competent),
        "one extension, with its apology": rows.extensions == rows.slips["04"] <= 1,
        "an extension keeps the first promise": bool(rows.extensions)
        == (now.first_due_at is not None),
        "on time is never later than the promise": now.measured_due_at is None
        or (now.due_at is not None and now.measured_due_at <= now.due_at),
        "each stop has its notice": rows.stops == rows.slips["05"],
        "resolved says when": (now.resolved_at is not None) == is_resolved,
        "returned says when": (now.returned_at is not None) == (rows.state == 10),
    }


def _of_the_requests(rows: Rows) -> dict[str, bool]:
    asked = Counter(request.status for request in rows.supplements)
    opened = sum(request.opened_at is not None for request in rows.supplements)
    refused = Counter(refusal.status for refusal in rows.refusals)
    signed = sum(refusal.signed_at is not None for refusal in rows.refusals)
    return {
        "asked for exactly while it waits": asked["open"] == (rows.state == 5),
        "nothing waits in an ended dossier": not (rows.is_ended and asked["pending"]),
        "each request has its slip": rows.slips["02"] == opened,
        "each refusal has its slip": rows.slips["03"] == signed,
        "a proposal is decided by the end": not (
            rows.state in {3, 9, 10} and refused["proposed"]
        ),
        "a refused dossier says why": (rows.state != 3) or refused["signed"] == 1,
        "the outcome is what was signed": (rows.now.outcome == "refused")
        == bool(refused["signed"] and rows.state != 3),
    }


def _of_the_agencies(rows: Rows) -> dict[str, bool]:
    theirs = [task for task in rows.tasks if task.step_id and task.state in AT_WORK]
    active = rows.active
    at_agency = [s for s in active if s.agency_id and s.assignee_id is None]
    asked = {task.step_id for task in rows.tasks if task.state in AT_WORK | {"refused"}}
    return {
        "only the step in turn is at an agency": {t.step_id for t in theirs}
        <= {step.id for step in at_agency},
        "an agency in turn was asked": all(step.id in asked for step in at_agency),
        "one agency does one step": len(theirs) <= 1,
        "no agency works on an ended dossier": not (
            rows.is_ended and any(t.state in {*AT_WORK, "waiting"} for t in rows.tasks)
        ),
    }


def _ever(rows: Rows) -> set[int]:
    return {change.to_state for change in rows.changes}


def _facts_due(rows: Rows) -> Counter[str]:
    acts = Counter(change.action for change in rows.changes)
    lines = Counter(rows.lines)
    answered = [task for task in rows.tasks if task.answered_at]
    due = Counter(
        DossierLodged=rows.now.lodged_at is not None,
        DossierReceived=acts["accept"] + acts["accept_supplement"],
        PromiseMoved=sum(p.reason != "reception" for p in rows.promises),
        DossierPaused=sum(pause.kind != "supplement" for pause in rows.pauses),
        DossierResumed=acts["confirm_payment"] + acts["reopen"],
        DossierWithdrawn=acts["withdraw"],
        DossierRefused=sum(refusal.signed_at is not None for refusal in rows.refusals),
        SupplementRequested=sum(r.opened_at is not None for r in rows.supplements),
        SupplementAnswered=sum(r.answered_at is not None for r in rows.supplements),
        ResultReady=acts["resolve"],
        ResultRecalled=acts["correct"],
        ResultApproved=lines["approve_result"],
        ResultReturned=acts["return_result"],
        StepFinished=lines["hand_over"]
        + lines["approve_result"]
        + sum(
            task.step_id is not None and task.state == "answered" for task in answered
        ),
        AgencyAsked=sum(task.sent_at is not None for task in rows.tasks),
        AgencyAnswered=len(answered),
    )
    return +due


# Each counts what must not be there, for one centre.
QUESTIONS: Final = {
    "changes that do not meet": """
        SELECT count(*) FROM (SELECT from_state, LAG(to_state, 1, 1) OVER (
            PARTITION BY dossier_id ORDER BY id) AS before
          FROM dossiers_statechange WHERE centre_id = %s) AS c
        WHERE from_state <> before""",
    "states that are not the last change": """
        SELECT count(*) FROM dossiers_dossier d WHERE centre_id = %s AND state <>
          COALESCE((SELECT to_state FROM dossiers_statechange c
            WHERE c.dossier_id = d.id ORDER BY c.id DESC LIMIT 1), 1)""",
    "steps in turn that are none or two": """
        SELECT count(*) FROM dossiers_dossier d WHERE centre_id = %s AND
          (SELECT count(*) FROM dossiers_step s
            WHERE s.dossier_id = d.id AND s.status = 'active')
          <> CASE WHEN state IN (3, 7, 10) THEN 0 ELSE 1 END""",
    "pauses that the state does not know": """
        SELECT count(*) FROM dossiers_dossier d WHERE centre_id = %s AND
          (SELECT count(*) FROM dossiers_pause p
            WHERE p.dossier_id = d.id AND p.closed_at IS NULL)
          <> CASE WHEN state IN (5, 6, 8) THEN 1 ELSE 0 END""",
    "promises that are not the last": """
        SELECT count(*) FROM dossiers_dossier d WHERE centre_id = %s AND
          d.due_at <> (SELECT p.due_at FROM dossiers_promise p
            WHERE p.dossier_id = d.id ORDER BY p.number DESC LIMIT 1)""",
    "promises with a gap": """
        SELECT count(*) FROM (SELECT max(number) - count(*) AS gap
          FROM dossiers_promise WHERE centre_id = %s GROUP BY dossier_id) AS g
        WHERE gap <> 0""",
    "codes given twice": """
        SELECT count(*) - count(DISTINCT code) FROM dossiers_dossier
        WHERE centre_id = %s""",
}


def in_the_tables(centre_id: UUID) -> dict[str, int]:
    """How many rows of a centre contradict each other, by what they contradict."""
    here = key(centre_id)
    found = {f"{way} of the table": 1 for way in _unlawful_ways(here)}
    with connection.cursor() as cursor:
        for what, question in QUESTIONS.items():
            cursor.execute(question, [here])
            found[what] = cursor.fetchone()[0]
    return {what: count for what, count in found.items() if count}


def key(row_id: UUID) -> Any:
    """A key as this database keeps it, for questions in SQL."""
    return row_id.hex if connection.vendor == "sqlite" else row_id


def _unlawful_ways(here: Any) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT from_state, to_state FROM dossiers_statechange"
            " WHERE centre_id = %s",
            [here],
        )
        ways = [(int(a), int(b)) for a, b in cursor.fetchall()]
    return [(a, b) for a, b in ways if b not in LAWFUL.get(a, set())]
