"""What the page of a number says: where its person stands and what to do now.

Nothing here names a person, and no other number either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.queueing import phone, places
from motcua.queueing.models import Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.places import Place
from motcua.queueing.services.persons import MOST_LATE
from motcua.rules import ticket_life
from motcua.rules.ticket_life import Act, State
from motcua.web.citizens import waiting_range
from motcua.web.ui.formatting import vn_time


@dataclass(frozen=True)
class Words:
    """How it stands: a tone, a picture, a headline and what it means."""

    tone: str
    icon: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Story:
    """The page as it is at `told_at`; `counter` is where to go now, `call` names the
    call, so that a phone shakes once for each."""

    ticket: Ticket
    words: Words
    page_title: str
    told_at: datetime
    counter: int | None
    call: str
    area: str
    minutes: str
    can_be_late: bool
    can_give_up: bool
    can_rejoin: bool
    can_come_back: bool

    @property
    def is_living(self) -> bool:
        """True as long as the person may still be called."""
        return self.ticket.ended_at is None

    @property
    def is_priority(self) -> bool:
        """True when the greeter gave priority; why is nobody's business here."""
        return self.ticket.ticket_class == TicketClass.PRIORITY

    @property
    def asks_priority(self) -> bool:
        """True while somebody may still say that they have a right to it."""
        return self.ticket.state == State.WAITING and not self.is_priority

    @property
    def is_served(self) -> bool:
        """True when the matter was dealt with, so it can be followed."""
        return self.ticket.state == State.ENDED


def tell(ticket: Ticket, *, at: datetime) -> Story:
    """The story of a ticket read with its queue, counters and centre."""
    state = State(ticket.state)
    place = places.place_of(ticket, at=at)
    words = _WORDS[state](ticket, place, at)
    is_called = state is State.CALLED and ticket.counter is not None
    is_kept = ticket.keeps_until is not None and at <= ticket.keeps_until
    return Story(
        ticket=ticket,
        words=words,
        page_title=f"{ticket.label}: {words.title}",
        told_at=at,
        counter=ticket.counter.number if is_called and ticket.counter else None,
        call=f"{ticket.label}-{ticket.calls}" if is_called else "",
        area=waiting_range.area(ticket, place),
        minutes=waiting_range.in_words(ticket, at=at),
        can_be_late=_may(Act.BE_LATE, state) and phone.times_late(ticket) < MOST_LATE,
        can_give_up=_may(Act.GIVE_UP, state),
        can_rejoin=_may(Act.REJOIN, state) and is_kept,
        can_come_back=_may(Act.COME_BACK, state) and is_kept,
    )


def _may(act: Act, state: State) -> bool:
    return state in ticket_life.WAYS[act]


def _waiting(ticket: Ticket, place: Place, at: datetime) -> Words:
    if ticket.not_before is not None and ticket.not_before > at:
        return _passed_by(ticket)
    if not place.is_served:
        text = _("Chưa có quầy nào mở cho nhóm việc này. Mở quầy là gọi theo thứ tự.")
    elif not place.before:
        text = _("Không còn ai trước số này. Xin ở gần quầy và nghe gọi.")
    else:
        text = _("Người thuộc diện ưu tiên đến sau có thể được gọi trước.")
    title = _("Sắp đến lượt Ông/Bà")
    if place.before:
        title = ngettext(
            "Còn %(count)d người trước Ông/Bà",
            "Còn %(count)d người trước Ông/Bà",
            place.before,
        ) % {"count": place.before}
    return Words("info", "users", title, text)


def _passed_by(ticket: Ticket) -> Words:
    values = {"time": _clock(ticket.not_before)}
    if ticket.missed:
        return Words(
            "warn",
            "bell",
            _("Đã gọi mà chưa thấy Ông/Bà"),
            _("Sẽ gọi lại từ %(time)s. Xin ở gần quầy và nghe gọi.") % values,
        )
    return Words(
        "pause",
        "clock",
        _("Đã ghi Ông/Bà đến trễ"),
        _("Không gọi số này trước %(time)s. Thời gian đã chờ vẫn được tính.") % values,
    )


def _called(ticket: Ticket, place: Place, at: datetime) -> Words:
    title = _("Mời Ông/Bà đến quầy %(counter)d") % {"counter": _at(ticket)}
    return Words("ok", "bell-ring", title)


def _serving(ticket: Ticket, place: Place, at: datetime) -> Words:
    title = _("Đang phục vụ Ông/Bà ở quầy %(counter)d") % {"counter": _at(ticket)}
    return Words("ok", "circle-check", title)


def _held(ticket: Ticket, place: Place, at: datetime) -> Words:
    return Words(
        "pause",
        "pause",
        _("Xin chờ gần quầy %(counter)d") % {"counter": _at(ticket)},
        _("Quầy đang giữ số này và sẽ mời Ông/Bà trở lại, không phải lấy số mới."),
    )


def _away(ticket: Ticket, place: Place, at: datetime) -> Words:
    if _is_too_late(ticket, at):
        return _no_longer_kept()
    return Words(
        "warn",
        "file-text",
        _("Số này giữ đến %(time)s") % {"time": _clock(ticket.keeps_until)},
        _("Lấy đủ giấy tờ rồi thì bấm “Tôi đã quay lại”, không phải lấy số mới."),
    )


def _missed(ticket: Ticket, place: Place, at: datetime) -> Words:
    if _is_too_late(ticket, at):
        return _no_longer_kept()
    return Words(
        "warn",
        "bell",
        _("Đã gọi mà không thấy Ông/Bà"),
        _("Số này giữ đến %(time)s. Có mặt rồi thì bấm “Tôi đã quay lại”.")
        % {"time": _clock(ticket.keeps_until)},
    )


def _ended(ticket: Ticket, place: Place, at: datetime) -> Words:
    return Words(
        "ok",
        "circle-check",
        _("Đã xong, cảm ơn Ông/Bà"),
        _(
            "Nộp hồ sơ thì theo dõi bằng mã QR trên Giấy tiếp nhận, không phải đến hỏi lại."
        ),
    )


def _left(ticket: Ticket, place: Place, at: datetime) -> Words:
    if ticket.keeps_until is None:
        return Words(
            "calm",
            "moon",
            _("Hôm nay đã hết giờ"),
            _("Số này không gọi nữa. Xin lỗi Ông/Bà, mong Ông/Bà đến vào ngày khác."),
        )
    if _is_too_late(ticket, at):
        return _no_longer_kept()
    return Words(
        "calm",
        "footprints",
        _("Ông/Bà đã thôi chờ"),
        _("Đổi ý thì lấy lại số này trước %(time)s, thời gian đã chờ vẫn được tính.")
        % {"time": _clock(ticket.keeps_until)},
    )


def _no_longer_kept() -> Words:
    return Words(
        "calm",
        "clock-alert",
        _("Số này đã hết hạn giữ"),
        _("Xin lấy số mới, hoặc nói với người hướng dẫn ở cửa."),
    )


_WORDS: Final[dict[State, Callable[[Ticket, Place, datetime], Words]]] = {
    State.WAITING: _waiting,
    State.CALLED: _called,
    State.SERVING: _serving,
    State.HELD: _held,
    State.AWAY: _away,
    State.MISSED: _missed,
    State.ENDED: _ended,
    State.LEFT: _left,
}


def _is_too_late(ticket: Ticket, at: datetime) -> bool:
    return ticket.keeps_until is None or at > ticket.keeps_until


def _at(ticket: Ticket) -> int:
    """The number of the counter that has this ticket."""
    counter = ticket.counter or ticket.sent_to
    return counter.number if counter else 0


def _clock(moment: datetime | None) -> str:
    return vn_time(timezone.localtime(moment)) if moment else ""
