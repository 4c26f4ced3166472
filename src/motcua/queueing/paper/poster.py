"""The sheet at the door that turns a phone into a ticket machine."""

from datetime import datetime
from pathlib import Path
from typing import Final

from motcua.foundation.typesetting import services as typesetting
from motcua.ward.models import Centre

TEMPLATE: Final = Path(__file__).parents[1] / "papers" / "door-poster.typ"


def draw_poster(centre: Centre, address: str, *, at: datetime) -> bytes:
    """The sheet as PDF on A4; `address` is the page on which numbers are taken."""
    call = f" Cần giúp: {centre.phone}." if centre.phone else ""
    values = {
        "centre": centre.name,
        "title": "Lấy số bằng điện thoại",
        "alt": "Mã QR của trang lấy số",
        "qr_svg": typesetting.qr_code(address).svg,
        "address": address.partition("://")[2].rstrip("/"),
        "steps": [
            "Mở máy ảnh, đưa vào mã",
            "Bấm việc cần làm",
            "Chờ ở đâu cũng được, máy báo khi đến lượt",
        ],
        "help": "Không cần tải gì, không hỏi tên. Không có điện thoại thì lấy số ở máy "
        f"hoặc hỏi người hướng dẫn.{call}",
        "english": "Scan, tap what you come for, and follow your number on the phone.",
    }
    return typesetting.render_pdf(TEMPLATE, values, at=at)
