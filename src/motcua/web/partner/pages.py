"""What the agency's pages show: a task with what it needs, and lists of tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers.models import AgencyTask, HandOver, Paper
from motcua.dossiers.selectors import agencies
from motcua.rules.worktime import OfficeCalendar
from motcua.ward.models import Department
from motcua.web.ui.deadlines import Deadline
from motcua.web.ui.formatting import vn_date, vn_time
from motcua.web.ui.parts import Cell, Column, Fact, NavItem, Row

TONES: Final = {"early": "ok", "on_time": "ok", "late": "bad"}


@dataclass(frozen=True)
class Table:
    """A table as the component wants it."""

    columns: list[Column]
    rows: list[Row]


@dataclass(frozen=True)
class TaskView:
    """One task and exactly what its agency needs to do it."""

    task: AgencyTask
    procedure: str
    due: Deadline | None
    facts: list[Fact]
    papers: list[dict[str, Any]]
    hand_overs: list[HandOver]

    @property
    def is_opinion(self) -> bool:
        """True when only an opinion is asked."""
        return self.task.kind == AgencyTask.Kind.OPINION

    @property
    def outcome_tone(self) -> str:
        """How the outcome looks."""
        return TONES.get(self.task.outcome, "calm")


def of(task: AgencyTask, calendar: OfficeCalendar, *, at: datetime) -> TaskView:
    """The page of one task."""
    kinds = dict(Paper.Kind.choices)
    return TaskView(
        task=task,
        procedure=_procedure(task),
        due=_due(task, calendar, at) if task.is_open else None,
        facts=_facts(task),
        papers=[{**p, "kind": kinds.get(p["kind"], p["kind"])} for p in task.papers],
        hand_overs=agencies.hand_overs_of(task),
    )


def table(
    tasks: Sequence[AgencyTask], calendar: OfficeCalendar, *, at: datetime
) -> Table:
    """Open tasks as rows: what, whose, how urgent."""
    columns = [
        Column(label=_("Việc")),
        Column(label=_("Của ai")),
        Column(label=_("Hạn")),
        Column(label=_("Chuyển đến lúc")),
    ]
    rows = [
        Row(
            cells=[
                _named(columns[0], task),
                Cell(column=columns[1], text=task.dossier.owner_name),
                Cell(
                    column=columns[2],
                    due=_due(task, calendar, at),
                    note=_moment(task.due_at),
                ),
                Cell(column=columns[3], text=_moment(task.sent_at)),
            ]
        )
        for task in tasks
    ]
    return Table(columns, rows)


def done_table(tasks: Sequence[AgencyTask]) -> Table:
    """Answered tasks as rows."""
    columns = [
        Column(label=_("Việc")),
        Column(label=_("Của ai")),
        Column(label=_("Trả lời lúc")),
        Column(label=_("So với hạn")),
    ]
    rows = [
        Row(
            cells=[
                _named(columns[0], task),
                Cell(column=columns[1], text=task.dossier.owner_name),
                Cell(column=columns[2], text=_moment(task.answered_at)),
                Cell(
                    column=columns[3],
                    text=task.get_outcome_display(),
                    note=task.get_state_display(),
                ),
            ]
        )
        for task in tasks
    ]
    return Table(columns, rows)


def nav(mandate: Mandate, current: str) -> list[NavItem]:
    """The three pages of the surface; the inbox says how much waits."""
    waiting = agencies.inbox(mandate).count()
    pages = (
        ("inbox", _("Việc đến"), "inbox", "g v", waiting or None),
        ("answered", _("Đã trả lời"), "check-check", "g d", None),
        ("score", _("Kết quả phối hợp"), "chart-column", "g k", None),
    )
    return [
        NavItem(
            label=label,
            url=reverse(f"partner:{name}"),
            icon=icon,
            keys=keys,
            count=count,
            is_current=name == current,
        )
        for name, label, icon, keys, count in pages
    ]


def name_of(unit: Department) -> str:
    """The agency in the language of the page."""
    return (unit.name_en if get_language() == "en" else "") or unit.name


def _facts(task: AgencyTask) -> list[Fact]:
    dossier = task.dossier
    owner = dossier.owner_citizen
    number = owner.masked_id if owner else ""
    if dossier.owner_organisation is not None:
        number = dossier.owner_organisation.tax_code
    return [
        Fact(term=_("Người có việc"), value=dossier.owner_name, note=number),
        Fact(
            term=_("Nơi tiếp nhận"),
            value=dossier.centre.name,
            note=_("Cơ quan giải quyết phần việc này: %(name)s")
            % {"name": name_of(task.agency)},
        ),
        Fact(
            term=_("Người hỏi"),
            value=task.asked_by.full_name,
            note=task.asked_by.title,
        ),
        Fact(
            term=_("Cách chuyển"),
            value=task.get_medium_display(),
            note=_("Cơ quan của Ông/Bà chủ trì")
            if task.is_lead
            else _("Cơ quan của Ông/Bà phối hợp"),
        ),
    ]


def _named(column: Column, task: AgencyTask) -> Cell:
    kind = task.get_kind_display()
    return Cell(
        column=column,
        text=_procedure(task),
        note=f"{kind} · {task.dossier.code}",
        url=reverse("partner:task", args=[task.id]),
    )


def _procedure(task: AgencyTask) -> str:
    procedure = task.dossier.version.procedure
    return (procedure.name_en if get_language() == "en" else "") or procedure.name


def _due(task: AgencyTask, calendar: OfficeCalendar, at: datetime) -> Deadline | None:
    if task.due_at is None:
        return None
    left = selectors.time_until(task.due_at, calendar, at=at)
    return Deadline(left.kind, left.amount, left.unit)


def _moment(at: datetime | None) -> str:
    if at is None:
        return "—"
    local = timezone.localtime(at)
    language = "en" if get_language() == "en" else "vi"
    return f"{vn_time(local)} {vn_date(local, language)}"
