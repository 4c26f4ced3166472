"""Tickets that tests draw, and ways to look at what was drawn."""

import subprocess
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from motcua.queueing.paper.drawing import draw
from motcua.queueing.paper.face import PaperWidth, TicketFace

FACE: Final = TicketFace(
    centre="Trung tâm Phục vụ hành chính công phường Hòa Bình",
    label="A007",
    service="Hộ tịch",
    before=6,
    printed_at=datetime.fromisoformat("2026-11-25T08:15:00+07:00"),
    qr_text="https://motcua.hoabinh.example.vn/so/4f9a1c77e02b8d5a3c1e6b7f90/",
    code="K7QF2M9X",
)
FULL: Final = replace(
    FACE,
    service="Đăng ký hộ kinh doanh, hợp tác xã và cấp bản sao trích lục hộ tịch",
    wait="Khoảng 15–25 phút",
    place="Chờ ở khu B, quầy 3, 4 và 5",
    appointment="Hẹn lúc 08:30",
)
DRAWN: Final[dict[PaperWidth, bytes]] = {80: draw(FULL, 80), 58: draw(FULL, 58)}
OTHER: Final = draw(replace(FULL, label="A008"), 80)


def dots_of(png: bytes) -> Image.Image:
    """The picture in a PNG."""
    with Image.open(BytesIO(png)) as picture:
        picture.load()
    return picture


def same_dots(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures have the same size and agree in every dot."""
    return one.size == other.size and one.tobytes() == other.tobytes()


def ink(picture: Image.Image) -> Image.Image:
    """Black as something, white as nothing, for looking where there is ink."""
    return ImageOps.invert(picture.convert("L"))


def read_qr(picture: Image.Image, folder: Path) -> str:
    """What a scanner reads from the picture, printed in the middle of white paper."""
    file = folder / "ticket.png"
    ImageOps.expand(picture.convert("L"), border=40, fill=255).save(file)
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    return read.stdout.strip()
