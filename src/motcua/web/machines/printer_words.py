"""What is wrong with a ticket printer, in words for whoever goes there."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.queueing.ports import Trouble, Unreachable

TROUBLES: Final[Mapping[str, str | Promise]] = {
    Trouble.PAPER_OUT: _("hết giấy"),
    Trouble.COVER_OPEN: _("nắp đang mở"),
    Trouble.JAM: _("kẹt giấy hoặc dao cắt"),
    Unreachable.NO_CONNECTION: _("không nối được: tắt máy, tuột dây hoặc sai địa chỉ"),
    Unreachable.SILENT: _("nối được nhưng không báo tình trạng"),
    Unreachable.GARBLED: _("ở địa chỉ này không phải máy in phiếu"),
    "": _("không rõ lý do, xin xem tận nơi"),
}


def in_words(trouble: str) -> str:
    """A trouble as a word of the ports, in a few words of ours."""
    return str(TROUBLES.get(trouble, TROUBLES[""]))
