"""Waiting and serving by queue, officer and hour, and the rows themselves to take away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.foundation.toolkit import sheets
from motcua.queueing import figures
from motcua.queueing.figures import Figures
from motcua.queueing.models import Ticket
from motcua.rules.hall_figures import Line
from motcua.web.desk.hall_tabs import tabs
from motcua.web.ui.days import DAY_FORMATS, DayField

LONGEST: Final = timedelta(days=92)
SECOND: Final = timedelta(seconds=1)
CSV: Final = "text/csv; charset=utf-8"
HEADS: Final = (
    *("division", "group", "called", "wait_half_s", "wait_nine_of_ten_s"),
    *("wait_longest_s", "served", "serve_half_s", "serve_nine_of_ten_s"),
    "serve_longest_s",
)
ROW_HEADS: Final = (
    *("day", "number", "queue", "class", "channel", "state", "counter"),
    *("issued_at", "since", "called_at", "ended_at", "target_s", "calls", "missed"),
)


@dataclass(frozen=True)
class Division:
    """One table: what its rows are, and the rows."""

    title: str
    head: str
    code: str
    rows: list[tuple[str, Line]]


class DaysForm(forms.Form):
    """The days asked for; today when nothing is."""

    first = DayField(label=gettext_lazy("Từ ngày"), help_text="")
    last = DayField(label=gettext_lazy("Đến hết ngày"), help_text="")

    def __init__(self, data: Any, *, today: date) -> None:
        """Fill in today for what is not said."""
        filled = data.copy()
        for name in ("first", "last"):
            filled[name] = filled.get(name) or f"{today:{DAY_FORMATS[0]}}"
        super().__init__(filled, auto_id="figures-%s")

    def clean(self) -> dict[str, Any]:
        """The days are in order and at most a quarter."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error(
                "last", _("Ngày cuối phải từ ngày đầu trở đi và trong vòng ba tháng.")
            )
        return said


@needs(Capability.SEE_HALL)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The figures of some days as tables, as CSV, or the tickets they are made of."""
    today = timezone.localdate()
    form = DaysForm(request.GET, today=today)
    is_sound = form.is_valid()
    days = form.cleaned_data if is_sound else {"first": today, "last": today}
    first, last = days["first"], days["last"]
    wanted = request.GET.get("format", "") if is_sound else ""
    if wanted == "rows":
        rows = map(_row, figures.rows(request.centre, first=first, last=last))
        return _csv("luot-tai-sanh", [ROW_HEADS, *rows], first, last)
    told = figures.of(request.centre, first=first, last=last)
    if wanted == "csv":
        return _csv("cho-va-phuc-vu", [HEADS, *_cells(told)], first, last)
    context = {
        "tabs": tabs("desk:hall-figures"),
        "form": form,
        "told": told,
        "divisions": _divisions(told),
        "asked": f"first={first:%d/%m/%Y}&last={last:%d/%m/%Y}",
    }
    status = 200 if is_sound else 422
    return render(request, "desk/hall_board/figures.html", context, status=status)


def _divisions(told: Figures) -> list[Division]:
    return [
        Division(
            _("Theo nhóm việc"),
            _("Nhóm việc"),
            "queue",
            [
                (f"{queue.letter} · {queue.title}", line)
                for queue, line in told.by_queue
            ],
        ),
        Division(
            _("Theo cán bộ"),
            _("Cán bộ"),
            "officer",
            [(person.full_name, line) for person, line in told.by_officer],
        ),
        Division(
            _("Theo giờ được gọi"),
            _("Giờ"),
            "hour",
            [(f"{hour:02}:00–{hour:02}:59", line) for hour, line in told.by_hour],
        ),
    ]


def _cells(told: Figures) -> Iterator[list[Any]]:
    """The tables as rows; officers have numbers instead of names."""
    yield _line("all", "", told.whole)
    for queue, line in told.by_queue:
        yield _line("queue", queue.letter, line)
    for number, (_person, line) in enumerate(told.by_officer, 1):
        yield _line("officer", str(number), line)
    for hour, line in told.by_hour:
        yield _line("hour", str(hour), line)


def _line(division: str, group: str, line: Line) -> list[Any]:
    cells: list[Any] = [division, group]
    for each in (line.waited, line.served):
        times = (each.half, each.nine_of_ten, each.longest)
        cells += [each.count, *(time // SECOND for time in times)]
    return cells


def _row(ticket: Ticket) -> list[Any]:
    """One ticket as it is: nothing of its person but the class."""
    moments = (ticket.issued_at, ticket.since, ticket.called_at, ticket.ended_at)
    return [
        ticket.day.isoformat(),
        ticket.label,
        ticket.queue.letter,
        ticket.ticket_class,
        ticket.channel,
        ticket.state,
        ticket.counter.number if ticket.counter else "",
        *(timezone.localtime(each).isoformat() if each else "" for each in moments),
        ticket.target_seconds,
        ticket.calls,
        ticket.missed,
    ]


def _csv(
    name: str, rows: Iterable[Iterable[Any]], first: date, last: date
) -> HttpResponse:
    response = HttpResponse(sheets.csv_stream([*map(list, rows)]), content_type=CSV)
    response["Content-Disposition"] = (
        f'attachment; filename="{name}-{first}-{last}.csv"'
    )
    return response
