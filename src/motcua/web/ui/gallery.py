"""The gallery: every component in every state, on a demo house only."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.web.ui.context import SURFACES
from motcua.web.ui.deadlines import Deadline
from motcua.web.ui.parts import (
    ActionLink,
    Cell,
    Column,
    Fact,
    NavItem,
    PaperRow,
    Row,
    TimelineStep,
)
from motcua.web.ui.states import STATE_LOOKS

HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_NAME: Final = "Nguyễn Phước Công Tằng Tôn Nữ Thị Phương Quỳnh"
LONG_PROCEDURE: Final = (
    "Thủ tục đăng ký kết hôn có yếu tố nước ngoài kết hợp cấp giấy xác nhận "
    "tình trạng hôn nhân cho người đang cư trú ở khu vực biên giới"
)


class GalleryForm(forms.Form):
    """One field of each shape; the gallery shows it empty, filled and wrong."""

    name = forms.CharField(
        label="Họ, chữ đệm và tên",
        help_text="Viết như trên giấy khai sinh.",
        error_messages={"required": "Ghi họ, chữ đệm và tên"},
    )
    born = forms.DateField(
        label="Ngày sinh",
        help_text="Ví dụ: 24/11/1954",
        input_formats=["%d/%m/%Y"],
        error_messages={
            "invalid": "Ghi ngày sinh theo ngày/tháng/năm, ví dụ 24/11/1954"
        },
    )
    address = forms.CharField(
        label="Địa chỉ đang ở",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": "gallery-address"}),
    )
    field_of_work = forms.ChoiceField(
        label="Lĩnh vực",
        choices=[("1", "Hộ tịch"), ("2", "Chứng thực"), ("3", "Đất đai, môi trường")],
    )
    way = forms.ChoiceField(
        label="Nhận kết quả bằng cách nào?",
        choices=[
            ("1", "Đến lấy tại trung tâm"),
            ("2", "Gửi qua bưu điện về nhà"),
            ("3", "Cán bộ mang đến tận nhà, cho người cao tuổi hoặc người khuyết tật"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách nhận kết quả"},
    )
    told_by = forms.MultipleChoiceField(
        label="Báo tin cho Ông/Bà bằng",
        choices=[("sms", "Tin nhắn"), ("zalo", "Zalo"), ("call", "Gọi điện")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agrees = forms.BooleanField(
        label="Tôi đã đọc và thấy đúng",
        error_messages={"required": "Đánh dấu vào ô này khi đã đọc và thấy đúng"},
    )


def show(request: HttpRequest) -> HttpResponse:
    """The gallery page; on a real house there is none."""
    if not settings.DEMO:
        raise Http404
    asked = request.GET.get("surface", "")
    surface = asked if asked in SURFACES else "portal"
    return render(
        request,
        "ui/gallery.html",
        {"shown_surface": surface, "surfaces": _surfaces(surface)} | _examples(),
    )


def _surfaces(current: str) -> list[NavItem]:
    return [
        NavItem(label=label, url=f"?surface={name}", is_current=name == current)
        for name, label in (
            ("portal", "Người dân"),
            ("desk", "Quầy"),
            ("office", "Quản lý"),
        )
    ]


def _examples() -> dict[str, object]:
    wrong = GalleryForm({"born": "24 tháng 11", "address": "Tổ 4", "told_by": ["sms"]})
    return {
        "long_name": LONG_NAME,
        "long_procedure": LONG_PROCEDURE,
        "wrong_form": wrong,
        "fresh_form": GalleryForm(auto_id="fresh_%s"),
        "states": list(STATE_LOOKS),
        "deadlines": _deadlines(),
        "due_at": datetime(2026, 11, 24, 16, 30, tzinfo=HERE),
        "steps": _steps(),
        "facts": _facts(),
        "tiles": _tiles(),
        "tabs": _tabs(),
        "columns": COLUMNS,
        "rows": _rows(),
        "papers": _papers(),
        "actions": _actions(),
        "trail": [
            NavItem(label="Việc của tôi", url="#trail"),
            NavItem(label="000.00.95.H44-261124-0042"),
        ],
        "reasons": [("call", "Gọi lại cho người nộp"), ("enter", "Nhập vào sổ")],
    }


def _deadlines() -> list[Deadline]:
    return [
        Deadline("on_time", 5),
        Deadline("soon", 2),
        Deadline("soon", 6, "hour"),
        Deadline("today", 3, "hour"),
        Deadline("overdue", 3, "hour"),
        Deadline("overdue", 2),
        Deadline("paused", 4),
        Deadline("done"),
        Deadline("done", 1),
        Deadline("done_late", 1),
    ]


def _steps() -> list[TimelineStep]:
    return [
        TimelineStep(
            title="Đã nhận hồ sơ",
            state="done",
            at=datetime(2026, 11, 20, 8, 5, tzinfo=HERE),
            who="Quầy 3",
        ),
        TimelineStep(
            title="Đang thẩm tra",
            state="current",
            at=datetime(2026, 11, 20, 13, 40, tzinfo=HERE),
            text="Cán bộ tư pháp đang đối chiếu giấy tờ. Ông/Bà chưa phải làm gì.",
        ),
        TimelineStep(
            title="Lãnh đạo ký", state="next", who="Dự kiến thứ Ba 24/11/2026"
        ),
        TimelineStep(title="Trả kết quả", state="next"),
    ]


def _facts() -> list[Fact]:
    return [
        Fact(term="Người nộp", value=LONG_NAME, note="Nộp cho mẹ", url="#facts"),
        Fact(term="Thủ tục", value=LONG_PROCEDURE, url="#facts"),
        Fact(term="Phí", value="8.000 đ", note="Đã nộp tiền mặt tại quầy"),
        Fact(term="Người nộp hộ", value="Không cung cấp", url="#facts"),
    ]


def _tiles() -> list[NavItem]:
    return [
        NavItem(
            label="Tra cứu hồ sơ",
            url="#tiles",
            icon="search",
            text="Đang ở bước nào, bao giờ xong",
            is_main=True,
        ),
        NavItem(
            label="Lấy số, đặt hẹn",
            url="#tiles",
            icon="ticket",
            text="Chọn giờ đến, khỏi chờ lâu",
        ),
        NavItem(
            label="Chuẩn bị giấy tờ",
            url="#tiles",
            icon="clipboard-list",
            text="Cần gì, mất bao lâu, bao nhiêu tiền",
        ),
        NavItem(
            label="Đăng ký làm tại nhà",
            url="#tiles",
            icon="house",
            text="Cho người cao tuổi, người khuyết tật",
        ),
        NavItem(label="Góp ý, phản ánh", url="#tiles", icon="message-square-text"),
        NavItem(label="Gọi hỗ trợ", url="#tiles", icon="phone", text="0251 381 2345"),
    ]


def _tabs() -> list[NavItem]:
    return [
        NavItem(label="Giấy tờ", url="#tabs", count=4, is_current=True),
        NavItem(label="Lịch sử", url="#tabs"),
        NavItem(label="Tin nhắn", url="#tabs", count=2),
        NavItem(label="Dự thảo", url="#tabs"),
    ]


COLUMNS: Final = [
    Column(label="Mã hồ sơ"),
    Column(label="Người nộp"),
    Column(label="Thủ tục"),
    Column(label="Trạng thái"),
    Column(label="Hạn"),
    Column(label="Phí", is_number=True),
]


def _rows() -> list[Row]:
    return [
        _row(
            "000.00.95.H44-261124-0042",
            LONG_NAME,
            LONG_PROCEDURE,
            4,
            Deadline("overdue", 3, "hour"),
        ),
        _row(
            "000.00.95.H44-261124-0043",
            "Lê Văn Ba",
            "Đăng ký khai sinh",
            5,
            Deadline("paused", 4),
        ),
        _row(
            "000.00.95.H44-261124-0051",
            "Trần Thị Út",
            "Xác nhận tình trạng hôn nhân",
            4,
            Deadline("soon", 1),
        ),
        _row(
            "000.00.95.H44-261123-0107",
            "Phạm Quốc Đạt",
            "Cấp bản sao trích lục hộ tịch",
            9,
            Deadline("done"),
        ),
    ]


def _row(code: str, person: str, procedure: str, state: int, due: Deadline) -> Row:
    named, who, what, stands, until, fee = COLUMNS
    return Row(
        cells=[
            Cell(column=named, text=code, url="#table", is_code=True),
            Cell(column=who, text=person, note="0170****1234"),
            Cell(column=what, text=procedure),
            Cell(column=stands, badge=state),
            Cell(column=until, due=due),
            Cell(column=fee, text="8.000"),
        ]
    )


def _papers() -> list[PaperRow]:
    kinds = (("0", "Bản chính"), ("1", "Bản sao"), ("2", "Bản điện tử"))
    return [
        PaperRow(
            key="form",
            label="Tờ khai đăng ký kết hôn, có đủ chữ ký của hai bên nam, nữ",
            note="Mẫu của Bộ Tư pháp",
            kinds=kinds,
            is_present=True,
        ),
        PaperRow(
            key="single",
            label="Giấy xác nhận tình trạng hôn nhân",
            note="Còn giá trị 6 tháng",
            kinds=kinds,
            is_present=False,
        ),
        PaperRow(
            key="court",
            label="Bản án ly hôn đã có hiệu lực",
            is_required=False,
            kinds=kinds,
            kind="1",
        ),
    ]


def _actions() -> list[ActionLink]:
    return [
        ActionLink(
            label="Trình ký",
            url="#toolbar",
            icon="pen-line",
            kind="primary",
            keys="Ctrl Enter",
        ),
        ActionLink(label="Yêu cầu bổ sung", opens="ask", icon="file-plus"),
        ActionLink(label="Tạm dừng tính giờ", url="#toolbar", icon="pause"),
        ActionLink(label="Dừng xử lý", opens="stop", icon="ban", kind="danger"),
    ]
