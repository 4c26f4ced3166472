"""The catalogue as a file: rows checked one by one, in the shape of data/procedures.json.

The row itself is kept with its version, so what was imported is exported unchanged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue import row_shapes
from motcua.rules.codes import is_procedure_code
from motcua.rules.worktime import InvalidLimit, TimeLimit, Unit

STEP_KEYS: Final = frozenset(
    {"receive", "assign", "verify", "review", "sign", "seal", "deliver"}
)
REQUIRED: Final = (
    "code",
    "name_vi",
    "field",
    "status",
    "time_limit",
    "channels",
    "documents",
    "fees",
    "steps",
    "result_vi",
    "department",
    "handler_role",
)


@dataclass(frozen=True)
class RowError:
    """What is wrong with one row, in words for the person who sent the file."""

    row: int
    code: str
    message: str


def read_rows(
    data: object, *, fields: Iterable[str]
) -> tuple[list[dict[str, Any]], list[RowError]]:
    """Split a parsed file into sound rows and errors; nothing is dropped in silence."""
    rows = data.get("procedures") if isinstance(data, Mapping) else data
    if not isinstance(rows, list):
        return [], [RowError(0, "", _("Tệp không có danh sách thủ tục."))]
    known = frozenset(fields)
    sound: list[dict[str, Any]] = []
    errors: list[RowError] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        code = str(row.get("code", "")) if isinstance(row, Mapping) else ""
        message = _fault(row, known) or (
            _("Mã thủ tục lặp lại trong tệp.") if code in seen else ""
        )
        if message:
            errors.append(RowError(number, code, message))
        else:
            seen.add(code)
            sound.append(dict(row))
    return sound, errors


def _fault(row: object, fields: frozenset[str]) -> str:
    if not isinstance(row, Mapping):
        return _("Dòng không phải là một thủ tục.")
    missing = [name for name in REQUIRED if name not in row]
    if missing:
        return _("Thiếu: %(names)s.") % {"names": ", ".join(missing)}
    if place := row_shapes.first_fault(row):
        return _("Giá trị không đọc được: %(place)s.") % {"place": place}
    return (
        _name_fault(row, fields)
        or _limit_fault(row["time_limit"])
        or _steps_fault(row["steps"])
    )


def _name_fault(row: Mapping[str, Any], fields: frozenset[str]) -> str:
    if not is_procedure_code(row["code"]):
        return _("Mã thủ tục phải có dạng 1.000000.")
    if not row["name_vi"].strip():
        return _("Tên thủ tục để trống.")
    if row["field"] not in fields:
        return _("Lĩnh vực %(code)s chưa có trong danh mục.") % {"code": row["field"]}
    return ""


def _limit_fault(limit: object) -> str:
    wrong = _("Thời hạn giải quyết không đọc được.")
    if not isinstance(limit, Mapping):
        return wrong
    try:
        unit = Unit(str(limit.get("unit")))
        if limit.get("value") is not None:
            TimeLimit(int(limit["value"]), unit)
    except (ValueError, TypeError, InvalidLimit):
        return wrong
    return ""


def is_whole(keys: Sequence[str]) -> bool:
    """True when a dossier can walk these steps: in, at least one in between, out.

    A second reception or an early return would leave dossiers that nobody can end.
    """
    inside = keys[1:-1]
    return (
        bool(inside)
        and (keys[0], keys[-1]) == ("receive", "deliver")
        and STEP_KEYS - {"receive", "deliver"} >= set(inside)
    )


def _steps_fault(steps: object) -> str:
    items = steps.get("items") if isinstance(steps, Mapping) else None
    if not isinstance(items, list) or not items:
        return _("Quy trình không có bước nào.")
    keys = [str(item.get("key")) for item in items if isinstance(item, Mapping)]
    if len(keys) != len(items) or not set(keys) <= STEP_KEYS:
        return _("Quy trình có bước không đọc được.")
    if not is_whole(keys):
        return _("Quy trình phải bắt đầu bằng tiếp nhận và kết thúc bằng trả kết quả.")
    return ""
