"""Stuck dossiers and deviations as rows of tables and of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.models import DeviationKind, StepDeviation
from motcua.dossiers.selectors import Stuck
from motcua.dossiers.selectors.deviations import Share, Shares
from motcua.rules.stuck import StuckReason
from motcua.web.desk import rows
from motcua.web.desk.oversight_forms import ReportForm
from motcua.web.desk.process import hours
from motcua.web.desk.rows import Table
from motcua.web.ui.parts import Cell, Column, Row

REASONS: Final[dict[StuckReason, str | Promise]] = {
    StuckReason.NO_NEXT_STEP: gettext_lazy("Không có bước tiếp theo"),
    StuckReason.NO_OWNER: gettext_lazy("Không ai giữ vai trò của bước"),
    StuckReason.HOLDER_GONE: gettext_lazy("Người giữ việc đã đóng đăng nhập"),
    StuckReason.HOLDER_AWAY: gettext_lazy("Người giữ việc vắng, không có người thay"),
    StuckReason.UNANSWERED: gettext_lazy("Nộp rồi chưa được trả lời"),
    StuckReason.NO_MOVEMENT: gettext_lazy("Chưa có tiến triển"),
}
MOST_SHARES: Final = 12
CSV_HEADS: Final = (
    "ma_ho_so",
    "thu_tuc",
    "buoc",
    "loai",
    "luc",
    "nguoi_lam",
    "don_vi",
    "thay_cho",
    "dinh_muc_phut",
    "da_dung_phut",
)


def stuck_table(found: Sequence[Stuck]) -> Table:
    """Why each is stuck, with whom, how long."""
    columns = _columns(
        _("Mã hồ sơ"), _("Vì sao kẹt"), _("Đang ở"), _("Từ lúc"), _("Giờ làm việc")
    )
    table = [Row(cells=_stuck_cells(columns, one)) for one in found]
    return Table(columns, table)


def deviation_table(found: Sequence[StepDeviation]) -> Table:
    """What went other than planned, in which step, by whom."""
    columns = _columns(_("Mã hồ sơ"), _("Sai khác"), _("Bước"), _("Ai làm"), _("Lúc"))
    return Table(columns, [Row(cells=_deviation_cells(columns, row)) for row in found])


@dataclass(frozen=True)
class ShareTable:
    """Deviations counted by one question; each row narrows the page to itself."""

    caption: str
    table: Table


def share_tables(shares: Shares, form: ReportForm, kept: str) -> list[ShareTable]:
    """By step, by officer and, for who sees them all, by unit; `kept` is the filter."""
    questions = (
        ("step", _("Theo bước"), shares.by_step),
        ("officer", _("Theo người làm"), shares.by_officer),
        ("unit", _("Theo đơn vị, cơ quan"), shares.by_unit),
    )
    return [
        ShareTable(caption, _share_table(name, found, form, QueryDict(kept)))
        for name, caption, found in questions
        if found and name in form.fields
    ]


def _share_table(
    name: str, found: Sequence[Share], form: ReportForm, kept: QueryDict
) -> Table:
    labels = form.names[name]
    head = Column(label=str(form.fields[name].label))
    columns = [head, Column(label=_("Lần"), is_number=True)]
    return Table(
        columns,
        [
            Row(cells=_share_cells(columns, name, share, labels, kept))
            for share in found[:MOST_SHARES]
        ],
    )


def _share_cells(
    columns: list[Column],
    name: str,
    share: Share,
    labels: dict[str, str],
    kept: QueryDict,
) -> list[Cell]:
    narrowed = kept.copy()
    narrowed[name] = share.key
    kinds = sorted(share.kinds.items(), key=lambda item: (-item[1], item[0]))
    return [
        Cell(
            column=columns[0],
            text=labels.get(share.key, share.name) if share.key else _("Không rõ"),
            url=f"?{narrowed.urlencode()}" if share.key else "",
            note=" · ".join(f"{DeviationKind(k).label} {n}" for k, n in kinds),
        ),
        Cell(column=columns[1], text=share.total),
    ]


def csv_row(row: StepDeviation) -> list[Any]:
    """The values of one line of the file, in the order of CSV_HEADS."""
    step = row.step
    return [
        row.dossier.code,
        row.dossier.version.procedure.name,
        step.name,
        str(DeviationKind(row.kind).label),
        timezone.localtime(row.at).isoformat(timespec="minutes"),
        row.officer.full_name if row.officer else "",
        row.unit.name if row.unit else "",
        step.finished_for.full_name if step.finished_for else "",
        row.planned_minutes,
        row.spent_minutes,
    ]


def _columns(*labels: str) -> list[Column]:
    return [Column(label=label) for label in labels]


def _stuck_cells(columns: list[Column], one: Stuck) -> list[Cell]:
    dossier = one.dossier
    words = [str(REASONS[reason]) for reason in one.reasons]
    now = timezone.now()
    return [
        _code(columns[0], dossier.code, rows.procedure_name(dossier)),
        Cell(column=columns[1], text=words[0], note=", ".join(words[1:])),
        Cell(
            column=columns[2],
            text=rows.holder_name(dossier) or "—",
            note=rows.step_name(dossier),
        ),
        Cell(column=columns[3], text=rows.moment(one.since, now)),
        Cell(column=columns[4], text=hours(one.idle)),
    ]


def _deviation_cells(columns: list[Column], row: StepDeviation) -> list[Cell]:
    other = row.step.finished_for
    return [
        _code(columns[0], row.dossier.code, rows.procedure_name(row.dossier)),
        Cell(
            column=columns[1],
            text=str(DeviationKind(row.kind).label),
            note=_over(row) if row.kind == DeviationKind.OVER_TIME else "",
        ),
        Cell(column=columns[2], text=rows.named(row.step)),
        Cell(
            column=columns[3],
            text=row.officer.full_name if row.officer else "—",
            note=_("thay %(name)s") % {"name": other.full_name}
            if other
            else (rows.named(row.unit) if row.unit else ""),
        ),
        Cell(column=columns[4], text=rows.moment(row.at, timezone.now())),
    ]


def _over(row: StepDeviation) -> str:
    return _("dùng %(spent)s, định mức %(planned)s") % {
        "spent": hours(timedelta(minutes=row.spent_minutes)),
        "planned": hours(timedelta(minutes=row.planned_minutes)),
    }


def _code(column: Column, code: str, note: str) -> Cell:
    url = reverse("desk:dossier", args=[code]) + "?tab=process"
    return Cell(column=column, text=code, url=url, is_code=True, note=note)
