"""What to tell a person about a field that the rules refuse."""

from typing import Final

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

EMAIL: Final = gettext_lazy("Địa chỉ thư điện tử không đúng.")

# What pydantic calls a fault, in our words; all else is "not a valid value".
_FAULTS: Final[dict[str, LazyText]] = {
    "missing": gettext_lazy("Thiếu trường này."),
    "extra_forbidden": gettext_lazy("Không có trường này."),
    "string_type": gettext_lazy("Phải là một chuỗi ký tự."),
    "bool_type": gettext_lazy("Phải là true hoặc false."),
    "bool_parsing": gettext_lazy("Phải là true hoặc false."),
    "int_type": gettext_lazy("Phải là số nguyên."),
    "int_parsing": gettext_lazy("Phải là số nguyên."),
    "int_from_float": gettext_lazy("Phải là số nguyên."),
    "list_type": gettext_lazy("Phải là một danh sách."),
    "dict_type": gettext_lazy("Phải là một đối tượng."),
    "model_attributes_type": gettext_lazy("Phải là một đối tượng."),
    "date_type": gettext_lazy("Ngày phải có thật, viết theo dạng 2026-11-25."),
    "date_parsing": gettext_lazy("Ngày phải có thật, viết theo dạng 2026-11-25."),
    "date_from_datetime_parsing": gettext_lazy(
        "Ngày phải có thật, viết theo dạng 2026-11-25."
    ),
    "datetime_parsing": gettext_lazy(
        "Thời điểm phải có thật, viết theo dạng 2026-11-25T09:00:00+07:00."
    ),
    "datetime_from_date_parsing": gettext_lazy(
        "Thời điểm phải có thật, viết theo dạng 2026-11-25T09:00:00+07:00."
    ),
}


def fault(kind: str, context: dict[str, object]) -> str:
    """The sentence for a fault as pydantic names it, with its limits."""
    if kind == "string_too_long":
        most = int(str(context["max_length"]))
        return ngettext("Dài quá %(most)d ký tự.", "Dài quá %(most)d ký tự.", most) % {
            "most": most
        }
    if kind == "string_too_short":
        return _("Chưa nhập trường này.")
    if kind == "enum":
        return _("Phải là một trong: %(values)s.") % {"values": context["expected"]}
    return str(_FAULTS.get(kind) or _("Giá trị không hợp lệ."))
