"""How the ten states of a dossier look: a word, an icon and a tone."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class StateLook:
    """The word people read, the icon beside it, the tone of both."""

    label: str | Promise
    icon: str
    tone: str


# The list and its numbers are the national portal's.
STATE_LOOKS: Final = {
    1: StateLook(_("Mới đăng ký"), "inbox", "info"),
    2: StateLook(_("Được tiếp nhận"), "clipboard-check", "info"),
    3: StateLook(_("Không được tiếp nhận"), "file-x", "bad"),
    4: StateLook(_("Đang xử lý"), "hourglass", "accent"),
    5: StateLook(_("Yêu cầu bổ sung giấy tờ"), "file-plus", "warn"),
    6: StateLook(_("Yêu cầu thực hiện nghĩa vụ tài chính"), "wallet", "warn"),
    7: StateLook(_("Công dân yêu cầu rút hồ sơ"), "undo-2", "calm"),
    8: StateLook(_("Dừng xử lý"), "ban", "calm"),
    9: StateLook(_("Đã xử lý xong"), "circle-check", "ok"),
    10: StateLook(_("Đã trả kết quả"), "package-check", "ok"),
}


def state_look(code: int | str) -> StateLook:
    """The look of a state by its number in the national list."""
    return STATE_LOOKS[int(code)]
