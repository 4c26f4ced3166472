"""What an officer reads to a citizen."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from motcua.rules.worktime import (
    DayKind,
    LineKind,
    Pause,
    SpecialDay,
    TimeLimit,
    Unit,
    due,
)
from motcua.ward.explanations import explain, limit_text
from tests.rules.worktime.office import (
    MORNING,
    SAME_DAY,
    SHIPPED,
    at,
    calendar_days,
    hours,
    months,
    office,
    on,
    restarts,
    waits,
    working_days,
)


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def sentences(
    received: str, limit: TimeLimit, *pauses: Pause, extension: date | None = None
) -> list[str]:
    """Return the sentences of this reckoning."""
    return explain(
        due(at(received), limit, SHIPPED, pauses=pauses, extension=extension)
    )


def test_a_same_day_matter_after_fifteen() -> None:
    assert sentences("2025-11-21 15:30", SAME_DAY) == [
        "Tiếp nhận lúc 15:30 thứ Sáu 21/11/2025, sau 15 giờ: "
        "tính từ ngày làm việc tiếp theo.",
        "Thời hạn: trong ngày.",
        "Hết thứ Hai 24/11/2025: đã tính 1 ngày làm việc.",
        "Không tính 2 ngày nghỉ hằng tuần.",
        "Hẹn trả kết quả: 17:00 thứ Hai 24/11/2025.",
    ]


def test_working_days_over_new_year() -> None:
    assert sentences("2026-01-01 10:00", working_days(5)) == [
        "Tiếp nhận lúc 10:00 thứ Năm 01/01/2026.",
        "Thời hạn: 5 ngày làm việc.",
        "Không tính thứ Năm 01/01/2026: Tết Dương lịch.",
        "Không tính thứ Sáu 02/01/2026: Nghỉ hoán đổi.",
        "Không tính 2 ngày nghỉ hằng tuần.",
        "Ngoài giờ làm việc: tính từ 07:30 thứ Hai 05/01/2026.",
        "Hết thứ Sáu 09/01/2026: đã tính 4 ngày làm việc.",
        "Có tính thứ Bảy 10/01/2026: Làm bù cho ngày 02/01/2026.",
        "Hết thứ Bảy 10/01/2026: đã tính 5 ngày làm việc.",
        "Hẹn trả kết quả: 17:00 thứ Bảy 10/01/2026.",
    ]


def test_hours_to_the_minute() -> None:
    assert sentences("2026-08-21 16:15", hours(2))[2:] == [
        "Đến 17:00 thứ Sáu 21/08/2026: đã tính 0 giờ 45 phút làm việc.",
        "Có tính thứ Bảy 22/08/2026: Làm bù cho ngày 31/08/2026.",
        "Đến 08:45 thứ Bảy 22/08/2026: đã tính 2 giờ làm việc.",
        "Hẹn trả kết quả: 08:45 thứ Bảy 22/08/2026.",
    ]


def test_calendar_days_rolled_to_a_working_day() -> None:
    assert sentences("2026-04-15 09:00", calendar_days(11))[2:5] == [
        "Cộng 11 ngày: Chủ nhật 26/04/2026.",
        "Không tính Chủ nhật 26/04/2026: Giỗ Tổ Hùng Vương.",
        "Không tính thứ Hai 27/04/2026: Nghỉ bù Giỗ Tổ Hùng Vương.",
    ]


def test_a_pause_that_continues() -> None:
    pause = waits("2026-11-10 10:00", "2026-11-12 10:00")

    assert sentences("2026-11-09 09:00", working_days(3), pause)[3:] == [
        "Tạm dừng lúc 10:00 thứ Ba 10/11/2026.",
        "Tiếp tục lúc 10:00 thứ Năm 12/11/2026: tính tiếp, "
        "thời gian dừng là 2 ngày làm việc.",
        "Hết thứ Hai 16/11/2026: đã bù 2 ngày làm việc.",
        "Không tính 2 ngày nghỉ hằng tuần.",
        "Hẹn trả dời đến 17:00 thứ Hai 16/11/2026.",
        "Hẹn trả kết quả: 17:00 thứ Hai 16/11/2026.",
    ]


def test_a_supplement_that_restarts() -> None:
    supplement = restarts("2026-11-10 09:00", "2026-11-16 10:00")

    assert "Tiếp tục lúc 10:00 thứ Hai 16/11/2026: tính lại từ đầu." in sentences(
        "2026-11-09 09:00", working_days(3), supplement
    )


def test_an_extension_and_a_provisional_calendar() -> None:
    told = sentences("2027-02-02 09:00", working_days(1), extension=on("2027-02-11"))

    assert told[-3:] == [
        "Gia hạn đến hết giờ làm việc thứ Năm 11/02/2027.",
        "Lịch nghỉ còn dự kiến: thứ Năm 04/02/2027, 28 tháng Chạp.",
        "Hẹn trả kết quả: 17:00 thứ Năm 11/02/2027.",
    ]


def test_beyond_the_official_calendar() -> None:
    assert "Chưa có lịch nghỉ chính thức từ thứ Bảy 01/01/2028." in sentences(
        "2027-12-30 09:00", months(1)
    )


def test_every_kind_of_line_has_a_sentence() -> None:
    calendar = office(
        SpecialDay(on("2026-11-10"), DayKind.CLOSURE, "lũ", (MORNING,)),
        SpecialDay(on("2026-11-11"), DayKind.CLOSURE, "lũ"),
        SpecialDay(on("2026-11-12"), DayKind.COMPENSATION, "nghỉ bù"),
    )
    reckonings = [
        due(
            at("2026-11-09 09:00"),
            working_days(3),
            calendar,
            pauses=[
                waits("2026-11-06 10:00", "2026-11-06 11:00"),
                waits("2026-11-18 10:00", "2026-11-18 11:00"),
                waits("2026-11-19 10:00", None),
            ],
        ),
        due(
            at("2026-11-21 15:30"),
            hours(1),
            SHIPPED,
            pauses=[waits("2026-11-23 08:00", "2026-11-23 16:00")],
            extension=on("2026-11-27"),
        ),
        due(
            at("2026-11-09 09:00"),
            working_days(3),
            SHIPPED,
            pauses=[waits("2026-11-10 08:00", "2026-11-11 16:00")],
        ),
        due(at("2026-11-20 15:30"), calendar_days(1), SHIPPED),
        due(at("2026-11-23 15:30"), SAME_DAY, SHIPPED),
        due(at("2026-01-01 15:30"), working_days(5), SHIPPED),
        due(at("2027-12-30 15:30"), working_days(5), SHIPPED),
        due(
            at("2026-11-16 09:00"),
            hours(3),
            SHIPPED,
            pauses=[restarts("2026-11-16 10:00", "2026-11-16 10:30")],
        ),
    ]

    told = {line.kind for reckoning in reckonings for line in reckoning.lines}
    texts = [text for reckoning in reckonings for text in explain(reckoning)]

    assert told == set(LineKind)
    assert all(text.endswith(".") and "%" not in text for text in texts)


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (TimeLimit(8, Unit.HOURS), "8 giờ làm việc"),
        (TimeLimit(1, Unit.MONTHS), "1 tháng"),
        (TimeLimit(30, Unit.CALENDAR_DAYS), "30 ngày"),
        (TimeLimit(1, Unit.SAME_DAY), "trong ngày"),
    ],
)
def test_limits_in_words(limit: TimeLimit, text: str) -> None:
    assert limit_text(limit) == text
