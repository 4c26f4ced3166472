"""The yearly register (form 07): print it, carry it off, close it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import override

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import AlreadyClosed, NotYourStep, YearStillRuns
from motcua.dossiers.models import Dossier, Exit, RegisterYear
from motcua.dossiers.selectors import register
from motcua.dossiers.selectors.register import RegisterRow
from motcua.dossiers.services.slips import PAPERS
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit import rows, sheets
from motcua.foundation.toolkit.work import unit_of_work
from motcua.foundation.typesetting import services as typesetting
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre

TEMPLATE: Final = "register-1"
PART: Final = 2000
COLUMNS: Final = (
    "Số TT",
    "Mã hồ sơ",
    "Tên thủ tục",
    "Số bộ",
    "Người nộp",
    "Địa chỉ",
    "Điện thoại",
    "Cơ quan giải quyết",
    "Nhận",
    "Hẹn trả",
    "Chuyển giải quyết",
    "Có kết quả",
    "Trả kết quả",
    "Cách nhận",
    "Ghi chú",
)
NOTES: Final = {
    State.REJECTED: "Không tiếp nhận",
    State.WITHDRAWN: "Người nộp rút hồ sơ",
    State.STOPPED: "Dừng giải quyết",
}


def close_year(*, centre: Centre, year: int, by: Mandate, at: datetime) -> RegisterYear:
    """Close a year's register: its totals and hashes are written down, once.

    Raises NotYourStep without the right, YearStillRuns before the year is over,
    AlreadyClosed the second time.
    """
    if by.user.centre_id != centre.id or not by.may(Capability.KEEP_REGISTER):
        raise NotYourStep(str(year))
    if timezone.localdate(at).year <= year:
        raise YearStillRuns(str(year))
    # Nothing is received into a past year, so the count needs no lock.
    found = register.totals(centre, year)
    closed = RegisterYear(
        centre=centre,
        year=year,
        count=found.count,
        by_state=found.by_state,
        by_origin=found.by_origin,
        reception_hash=found.reception_hash,
        state_hash=found.state_hash,
        closed_at=at,
        closed_by=by.user,
    )
    with unit_of_work():
        if not rows.insert_new(closed):
            raise AlreadyClosed(str(year))
        audit.write(
            centre_id=centre.id,
            by=by.user,
            verb="close_year",
            subject=("register_year", closed.id),
            at=at,
            year=year,
            count=found.count,
            reception_hash=found.reception_hash,
        )
    return closed


def note_export(
    *, centre: Centre, year: int, kind: str, by: Mandate, at: datetime
) -> None:
    """Write down that a register with people's names was carried off."""
    with unit_of_work():
        audit.write(
            centre_id=centre.id,
            by=by.user,
            verb="export_register",
            subject=("centre", centre.id),
            at=at,
            year=year,
            kind=kind,
        )


def register_csv(centre: Centre, year: int) -> Iterator[bytes]:
    """The register as CSV, streamed."""
    return sheets.csv_stream(_table(centre, year))


def register_xlsx(centre: Centre, year: int) -> Iterator[bytes]:
    """The register as XLSX, streamed."""
    return sheets.xlsx_stream(f"So {year}", _table(centre, year))


def register_pdf(
    centre: Centre, year: int, *, part: int = 1, by: Mandate, at: datetime
) -> bytes:
    """One part of the register as a book: A4 lying, rows numbered on from 01.

    A year of thirty thousand rows is bound in parts, as a paper book would be.
    """
    found = register.register_rows(centre, year, offset=(part - 1) * PART, limit=PART)
    lines = [_cells(row) for row in found]
    closed = register.closed_year(centre, year)
    return typesetting.render_pdf(
        PAPERS / f"{TEMPLATE}.typ",
        {
            "committee": centre.committee,
            "centre": centre.name,
            "year": year,
            "part": part,
            "synthetic": centre.is_synthetic,
            "columns": COLUMNS,
            "rows": lines,
            "closed": _closing(closed) if closed else None,
            "printed_by": by.user.full_name,
            "printed_at": _moment(at),
        },
        at=at,
    )


def _table(centre: Centre, year: int) -> Iterable[list[str | int]]:
    yield list(COLUMNS)
    for row in register.register_rows(centre, year):
        yield [row.number, *_cells(row)[1:]]


def _cells(row: RegisterRow) -> list[str]:
    dossier = row.dossier
    with override("vi"):
        exit_by = str(Exit(dossier.exit or dossier.planned_exit).label)
    return [
        f"{row.number:02}",
        dossier.code,
        dossier.version.procedure.name,
        "01",
        dossier.owner_name,
        row.address,
        row.phone,
        row.agency,
        _moment(dossier.received_at),
        _moment(row.promised_at),
        _moment(row.transferred_at),
        _moment(dossier.resolved_at),
        _moment(dossier.returned_at),
        exit_by,
        _note(dossier),
    ]


def _note(dossier: Dossier) -> str:
    parts = [NOTES.get(dossier.now_in, "")]
    if dossier.first_due_at:
        parts.append(f"Hẹn lại {_moment(dossier.due_at)}")
    return "; ".join(part for part in parts if part)


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else ""


def _closing(closed: RegisterYear) -> dict[str, Any]:
    return {
        "count": closed.count,
        "at": _moment(closed.closed_at),
        "by": closed.closed_by.full_name,
        "hash": closed.reception_hash,
    }
