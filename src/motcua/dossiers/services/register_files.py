"""The register as a file with people's names: two people let it out, and it is marked.

One asks with a reason, another confirms, and the first carries the file off once
(dual control, quality.md ATZ-7). Every row of a table and every page of a book bears
the mark of who carried it off (domain.md 7.3).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.accounts import second_looks
from motcua.accounts.models import PendingAct
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NoSuchFile, NotYourStep
from motcua.dossiers.models import Dossier, Exit, RegisterYear
from motcua.dossiers.selectors import register
from motcua.dossiers.selectors.register import RegisterRow
from motcua.dossiers.services.slips import PAPERS
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit import sheets
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
MARKED: Final = "Người lấy tệp"
KINDS: Final = ("xlsx", "csv", "pdf")
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
NOTES: Final = {
    State.REJECTED: "Không tiếp nhận",
    State.WITHDRAWN: "Người nộp rút hồ sơ",
    State.STOPPED: "Dừng giải quyết",
}


@dataclass(frozen=True)
class Wanted:
    """A year as a table (`xlsx`, `csv`), or one part of its book (`pdf`)."""

    year: int
    kind: str
    part: int = 1

    @property
    def name(self) -> str:
        """The file's name."""
        part = f"-quyen-{self.part}" if self.kind == "pdf" else ""
        return f"so-theo-doi-{self.year}{part}.{self.kind}"


@dataclass(frozen=True)
class Carried:
    """A file on its way out."""

    name: str
    content_type: str
    pieces: Iterable[bytes]


def ask_for_file(
    *, centre: Centre, wanted: Wanted, reason: str, by: Mandate, at: datetime
) -> PendingAct:
    """Ask that a file may leave; a second person has three days to answer.

    Raises NotYourStep without the right, NoSuchFile when the year has no such part.
    """
    _require_keeper(centre, by)
    if wanted.kind not in KINDS or not 1 <= wanted.part <= parts(centre, wanted.year):
        raise NoSuchFile(wanted.name)
    return second_looks.ask(
        kind=PendingAct.Kind.EXPORT,
        subject_id=None,
        detail={
            "what": _words(wanted),
            "year": str(wanted.year),
            "kind": wanted.kind,
            "part": str(wanted.part),
        },
        reason=reason,
        by=by.user,
        at=at,
    )


def carry_off(*, centre: Centre, act_id: UUID, by: Mandate, at: datetime) -> Carried:
    """The file that was confirmed, once, for the person who asked.

    Raises NotYourStep without the right, second_looks.UnknownAct, or NotConfirmed
    for what was not confirmed, was carried off before, or is too old.
    """
    _require_keeper(centre, by)
    with unit_of_work():
        act = second_looks.use(
            act_id=act_id, kind=PendingAct.Kind.EXPORT, by=by.user, at=at
        )
        wanted = Wanted(
            int(act.detail["year"]), act.detail["kind"], int(act.detail["part"])
        )
        audit.write(
            centre_id=centre.id,
            by=by.user,
            verb="export_register",
            subject=("centre", centre.id),
            at=at,
            reason=act.reason,
            year=wanted.year,
            kind=wanted.kind,
            act=str(act.id),
        )
    return Carried(
        wanted.name, TYPES[wanted.kind], _pieces(centre, wanted, _mark(act, by, at), at)
    )


def parts(centre: Centre, year: int) -> int:
    """How many parts the year's book is bound in; an empty year has one."""
    count = sum(register.count_year(centre, year).values())
    return max(1, -(-count // PART))


def register_csv(centre: Centre, year: int, *, mark: str) -> Iterator[bytes]:
    """The register as CSV, streamed."""
    return sheets.csv_stream(_table(centre, year, mark))


def register_xlsx(centre: Centre, year: int, *, mark: str) -> Iterator[bytes]:
    """The register as XLSX, streamed."""
    return sheets.xlsx_stream(f"So {year}", _table(centre, year, mark))


def register_pdf(
    centre: Centre, year: int, *, part: int = 1, mark: str, at: datetime
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
            "printed_by": mark,
            "printed_at": _moment(at),
        },
        at=at,
    )


def _require_keeper(centre: Centre, by: Mandate) -> None:
    if by.user.centre_id != centre.id or not by.may(Capability.KEEP_REGISTER):
        raise NotYourStep("register")


def _words(wanted: Wanted) -> str:
    if wanted.kind == "pdf":
        said = _("Sổ theo dõi năm %(year)d, bản in quyển %(part)d")
        return said % {"year": wanted.year, "part": wanted.part}
    said = _("Sổ theo dõi năm %(year)d, cả năm, tệp %(kind)s")
    return said % {"year": wanted.year, "kind": wanted.kind.upper()}


def _mark(act: PendingAct, by: Mandate, at: datetime) -> str:
    """Who carried it off, when, and by which act; the act names who confirmed."""
    return f"{by.user.full_name}, {_moment(at)}, {act.id.hex[-8:]}"


def _pieces(centre: Centre, wanted: Wanted, mark: str, at: datetime) -> Iterable[bytes]:
    if wanted.kind == "pdf":
        pdf = register_pdf(centre, wanted.year, part=wanted.part, mark=mark, at=at)
        return [pdf]
    table = register_csv if wanted.kind == "csv" else register_xlsx
    return table(centre, wanted.year, mark=mark)


def _table(centre: Centre, year: int, mark: str) -> Iterable[list[str | int]]:
    yield [*COLUMNS, MARKED]
    for row in register.register_rows(centre, year):
        yield [row.number, *_cells(row)[1:], mark]


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
