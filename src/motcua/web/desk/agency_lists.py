"""The agencies as a whole: who is late, which letters wait, how each kept its times."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import errors, selectors, services
from motcua.dossiers.models import AgencyTask
from motcua.dossiers.selectors import agencies
from motcua.dossiers.selectors.agencies import AgencyScore
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward
from motcua.web.desk import rows
from motcua.web.ui.deadlines import Deadline
from motcua.web.ui.parts import Cell, Column, Row

PERIOD: Final = timedelta(days=30)
MOST: Final = 100
NOT_DUE: Final = gettext_lazy(
    "Chưa đến lúc nhắc: cơ quan chưa quá hạn, hồ sơ đang dừng, "
    "hoặc văn bản trước chưa ký."
)


@needs(Capability.SEE_DOSSIERS)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Late now or soon, letters to sign, and the score of the last thirty days."""
    at = timezone.now()
    calendar = ward.calendar_in_force(request.centre)
    late = list(agencies.urgent(request.centre, at=at)[:MOST])
    scores = agencies.score(request.centre, calendar, since=at - PERIOD, until=at)
    context = {
        "urgent": _urgent(late, calendar, at),
        "letters": list(agencies.letters_to_sign(request.centre, at=at)[:MOST]),
        "may_sign": request.mandate.may(Capability.SIGN_REMINDERS),
        "scores": _scores(scores),
        "days": PERIOD.days,
    }
    return render(request, "desk/agencies/list.html", context)


@needs(Capability.SEE_DOSSIERS)
@never_cache
@require_safe
def rows_of_agency(request: StaffRequest, agency: str) -> HttpResponse:
    """The tasks behind one agency's score."""
    unit = ward.departments(request.centre).filter(code=agency, kind="partner").first()
    if unit is None:
        raise Http404
    at = timezone.now()
    tasks = agencies.rows_of(request.centre, since=at - PERIOD, until=at)
    context = {
        "unit": unit,
        "table": _tasks(list(tasks.filter(agency=unit)[:MOST]), at),
        "days": PERIOD.days,
    }
    return render(request, "desk/agencies/rows.html", context)


@needs(Capability.SIGN_REMINDERS)
@require_POST
def propose(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Draw up the next letter about a task."""
    try:
        services.propose_reminder(
            centre=request.centre,
            task_id=task_id,
            by=request.mandate,
            at=timezone.now(),
        )
    except errors.TaskClosed:
        raise Http404 from None
    except errors.NoReminderDue:
        messages.warning(request, NOT_DUE)
    else:
        messages.success(request, _("Đã thêm văn bản vào danh sách chờ ký."))
    return redirect("desk:agencies")


@needs(Capability.SIGN_REMINDERS)
@require_POST
def sign(request: StaffRequest, reminder_id: UUID) -> HttpResponse:
    """Sign a letter; it can be printed and sent from then on."""
    try:
        services.sign_reminder(
            centre=request.centre,
            reminder_id=reminder_id,
            by=request.mandate,
            at=timezone.now(),
        )
    except errors.TaskClosed:
        raise Http404 from None
    except errors.NoReminderDue:
        messages.warning(request, NOT_DUE)
        return redirect("desk:agencies")
    messages.success(request, _("Đã ký văn bản. In ra để gửi cơ quan."))
    return redirect("desk:reminder", reminder_id)


@needs(Capability.SEE_DOSSIERS)
@require_safe
def letter(request: StaffRequest, reminder_id: UUID) -> HttpResponse:
    """A signed letter as PDF, the same bytes each time."""
    found = agencies.reminder(request.centre, reminder_id)
    if found is None or found.signed_at is None:
        raise Http404
    response = HttpResponse(
        services.reminder_pdf(found), content_type="application/pdf"
    )
    name = f"{found.dossier.code}-nhac-{found.level}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _urgent(
    tasks: list[AgencyTask], calendar: OfficeCalendar, at: datetime
) -> rows.Table:
    columns = [
        Column(label=_("Mã hồ sơ")),
        Column(label=_("Cơ quan")),
        Column(label=_("Việc")),
        Column(label=_("Hạn")),
    ]
    found = []
    for task in tasks:
        assert task.due_at is not None
        left = selectors.time_until(task.due_at, calendar, at=at)
        silent = _("Im lặng quá hạn") if task.silence_told_at else ""
        found.append(
            Row(
                cells=[
                    _code(columns[0], task),
                    Cell(column=columns[1], text=rows.named(task.agency)),
                    Cell(
                        column=columns[2],
                        text=task.get_kind_display(),
                        note=silent or task.get_state_display(),
                    ),
                    Cell(
                        column=columns[3],
                        due=Deadline(left.kind, left.amount, left.unit),
                        note=rows.moment(task.due_at, at),
                    ),
                ]
            )
        )
    return rows.Table(columns, found)


def _tasks(tasks: list[AgencyTask], at: datetime) -> rows.Table:
    columns = [
        Column(label=_("Mã hồ sơ")),
        Column(label=_("Việc")),
        Column(label=_("Chuyển lúc")),
        Column(label=_("Hạn")),
        Column(label=_("Trả lời lúc")),
        Column(label=_("So với hạn")),
    ]
    found = [
        Row(
            cells=[
                _code(columns[0], task),
                Cell(column=columns[1], text=task.get_kind_display()),
                Cell(column=columns[2], text=rows.moment(task.sent_at, at)),
                Cell(column=columns[3], text=rows.moment(task.due_at, at)),
                Cell(column=columns[4], text=rows.moment(task.answered_at, at) or "—"),
                Cell(
                    column=columns[5],
                    text=task.get_outcome_display() or task.get_state_display(),
                ),
            ]
        )
        for task in tasks
    ]
    return rows.Table(columns, found)


def _scores(scores: list[AgencyScore]) -> rows.Table:
    labels = (
        _("Được hỏi"),
        _("Đúng hạn"),
        _("Trễ"),
        _("Đang quá hạn"),
        _("Trung vị, giờ làm việc"),
        _("Văn bản nhắc"),
    )
    first = Column(label=_("Cơ quan"))
    numbers = [Column(label=label, is_number=True) for label in labels]
    found = []
    for score in scores:
        name = rows.named(score.agency)
        hours = "—" if score.median_hours is None else score.median_hours
        values = (
            score.asked,
            score.on_time,
            score.late,
            score.open_late,
            hours,
            score.reminders,
        )
        url = reverse("desk:agency", args=[score.agency.code])
        found.append(
            Row(
                cells=[
                    Cell(column=first, text=name, url=url),
                    *(
                        Cell(column=column, text=value)
                        for column, value in zip(numbers, values, strict=True)
                    ),
                ]
            )
        )
    return rows.Table([first, *numbers], found)


def _code(column: Column, task: AgencyTask) -> Cell:
    code = task.dossier.code
    return Cell(
        column=column,
        text=code,
        url=f"{reverse('desk:dossier', args=[code])}?tab=agencies",
        is_code=True,
    )
