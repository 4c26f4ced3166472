"""Why a name, a number or a phone was refused, in words for whoever typed it.

One wording for the pages and the API: a person reads the same sentence everywhere.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.rules import personal_id, tax_code
from motcua.rules.vietnamese import NameReason

PERSONAL_ID: Final = {
    personal_id.Reason.EMPTY: _(
        "Nhập số định danh cá nhân, 12 chữ số trên thẻ căn cước."
    ),
    personal_id.Reason.NOT_DIGITS: _(
        "Số định danh chỉ gồm chữ số. Xem lại chữ lẫn vào."
    ),
    personal_id.Reason.TOO_SHORT: _("Số định danh chưa đủ 12 chữ số."),
    personal_id.Reason.TOO_LONG: _("Số định danh thừa chữ số, phải đúng 12."),
    personal_id.Reason.OLD_CARD: _(
        "Đây là số CMND cũ 9 số, đã hết giá trị. Lấy số 12 chữ số trên thẻ căn cước hoặc VNeID."
    ),
}
NAME: Final = {
    NameReason.EMPTY: _("Nhập họ tên."),
    NameReason.TOO_LONG: _("Họ tên dài quá 100 chữ. Kiểm tra có dán nhầm không."),
    NameReason.NO_LETTERS: _("Họ tên phải có chữ."),
    NameReason.UNREADABLE: _("Họ tên có ký tự không in được. Xóa đi và gõ lại."),
}
TAX_CODE: Final = {
    tax_code.Reason.EMPTY: _("Nhập mã số thuế của tổ chức."),
    tax_code.Reason.NOT_DIGITS: _("Mã số thuế chỉ gồm chữ số."),
    tax_code.Reason.WRONG_LENGTH: _(
        "Mã số thuế có 10 số, chi nhánh 13 số, cá nhân 12 số."
    ),
    tax_code.Reason.CHECK_DIGIT: _(
        "Mã số thuế gõ sai một số. So lại với giấy đăng ký."
    ),
    tax_code.Reason.BRANCH: _("Số chi nhánh bắt đầu từ 001."),
}
PHONE: Final = _("Số điện thoại chưa đúng. Ví dụ đúng: 0912 345 678.")
BORN_LATER: Final = _("Ngày sinh ở tương lai. Xem lại năm.")
