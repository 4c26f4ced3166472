"""Results to hand out: which are ready, who was told, where they lie, who has not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import CustodyMove, Dossier
from motcua.dossiers.selectors import UNCOLLECTED_DAYS
from motcua.foundation.toolkit import sheets
from motcua.notifications import selectors as notifications
from motcua.notifications import services
from motcua.notifications.models import Channel, Message, Status
from motcua.rules.lifecycle import State
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.desk import rows
from motcua.web.desk.rows import Table
from motcua.web.ui.parts import Cell, Column, NavItem, Row

PAGE: Final = 50
MOST: Final = 100
MOST_EXPORTED: Final = 5000
LAST_OFFSET: Final = 100_000
CSV: Final = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Waiting:
    """One ready result: how long it waits, the last message about it, its place."""

    dossier: Dossier
    days: int
    told: Message | None
    place: CustodyMove | None

    @property
    def told_in_words(self) -> str:
        """Who was told, which way, and whether that went well."""
        if self.told is None:
            return _("Chưa báo")
        if self.told.channel == Channel.NONE:
            return str(self.told.get_problem_display())
        return _("%(way)s: %(outcome)s") % {
            "way": self.told.get_channel_display(),
            "outcome": _outcome(self.told),
        }

    @property
    def place_in_words(self) -> str:
        """Where the paper lies."""
        if self.place is None:
            return "—"
        return self.place.place or str(self.place.get_kind_display())


@needs(Capability.RETURN_RESULT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """The list, all or those not collected; posted it reminds of the chosen ones."""
    if request.method == "POST":
        return _remind(request, request.POST.getlist("chosen")[:MOST])
    at = timezone.now()
    is_late = request.GET.get("only") == "uncollected"
    offset = _offset(request)
    found, has_more = _found(request.mandate, at, is_late=is_late, offset=offset)
    kept = "only=uncollected&" if is_late else ""
    context = {
        "table": _table(found, at),
        "filters": _filters(is_late=is_late),
        "is_late": is_late,
        "days": UNCOLLECTED_DAYS,
        "next_url": f"?{kept}after={offset + PAGE}" if has_more else "",
        "previous_url": f"?{kept}after={max(0, offset - PAGE)}" if offset else "",
        "summary": _("%(first)s đến %(last)s")
        % {"first": offset + 1, "last": offset + len(found)}
        if has_more or offset
        else "",
    }
    return render(request, "desk/results.html", context)


@needs(Capability.RETURN_RESULT)
@never_cache
@require_safe
def export(request: StaffRequest) -> HttpResponse:
    """The same list for a spreadsheet; names, no numbers of people.

    Who took it is written down and stands in each row.
    """
    at, centre = timezone.now(), request.centre
    ready = selectors.ready_results(centre).filter(_limits(request.mandate))
    found = waiting(centre, list(ready[:MOST_EXPORTED]), at=at)
    mark = dossiers.carry_off_results(
        centre=centre, rows=len(found), by=request.mandate, at=at
    )
    response = HttpResponse(
        sheets.csv_stream([_heads(), *([*_values(one), mark] for one in found)]),
        content_type=CSV,
    )
    response["Content-Disposition"] = 'attachment; filename="ket-qua-cho-tra.csv"'
    return response


def waiting(
    centre: Centre, results: Sequence[Dossier], *, at: datetime
) -> list[Waiting]:
    """What the list says of these results."""
    ids = [dossier.id for dossier in results]
    told = notifications.latest_of(centre, ids)
    places = selectors.places_of(centre, ids)
    calendar = ward.calendar_in_force(centre)
    return [
        Waiting(
            dossier,
            selectors.days_waiting(dossier, calendar, at=at),
            told.get(dossier.id),
            places.get(dossier.id),
        )
        for dossier in results
    ]


def _outcome(message: Message) -> str:
    status = Status(message.status)
    if status is Status.SENT and message.channel == Channel.CALL:
        return _("đã gọi được")
    return str(status.label).lower()


def _found(
    mandate: Mandate, at: datetime, *, is_late: bool, offset: int
) -> tuple[list[Waiting], bool]:
    centre, limits = mandate.user.centre, _limits(mandate)
    if is_late:
        late = selectors.uncollected(centre, at=at, limits=limits)
        results = [dossier for dossier, _days in late[offset : offset + PAGE + 1]]
    else:
        ready = selectors.ready_results(centre).filter(limits)
        results = list(ready[offset : offset + PAGE + 1])
    return waiting(centre, results[:PAGE], at=at), len(results) > PAGE


def _limits(mandate: Mandate) -> Q:
    """The fields whose results this person hands out."""
    return selectors.limits(mandate, Capability.RETURN_RESULT)


def _table(found: Sequence[Waiting], at: datetime) -> Table:
    labels = {
        "code": _("Mã hồ sơ"),
        "owner": _("Người nộp, thủ tục"),
        "ready": _("Có kết quả"),
        "told": _("Đã báo"),
        "place": _("Chỗ để"),
        "exit": _("Cách nhận"),
    }
    columns = {name: Column(label=label) for name, label in labels.items()}
    return Table(list(columns.values()), [_row(one, columns, at) for one in found])


def _row(one: Waiting, columns: dict[str, Column], at: datetime) -> Row:
    dossier = one.dossier
    days = _("chờ %(days)s ngày làm việc") % {"days": one.days} if one.days else ""
    told_at = one.told.ended_at or one.told.made_at if one.told else None
    return Row(
        cells=[
            Cell(
                column=columns["code"],
                text=dossier,
                template="desk/parts/choose_result.html",
            ),
            Cell(
                column=columns["owner"],
                text=dossier.owner_name,
                note=rows.procedure_name(dossier),
            ),
            Cell(
                column=columns["ready"],
                text=rows.moment(dossier.resolved_at, at),
                note=days,
            ),
            Cell(
                column=columns["told"],
                text=one.told_in_words,
                note=rows.moment(told_at, at),
            ),
            Cell(column=columns["place"], text=one.place_in_words),
            Cell(column=columns["exit"], text=dossier.get_planned_exit_display()),
        ],
        tone="warn" if one.days >= UNCOLLECTED_DAYS else "",
    )


def _remind(request: StaffRequest, chosen: list[str]) -> HttpResponse:
    if not chosen:
        messages.warning(request, _("Chưa chọn hồ sơ nào. Đánh dấu rồi bấm nhắc."))
        return redirect("desk:results")
    found = [selectors.by_code(request.centre, code) for code in chosen]
    ready = [d for d in found if d is not None and _is_theirs(request.mandate, d)]
    made = services.remind(dossiers=ready, at=timezone.now())
    reached = sum(1 for message in made if message.channel != Channel.NONE)
    if reached:
        messages.success(
            request,
            _("Đã soạn %(count)s lời nhắc: gửi thư hoặc chờ gọi.") % {"count": reached},
        )
    if silent := len(made) - reached:
        messages.warning(
            request,
            _("%(count)s người không có địa chỉ hoặc không muốn nhận tin.")
            % {"count": silent},
        )
    if not made:
        messages.warning(request, _("Hôm nay đã nhắc các hồ sơ này rồi."))
    return redirect("desk:results")


def _is_theirs(mandate: Mandate, dossier: Dossier) -> bool:
    is_ready = dossier.now_in is State.RESOLVED
    return is_ready and mandate.may_in(Capability.RETURN_RESULT, dossier.field_id)


def _filters(*, is_late: bool) -> list[NavItem]:
    words = _("Chưa nhận quá %(days)s ngày làm việc") % {"days": UNCOLLECTED_DAYS}
    return [
        NavItem(label=_("Tất cả"), url="?", is_current=not is_late),
        NavItem(label=words, url="?only=uncollected", is_current=is_late),
    ]


def _heads() -> list[str]:
    return [
        _("Mã hồ sơ"),
        _("Người nộp"),
        _("Thủ tục"),
        _("Có kết quả"),
        _("Số ngày làm việc đã chờ"),
        _("Đã báo"),
        _("Chỗ để"),
        _("Cách nhận"),
        _("Người lấy tệp"),
    ]


def _values(one: Waiting) -> list[str | int]:
    dossier = one.dossier
    ready = timezone.localtime(dossier.resolved_at) if dossier.resolved_at else None
    return [
        dossier.code,
        dossier.owner_name,
        rows.procedure_name(dossier),
        f"{ready:%d/%m/%Y %H:%M}" if ready else "",
        one.days,
        one.told_in_words,
        one.place_in_words,
        dossier.get_planned_exit_display(),
    ]


def _offset(request: StaffRequest) -> int:
    text = request.GET.get("after", "")
    return min(int(text), LAST_OFFSET) if text.isascii() and text.isdigit() else 0
