"""Dossiers as rows of the desk's tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.accounts.roles import Capability, role_name
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers.models import AgencyTask, Dossier
from motcua.people import selectors as people
from motcua.rules.lifecycle import State
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.ui.deadlines import Deadline
from motcua.web.ui.formatting import vn_date, vn_time
from motcua.web.ui.parts import Cell, Column, Row

HEADS: Final[dict[str, str | Promise]] = {
    "choose": gettext_lazy("Mã hồ sơ"),
    "code": gettext_lazy("Mã hồ sơ"),
    "owner": gettext_lazy("Người nộp"),
    "procedure": gettext_lazy("Thủ tục"),
    "matter": gettext_lazy("Người nộp, thủ tục"),
    "due": gettext_lazy("Hạn"),
    "step": gettext_lazy("Bước"),
    "since": gettext_lazy("Chờ từ"),
    "answer": gettext_lazy("Phải trả lời trước"),
    "state": gettext_lazy("Trạng thái"),
    "flags": gettext_lazy("Lưu ý"),
    "received": gettext_lazy("Tiếp nhận"),
    "ready": gettext_lazy("Có kết quả"),
    "exit": gettext_lazy("Cách nhận"),
    "back": gettext_lazy("Việc khác"),
    "claim": gettext_lazy("Nhận việc"),
    "holder": gettext_lazy("Đang ở"),
}
HIDDEN: Final = frozenset({"back", "claim"})
UNCOLLECTED_DAYS: Final = 15
MOST_ADDRESSES: Final = 4000


@dataclass(frozen=True)
class Board:
    """What rows are judged by: the calendar, the moment, and what was looked up."""

    calendar: OfficeCalendar
    at: datetime
    marks: dict[UUID, list[str]] = field(default_factory=dict)
    sent_back: frozenset[UUID] = frozenset()
    viewer: Mandate | None = None
    awaited: dict[UUID, list[AgencyTask]] = field(default_factory=dict)
    would_refuse: frozenset[UUID] = frozenset()

    def due(self, dossier: Dossier) -> Deadline | None:
        """The dossier's deadline as a chip."""
        left = selectors.time_left(dossier, self.calendar, at=self.at)
        return Deadline(left.kind, left.amount, left.unit) if left else None


@dataclass(frozen=True)
class Table:
    """A table as the component wants it."""

    columns: list[Column]
    rows: list[Row]


def board(
    centre: Centre,
    dossiers: Iterable[Dossier],
    *,
    at: datetime,
    viewer: Mandate | None = None,
) -> Board:
    """Look up at once what the rows of these dossiers need."""
    found = list(dossiers)
    owners = {d.owner_citizen_id for d in found if d.owner_citizen_id}
    return Board(
        calendar=ward.calendar_of(ward.edition_in_force(centre)),
        at=at,
        marks=people.marks_of(centre, owners),
        sent_back=frozenset(selectors.sent_back_before(centre, found)),
        viewer=viewer,
    )


def opinion_awaited(task: AgencyTask, at: datetime) -> str:
    """Whose opinion is missing, and until when it should be there."""
    said = _("Chưa có ý kiến của %(agency)s") % {"agency": named(task.agency)}
    if task.due_at is None:
        return said
    return f"{said}, " + _("hạn %(due)s") % {"due": moment(task.due_at, at)}


def table(dossiers: Sequence[Dossier], names: Sequence[str], facts: Board) -> Table:
    """The dossiers with these columns; the first one names the row."""
    columns = {
        name: Column(label=str(HEADS[name]), is_hidden=name in HIDDEN) for name in names
    }
    rows = [
        Row(cells=[_CELLS[name](columns[name], dossier, facts) for name in names])
        for dossier in dossiers
    ]
    return Table(list(columns.values()), rows)


def home_of(mandate: Mandate) -> str:
    """The first page of this person's work."""
    if mandate.may(Capability.PARTNER_WORK):
        return "/partner/"
    # Who has no steps to do, or signs what others did, looks at the whole first.
    if mandate.may(Capability.SEE_OVERSIGHT) and (
        mandate.may(Capability.APPROVE) or not mandate.may(Capability.WORK_STEPS)
    ):
        return reverse("desk:today")
    if mandate.may(Capability.WORK_STEPS):
        return reverse("desk:home")
    if mandate.may(Capability.SEE_DOSSIERS):
        return reverse("desk:dossiers")
    if mandate.may(Capability.GREET):
        return reverse("desk:greeter")
    return "/office/"


def named(thing: Any) -> str:
    """The name of a procedure, field, paper or step in the language of the page."""
    english = getattr(thing, "name_en", "") if get_language() == "en" else ""
    return english or str(thing.name)


def procedure_name(dossier: Dossier) -> str:
    """The procedure in the language of the page."""
    return named(dossier.version.procedure)


def step_name(dossier: Dossier) -> str:
    """The present step in the language of the page."""
    english = dossier.step_name_en if get_language() == "en" else ""
    return english or dossier.step_name


def holder_name(dossier: Dossier) -> str:
    """Who must act now: a person, or the role whose turn it is."""
    if dossier.holder is not None:
        return dossier.holder.full_name
    return role_name(dossier.holder_role) if dossier.holder_role else ""


def moment(at: datetime | None, now: datetime) -> str:
    """A time the short way: today the clock alone, else day and clock."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    if local.date() == timezone.localtime(now).date():
        return vn_time(local)
    language = "en" if get_language() == "en" else "vi"
    return f"{vn_time(local)} {vn_date(local, language)}"


@lru_cache(maxsize=MOST_ADDRESSES)
def _address(name: str, code: str) -> str:
    """`reverse`, which costs more than all else in a row, once a dossier."""
    return reverse(name, args=[code])


def _code(column: Column, dossier: Dossier, facts: Board) -> Cell:
    return Cell(
        column=column,
        text=dossier.code,
        url=_address("desk:dossier", dossier.code),
        is_code=True,
    )


def _owner(column: Column, dossier: Dossier, facts: Board) -> Cell:
    return Cell(
        column=column,
        text=dossier.owner_name,
        note=", ".join(_marks(dossier, facts)),
    )


def _marks(dossier: Dossier, facts: Board) -> list[str]:
    owner = dossier.owner_citizen_id
    return facts.marks.get(owner, []) if owner else []


def _matter(column: Column, dossier: Dossier, facts: Board) -> Cell:
    note = " · ".join([procedure_name(dossier), *_marks(dossier, facts)])
    return Cell(column=column, text=dossier.owner_name, note=note)


def _due(column: Column, dossier: Dossier, facts: Board) -> Cell:
    due = facts.due(dossier)
    note = moment(dossier.due_at, facts.at)
    if due is None:
        return Cell(column=column, text=note or _("Chưa rõ hạn"))
    return Cell(column=column, due=due, note=note)


def _step(column: Column, dossier: Dossier, facts: Board) -> Cell:
    notes = [_("Bị trả lại")] if dossier.id in facts.sent_back else []
    if dossier.now_in is State.SUPPLEMENT:
        notes.append(_("Chờ bổ sung"))
    notes += _standing_in(dossier, facts)
    return Cell(column=column, text=step_name(dossier), note=" · ".join(notes))


def _standing_in(dossier: Dossier, facts: Board) -> list[str]:
    """In whose name the viewer would act: an absent colleague's, a leader's."""
    viewer, holder = facts.viewer, dossier.holder
    if viewer is None or dossier.holder_id == viewer.user.id:
        return []
    if holder is not None and holder.id in viewer.people:
        return [_("thay %(name)s") % {"name": holder.full_name}]
    if dossier.holder_role in viewer.roles:
        return []
    leaders = [
        given.full_name
        for given in viewer.signs_for
        if given.role == dossier.holder_role
        and given.field_id in {None, dossier.field_id}
    ]
    return [_("ký thay %(name)s") % {"name": name} for name in leaders[:1]]


def _flags(column: Column, dossier: Dossier, facts: Board) -> Cell:
    # Late is not repeated here: the chip beside it says so.
    notes = [_("Ký là từ chối")] if dossier.id in facts.would_refuse else []
    notes += [_("Từng bị trả lại")] if dossier.id in facts.sent_back else []
    notes += _standing_in(dossier, facts)
    awaited = facts.awaited.get(dossier.id, [])
    notes += [opinion_awaited(task, facts.at) for task in awaited]
    return Cell(column=column, text=" · ".join(notes) or "—")


def _ready(column: Column, dossier: Dossier, facts: Board) -> Cell:
    waits = (facts.at - dossier.resolved_at).days if dossier.resolved_at else 0
    note = _("Chờ nhận %(days)s ngày") % {"days": waits}
    return Cell(
        column=column,
        text=moment(dossier.resolved_at, facts.at),
        note=note if waits >= UNCOLLECTED_DAYS else "",
    )


def _plain(value: Callable[[Dossier, datetime], object]) -> "_MakeCell":
    def cell(column: Column, dossier: Dossier, facts: Board) -> Cell:
        return Cell(column=column, text=value(dossier, facts.at))

    return cell


def _part(template: str, name: str = "") -> "_MakeCell":
    """A partial of its own, given the dossier and an address of this name."""

    def cell(column: Column, dossier: Dossier, facts: Board) -> Cell:
        url = _address(name, dossier.code) if name else ""
        return Cell(column=column, text=dossier, template=template, url=url)

    return cell


def _state(column: Column, dossier: Dossier, facts: Board) -> Cell:
    return Cell(column=column, badge=dossier.state)


_MakeCell = Callable[[Column, Dossier, Board], Cell]
_CELLS: Final[dict[str, _MakeCell]] = {
    "choose": _part("desk/parts/choose.html"),
    "code": _code,
    "owner": _owner,
    "matter": _matter,
    "procedure": _plain(lambda dossier, _at: procedure_name(dossier)),
    "due": _due,
    "step": _step,
    "since": _plain(lambda dossier, at: moment(dossier.held_since, at)),
    "state": _state,
    "answer": _plain(lambda dossier, at: moment(dossier.answer_due_at, at)),
    "flags": _flags,
    "received": _plain(lambda dossier, at: moment(dossier.received_at, at)),
    "ready": _ready,
    "exit": _plain(lambda dossier, _at: dossier.get_planned_exit_display()),
    "back": _part("desk/parts/back.html"),
    "claim": _part("desk/parts/claim.html", "desk:claim"),
    "holder": _plain(lambda dossier, _at: holder_name(dossier)),
}
