"""An alarm of the hall in one sentence, with the one thing to do about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.queueing.board import Board, Doing
from motcua.rules.hall_alarms import Alarm, Kind

MINUTE: Final = timedelta(minutes=1)
DOING: Final[Mapping[Doing, tuple[str | Promise, str, str]]] = {
    Doing.EMPTY: (gettext_lazy("Chưa ai ngồi"), "circle", "calm"),
    Doing.FREE: (gettext_lazy("Đang rảnh"), "circle-check", "ok"),
    Doing.CALLED: (gettext_lazy("Đang gọi"), "bell-ring", "info"),
    Doing.SERVING: (gettext_lazy("Đang phục vụ"), "user-check", "info"),
    Doing.BREAK: (gettext_lazy("Tạm nghỉ"), "coffee", "warn"),
}
ICONS: Final = {
    Kind.UNSERVED: "user-x",
    Kind.LONG_WAIT: "clock-alert",
    Kind.LATE_BREAK: "coffee",
    Kind.IDLE: "hourglass",
    Kind.LONG_SERVICE: "timer",
    Kind.NO_SHOWS: "footprints",
    Kind.SILENT: "wifi-off",
}
GRAVE: Final = frozenset({Kind.UNSERVED, Kind.LONG_WAIT})


@dataclass(frozen=True)
class Said:
    """An alarm as the page shows it."""

    words: str
    icon: str
    tone: str
    href: str
    act: str


def said(alarm: Alarm, board: Board, *, may_manage: bool) -> Said:
    """The sentence and the act of one alarm."""
    href, act = _act(alarm, may_manage=may_manage)
    return Said(
        words=WORDS[alarm.kind](alarm, board),
        icon=ICONS[alarm.kind],
        tone="bad" if alarm.kind in GRAVE else "warn",
        href=href,
        act=act,
    )


def _act(alarm: Alarm, *, may_manage: bool) -> tuple[str, str]:
    if alarm.kind in {Kind.LONG_WAIT, Kind.NO_SHOWS}:
        return reverse("desk:greeter"), _("Xem người đang chờ")
    if alarm.kind is Kind.UNSERVED:
        if may_manage:
            return reverse("office:hall") + "#grid", _("Giao quầy khác")
        return "#counters", _("Xem các quầy")
    if alarm.kind is Kind.SILENT:
        if may_manage:
            return reverse("office:device", args=[alarm.key]), _("Xem thiết bị")
        return "", ""
    return f"#counter-{alarm.key}", _("Xem quầy")


def _unserved(alarm: Alarm, board: Board) -> str:
    return _(
        "Hàng %(queue)s: %(count)d người chờ, lâu nhất %(minutes)d phút, mà không quầy nào gọi."
    ) % _values(alarm, queue=_title(alarm, board))


def _long_wait(alarm: Alarm, board: Board) -> str:
    return _(
        "Hàng %(queue)s: %(count)d người quá hẹn, người quá nhiều nhất đã chờ %(minutes)d phút."
    ) % _values(alarm, queue=_title(alarm, board))


def _no_shows(alarm: Alarm, board: Board) -> str:
    return _(
        "Hàng %(queue)s: %(count)d lần gọi không ai đến trong một giờ qua. Loa, màn hình có rõ không?"
    ) % _values(alarm, queue=_title(alarm, board))


def _late_break(alarm: Alarm, board: Board) -> str:
    return _(
        "Quầy %(counter)s (%(name)s) nghỉ quá giờ hẹn %(minutes)d phút."
    ) % _values(alarm, counter=alarm.key, name=_officer(alarm, board))


def _idle(alarm: Alarm, board: Board) -> str:
    return _(
        "Quầy %(counter)s (%(name)s) rảnh %(minutes)d phút khi vẫn có người chờ quầy này."
    ) % _values(alarm, counter=alarm.key, name=_officer(alarm, board))


def _long_service(alarm: Alarm, board: Board) -> str:
    return _(
        "Quầy %(counter)s (%(name)s) phục vụ một số đã %(minutes)d phút, hơn ba lần thường lệ. Có cần giúp không?"
    ) % _values(alarm, counter=alarm.key, name=_officer(alarm, board))


def _silent(alarm: Alarm, board: Board) -> str:
    names = {str(each.id): each.name for each in board.machines}
    return _("%(name)s mất liên lạc %(minutes)d phút.") % _values(
        alarm, name=names.get(alarm.key, "")
    )


WORDS: Final[Mapping[Kind, Callable[[Alarm, Board], str]]] = {
    Kind.UNSERVED: _unserved,
    Kind.LONG_WAIT: _long_wait,
    Kind.LATE_BREAK: _late_break,
    Kind.IDLE: _idle,
    Kind.LONG_SERVICE: _long_service,
    Kind.NO_SHOWS: _no_shows,
    Kind.SILENT: _silent,
}


def _values(alarm: Alarm, **more: Any) -> dict[str, Any]:
    """The figures of a sentence; minutes are those begun, as everywhere in the hall."""
    return {"count": alarm.count, "minutes": -(-alarm.time // MINUTE), **more}


def _title(alarm: Alarm, board: Board) -> str:
    titles = {row.queue.letter: row.queue.title for row in board.queues}
    return f"{alarm.key} · {titles[alarm.key]}"


def _officer(alarm: Alarm, board: Board) -> str:
    rows = (row for row in board.counters if str(row.counter.number) == alarm.key)
    return next((row.sitting.officer.full_name for row in rows if row.sitting), "")
