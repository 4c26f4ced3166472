"""A reckoning in plain sentences, as an officer would read it to a citizen."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.rules.worktime import Line, LineKind, Reckoning, TimeLimit, Unit

WEEKDAYS: Final = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)

# What each kind of line says: `when` is clock, weekday and date, `day` weekday and
# date, `name` as written in the calendar.
_SENTENCES: Final[dict[LineKind, str | Promise]] = {
    LineKind.HOLIDAY: gettext_lazy("Không tính %(day)s: %(name)s."),
    LineKind.SWAP_OFF: gettext_lazy("Không tính %(day)s: %(name)s."),
    LineKind.COMPENSATION: gettext_lazy("Không tính %(day)s: %(name)s."),
    LineKind.CLOSURE: gettext_lazy("Không tính %(day)s: tạm đóng cửa, %(name)s."),
    LineKind.WORKED_DAY: gettext_lazy("Có tính %(day)s: %(name)s."),
    LineKind.SHORT_DAY: gettext_lazy("%(day)s chỉ mở cửa một phần: %(name)s."),
    LineKind.RECEIVED: gettext_lazy("Tiếp nhận lúc %(when)s."),
    LineKind.STARTED: gettext_lazy("Ngoài giờ làm việc: tính từ %(when)s."),
    LineKind.AFTER_CUTOFF: gettext_lazy("Sau 15 giờ: tính từ ngày làm việc tiếp theo."),
    LineKind.ROLLED: gettext_lazy(
        "Ngày cuối là ngày nghỉ: lùi đến ngày làm việc tiếp theo, %(day)s."
    ),
    LineKind.PAUSED: gettext_lazy("Tạm dừng lúc %(when)s."),
    LineKind.STILL_PAUSED: gettext_lazy(
        "Đang tạm dừng từ %(when)s: khi tiếp tục sẽ tính lại ngày hẹn trả."
    ),
    LineKind.RESTARTED: gettext_lazy("Tiếp tục lúc %(when)s: tính lại từ đầu."),
    LineKind.MOVED: gettext_lazy("Hẹn trả dời đến %(when)s."),
    LineKind.PAUSE_BEFORE_START: gettext_lazy(
        "Lần tạm dừng lúc %(when)s đã hết trước khi bắt đầu tính: không đổi hẹn trả."
    ),
    LineKind.PAUSE_AFTER_DUE: gettext_lazy(
        "Lần tạm dừng lúc %(when)s bắt đầu khi đã quá hạn: không đổi hẹn trả."
    ),
    LineKind.EXTENDED: gettext_lazy("Gia hạn đến hết giờ làm việc %(day)s."),
    LineKind.DUE: gettext_lazy("Hẹn trả kết quả: %(when)s."),
}


def explain(reckoning: Reckoning) -> list[str]:
    """Return how the due time was counted, one sentence a step."""
    lines = list(reckoning.lines)
    opening = [_sentence(lines.pop(0))]
    if lines and lines[0].kind is LineKind.AFTER_CUTOFF:
        opening = [_received_after_cutoff(lines.pop(0))]
    opening.append(_("Thời hạn: %(limit)s.") % {"limit": limit_text(reckoning.limit)})
    return opening + [_sentence(line) for line in lines]


def limit_text(limit: TimeLimit) -> str:
    """Return a time limit in words: "5 ngày làm việc", "trong ngày"."""
    if limit.unit is Unit.SAME_DAY:
        return _("trong ngày")
    return _amount(limit.quantity, limit.unit)


def when_text(at: datetime) -> str:
    """Return clock, weekday and date: "15:30 thứ Sáu 21/11/2025"."""
    return f"{at:%H:%M} {day_text(at)}"


def day_text(day: date) -> str:
    """Return weekday and date: "thứ Sáu 21/11/2025"."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _sentence(line: Line) -> str:
    special = _COUNTING.get(line.kind)
    if special is not None:
        return special(line)
    return _first_letter_up(str(_SENTENCES[line.kind]) % _values(line))


def _values(line: Line) -> dict[str, object]:
    values: dict[str, object] = {"name": line.note}
    if isinstance(line.at, datetime):
        values["when"] = when_text(line.at)
    if line.at is not None:
        values["day"] = day_text(line.at)
    return values


def _received_after_cutoff(line: Line) -> str:
    return _(
        "Tiếp nhận lúc %(when)s, sau 15 giờ: tính từ ngày làm việc tiếp theo."
    ) % _values(line)


def _days_off(line: Line) -> str:
    return ngettext(
        "Không tính %(count)d ngày nghỉ hằng tuần.",
        "Không tính %(count)d ngày nghỉ hằng tuần.",
        line.count or 0,
    ) % {"count": line.count}


def _counted_days(line: Line) -> str:
    amount = _amount(line.count or 0, Unit.WORKING_DAYS)
    return _("Hết %(day)s: đã tính %(amount)s.") % {**_values(line), "amount": amount}


def _made_up_days(line: Line) -> str:
    amount = _amount(line.count or 0, Unit.WORKING_DAYS)
    return _("Hết %(day)s: đã bù %(amount)s.") % {**_values(line), "amount": amount}


def _made_up_time(line: Line) -> str:
    amount = _clock_amount(line.count or 0)
    return _("Đến %(when)s: đã bù %(amount)s.") % {**_values(line), "amount": amount}


def _counted_time(line: Line) -> str:
    amount = _clock_amount(line.count or 0)
    return _("Đến %(when)s: đã tính %(amount)s.") % {**_values(line), "amount": amount}


def _target(line: Line) -> str:
    amount = _amount(line.count or 0, Unit(line.note))
    return _("Cộng %(amount)s: %(day)s.") % {**_values(line), "amount": amount}


def _resumed(line: Line) -> str:
    unit, count = Unit(line.note), line.count or 0
    amount = _clock_amount(count) if unit is Unit.HOURS else _amount(count, unit)
    return _("Tiếp tục lúc %(when)s: tính tiếp, thời gian dừng là %(amount)s.") % {
        **_values(line),
        "amount": amount,
    }


def _provisional(line: Line) -> str:
    if line.note:
        return _("Lịch nghỉ còn dự kiến: %(day)s, %(name)s.") % _values(line)
    return _("Chưa có lịch nghỉ chính thức từ %(day)s.") % _values(line)


_COUNTING: Final[dict[LineKind, Callable[[Line], str]]] = {
    LineKind.DAYS_OFF: _days_off,
    LineKind.COUNTED_DAYS: _counted_days,
    LineKind.COUNTED_TIME: _counted_time,
    LineKind.MADE_UP_DAYS: _made_up_days,
    LineKind.MADE_UP_TIME: _made_up_time,
    LineKind.TARGET: _target,
    LineKind.RESUMED: _resumed,
    LineKind.PROVISIONAL: _provisional,
}


def _amount(count: int, unit: Unit) -> str:
    texts = {
        Unit.HOURS: ngettext("%(count)d giờ làm việc", "%(count)d giờ làm việc", count),
        Unit.WORKING_DAYS: ngettext(
            "%(count)d ngày làm việc", "%(count)d ngày làm việc", count
        ),
        Unit.CALENDAR_DAYS: ngettext("%(count)d ngày", "%(count)d ngày", count),
        Unit.MONTHS: ngettext("%(count)d tháng", "%(count)d tháng", count),
    }
    return texts[unit] % {"count": count}


def _clock_amount(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _amount(hours, Unit.HOURS)
    return _("%(hours)d giờ %(minutes)d phút làm việc") % {
        "hours": hours,
        "minutes": rest,
    }


def _first_letter_up(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
