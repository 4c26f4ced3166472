"""What `verify` found, in words for people."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_WORDS: Final[dict[str, str | Promise]] = {
    "line changed": gettext_lazy("một dòng đã bị sửa"),
    "line missing": gettext_lazy("một dòng đã bị xóa"),
    "line added": gettext_lazy("một dòng bị thêm vào"),
    "line out of order": gettext_lazy("một dòng bị đổi chỗ"),
    "place missing": gettext_lazy("một chỗ trong dấu niêm bị trống"),
    "seal missing or out of order": gettext_lazy("một dấu niêm bị mất hoặc đổi chỗ"),
    "seal does not cover its lines": gettext_lazy("dấu niêm không khớp các dòng"),
    "head missing": gettext_lazy("dấu niêm đã in không còn trong chuỗi"),
}


def in_words(fault: str) -> str:
    """The fault as people read it."""
    return str(_WORDS.get(fault, fault))
