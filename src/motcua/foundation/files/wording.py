"""Why a file is not taken, in a sentence for whoever sent it: which, why, what to do."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.files.decoder.verdict import Limits, Reason

MEGABYTE: Final = 1024 * 1024
MEGAPIXEL: Final = 1_000_000
_WORDS: Final[dict[Reason, str | Promise]] = {
    Reason.EMPTY: gettext_lazy("Tệp trống, không có nội dung. Chọn lại đúng tệp."),
    Reason.TOO_LARGE: gettext_lazy(
        "Tệp nặng quá %(megabytes)d MB. Chụp hoặc quét lại nhẹ hơn, hoặc chia làm nhiều tệp."
    ),
    Reason.NOT_ALLOWED: gettext_lazy(
        "Chỉ nhận tệp PDF và ảnh JPG, PNG, HEIC. Lưu lại thành một trong các dạng này."
    ),
    Reason.MISNAMED: gettext_lazy(
        "Đuôi tên tệp không đúng với nội dung bên trong. Mở tệp, lưu lại rồi gửi."
    ),
    Reason.DAMAGED: gettext_lazy(
        "Tệp bị hỏng hoặc tải lên chưa trọn. Mở tệp, lưu lại (hoặc in ra PDF) rồi gửi."
    ),
    Reason.TOO_MANY_PIXELS: gettext_lazy(
        "Ảnh quá lớn, tối đa %(megapixels)d triệu điểm ảnh. Chụp hoặc quét lại nhỏ hơn."
    ),
    Reason.TOO_MANY_PAGES: gettext_lazy(
        "Tệp quá %(pages)d trang. Chia làm nhiều tệp rồi gửi."
    ),
    Reason.ACTIVE: gettext_lazy(
        "Tệp PDF có chương trình chạy bên trong. In tệp ra PDF mới rồi gửi bản đó."
    ),
    Reason.LOCKED: gettext_lazy(
        "Tệp PDF bị khóa hoặc có mật khẩu. Bỏ khóa (in ra PDF mới) rồi gửi."
    ),
    Reason.CARRIES_FILES: gettext_lazy(
        "Tệp PDF có tệp khác đính bên trong. Lấy tệp đó ra, gửi riêng từng tệp."
    ),
    Reason.TWO_IN_ONE: gettext_lazy(
        "Trong tệp này giấu một tệp khác. In tệp ra PDF mới rồi gửi bản đó."
    ),
    Reason.BLOWS_UP: gettext_lazy(
        "Tệp nén chồng quá mức, mở ra sẽ làm treo máy. Quét lại giấy rồi gửi."
    ),
    Reason.VIRUS: gettext_lazy(
        "Tệp có vi-rút. Đừng mở tệp này; quét vi-rút máy của Ông/Bà rồi gửi bản khác."
    ),
    Reason.UNREADABLE: gettext_lazy(
        "Không mở được tệp này. Mở tệp, lưu lại (hoặc in ra PDF) rồi gửi."
    ),
}


def why(reason: Reason, limits: Limits) -> str:
    """The sentence for a reason."""
    return str(_WORDS[reason]) % {
        "megabytes": limits.bytes // MEGABYTE,
        "pages": limits.pages,
        "megapixels": limits.pixels // MEGAPIXEL,
    }


def cannot_keep(*, is_full: bool) -> str:
    """The sentence when the storage takes nothing."""
    if is_full:
        return _("Ổ lưu trữ của Trung tâm đã đầy nên chưa giữ được tệp. Báo quản trị.")
    return _("Ổ lưu trữ của Trung tâm đang hỏng nên chưa giữ được tệp. Báo quản trị.")
