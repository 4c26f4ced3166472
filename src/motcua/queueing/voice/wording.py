"""Why a recording is not taken, in a sentence for whoever made it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.queueing.voice.sound import Reason

_WORDS: Final[dict[Reason, Promise]] = {
    Reason.UNKNOWN_NAME: _(
        "Tên tệp không phải là tên một đoạn đọc. Xem danh sách: motcua voice check."
    ),
    Reason.NOT_A_WAV: _("Tệp không phải WAV thường (PCM). Lưu lại thành WAV."),
    Reason.CUT_SHORT: _("Tệp bị cụt, thiếu phần cuối. Chép lại hoặc thu lại."),
    Reason.NOT_MONO: _("Tệp có nhiều kênh. Lưu lại thành một kênh (mono)."),
    Reason.NOT_16_BITS: _("Tệp không phải 16 bit. Lưu lại thành 16 bit."),
    Reason.WRONG_RATE: _("Tần số lấy mẫu phải là 22050 Hz. Lưu lại ở 22050 Hz."),
    Reason.TOO_SHORT: _("Tiếng ngắn dưới 0,1 giây. Thu lại, đọc trọn từ."),
    Reason.TOO_LONG: _("Tệp dài quá 3 giây. Thu lại, mỗi tệp chỉ đọc một đoạn."),
    Reason.SILENT: _("Không nghe thấy tiếng. Thu lại, đọc to và gần micrô hơn."),
    Reason.CLIPPED: _("Tiếng bị vỡ vì thu quá to. Thu lại, đứng xa micrô hơn."),
}


def in_words(reason: Reason) -> str:
    """The sentence that belongs to a reason."""
    return str(_WORDS[reason])
