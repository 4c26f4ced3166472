"""The register as a table of the office."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.dossiers.selectors.register import RegisterRow
from motcua.web.ui.formatting import vn_date, vn_time
from motcua.web.ui.parts import Cell, Column, Row


@dataclass(frozen=True)
class Table:
    """A table as the component wants it."""

    columns: list[Column]
    rows: list[Row]


def table(rows: list[RegisterRow]) -> Table:
    """The rows with the columns a screen has room for; the files have them all."""
    labels = (
        _("Mã hồ sơ"),
        _("Số"),
        _("Người nộp, thủ tục"),
        _("Tiếp nhận"),
        _("Hẹn trả"),
        _("Có kết quả"),
        _("Trả kết quả"),
        _("Trạng thái"),
    )
    columns = [Column(label=label) for label in labels]
    return Table(columns, [_row(columns, row) for row in rows])


def _row(columns: list[Column], row: RegisterRow) -> Row:
    dossier = row.dossier
    code, number, matter, *moments, state = columns
    times = (
        dossier.received_at,
        row.promised_at,
        dossier.resolved_at,
        dossier.returned_at,
    )
    return Row(
        cells=[
            Cell(column=code, text=dossier.code, is_code=True),
            Cell(column=number, text=f"{row.number:02}"),
            Cell(
                column=matter,
                text=dossier.owner_name,
                note=dossier.version.procedure.name,
            ),
            *(
                Cell(column=column, text=_moment(at))
                for column, at in zip(moments, times, strict=True)
            ),
            Cell(column=state, badge=dossier.state),
        ]
    )


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{vn_time(local)} {vn_date(local)}"
