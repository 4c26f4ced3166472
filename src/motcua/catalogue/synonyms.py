"""What people call a procedure, and what the law calls it."""

import re
from typing import Final

from motcua.rules.vietnamese import fold

# Said at the counter → in the official names; both folded, longest first.
_OFFICIAL: Final = {
    "chung nhan doc than": "xac nhan tinh trang hon nhan",
    "giay doc than": "xac nhan tinh trang hon nhan",
    "doc than": "tinh trang hon nhan",
    "giay khai sanh": "khai sinh",
    "khai sanh": "khai sinh",
    "giay bao tu": "khai tu",
    "bao tu": "khai tu",
    "giay chung tu": "khai tu",
    "lam dam cuoi": "dang ky ket hon",
    "giay ket hon": "ket hon",
    "hon thu": "ket hon",
    "so do": "giay chung nhan dat",
    "so hong": "giay chung nhan dat",
    "bia do": "giay chung nhan dat",
    "sang ten so": "quyen su dung dat",
    "photo cong chung": "chung thuc ban sao",
    "sao y ban chinh": "chung thuc ban sao",
    "sao y": "chung thuc ban sao",
    "cong chung": "chung thuc",
    "nhap ho khau": "dang ky thuong tru",
    "cat ho khau": "xoa dang ky thuong tru",
    "tach khau": "tach ho",
    "ho khau": "thuong tru",
    "mo cua hang": "thanh lap ho kinh doanh",
    "mo quan": "thanh lap ho kinh doanh",
    "giay phep kinh doanh": "thanh lap ho kinh doanh",
    "dong cua hang": "cham dut ho kinh doanh",
    "xay nha": "giay phep xay dung nha",
    "sua nha": "xay dung sua chua",
    "tien tuat": "tuat",
    "tien tu tuat": "tuat",
    "tro cap tuoi gia": "tro cap huu tri",
    "nguoi gia": "huu tri xa hoi",
    "the khuyet tat": "xac nhan khuyet tat",
}
_SAID: Final = re.compile(
    r"\b(" + "|".join(sorted(_OFFICIAL, key=len, reverse=True)) + r")\b"
)


def in_official_words(text: str) -> str:
    """The typed words, folded, with what people say put as the law names it."""
    return _SAID.sub(lambda said: _OFFICIAL[said[1]], fold(text))
