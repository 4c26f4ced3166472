"""What every page of the desk carries: its navigation and who is signed in."""

from datetime import timedelta
from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts.access import StaffRequest
from motcua.accounts.roles import Capability, role_name
from motcua.accounts.selectors import Mandate
from motcua.dossiers import faults
from motcua.dossiers.models import Extension, Paper, Pause
from motcua.dossiers.selectors import Spent
from motcua.web.desk import rows
from motcua.web.ui.parts import NavItem
from motcua.web.ui.templatetags import ui

register = template.Library()

MINUTE: Final = timedelta(minutes=1)
# Pages under the same entry of the navigation as another.
SISTERS: Final = {
    "desk:deviations": "desk:stuck",
    "desk:greeter-tickets": "desk:greeter",
    "desk:fairness": "desk:greeter",
    "desk:hall-board": "desk:greeter",
    "desk:hall-staffing": "desk:greeter",
    "desk:hall-figures": "desk:greeter",
    "desk:paper-numbers": "desk:greeter",
}

OFFICE = (
    Capability.MANAGE_CALENDAR,
    Capability.MANAGE_CATALOGUE,
    Capability.MANAGE_STAFF,
    Capability.SEE_AUDIT,
    Capability.KEEP_REGISTER,
)


@register.simple_tag(takes_context=True)
def desk_nav(context: dict[str, Any]) -> list[NavItem]:
    """The pages this person may open, the present one marked."""
    request: StaffRequest = context["request"]
    here = request.resolver_match.view_name if request.resolver_match else ""
    here = SISTERS.get(here, here)
    return [
        NavItem(label=label, url=url, icon=icon, keys=keys, is_current=here == name)
        for name, url, label, icon, keys in _pages(request.mandate)
    ]


@register.simple_tag(takes_context=True)
def desk_home(context: dict[str, Any]) -> str:
    """Where this person's work begins."""
    return rows.home_of(context["request"].mandate)


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], capability: str) -> bool:
    """True when the person of the request has this capability."""
    mandate: Mandate | None = context["request"].mandate
    return mandate is not None and mandate.may(Capability(capability))


@register.simple_tag(takes_context=True)
def desk_keys(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The keys only the desk has, for who may use them."""
    mandate: Mandate = context["request"].mandate
    keys = []
    if mandate.may(Capability.APPROVE):
        keys = [
            ("x", _("Chọn dòng")),
            ("y", _("Ký các hồ sơ đã chọn")),
            ("n", _("Trả lại dòng này")),
            (_("Cách"), _("Xem trước dòng này")),
        ]
    if mandate.may(Capability.RECEIVE):
        keys.append(("0", _("Lượt không phát sinh hồ sơ")))
    return [*keys, ("F8", _("In phiếu"))]


@register.filter
def named(thing: Any) -> str:
    """The name of a procedure, field or paper in the language of the page, or ""."""
    return rows.named(thing) if thing is not None else ""


@register.simple_tag
def pause_words(pause: Pause) -> str:
    """Why the clock stands still, how much is to be paid, and what proves it."""
    parts = [pause.reason]
    if pause.amount:
        parts.append(_("Số tiền: %(amount)s") % {"amount": pause.amount})
    if pause.evidence:
        parts.append(_("Chứng minh: %(proof)s") % {"proof": pause.evidence})
    return " · ".join(parts)


@register.simple_tag
def extension_words(extension: Extension) -> str:
    """From which date to which, and why."""
    return _("Từ %(old)s sang %(new)s. Lý do: %(reason)s") % {
        "old": ui.vn_datetime(extension.old_due_at),
        "new": ui.vn_datetime(extension.new_due_at),
        "reason": extension.reason,
    }


@register.filter
def spent_words(spent: Spent) -> str:
    """How much office time went by, how much of it stood still, what is left."""
    gross, paused = _hours(spent.gross), _hours(spent.paused)
    if spent.paused:
        words = _("Đã qua %(gross)s làm việc, trong đó tạm dừng %(paused)s.") % {
            "gross": gross,
            "paused": paused,
        }
    else:
        words = _("Đã qua %(gross)s làm việc.") % {"gross": gross}
    if spent.left is None:
        return words
    return f"{words} {_('Còn %(left)s.') % {'left': _hours(spent.left)}}"


@register.simple_tag
def spent_bars(spent: Spent) -> list[dict[str, object]]:
    """The parts of the bar, each with its place in hundredths; none where all is none."""
    bars: list[dict[str, object]] = []
    x = 0
    for part, width in zip(("worked", "paused", "left"), spent.shares, strict=True):
        if width:
            bars.append({"part": part, "x": x, "width": width})
            x += width
    return bars


def _hours(time: timedelta) -> str:
    hours, rest = divmod(time // MINUTE, 60)
    if not rest:
        return _("%(hours)d giờ") % {"hours": hours}
    if not hours:
        return _("%(minutes)d phút") % {"minutes": rest}
    return _("%(hours)d giờ %(minutes)d phút") % {"hours": hours, "minutes": rest}


@register.filter
def whole_minutes(time: timedelta) -> str:
    """A wait in whole minutes begun."""
    return _("%(minutes)d phút") % {"minutes": -(-time // MINUTE)}


@register.simple_tag
def roles_in_words(mandate: Mandate) -> str:
    """The roles of today, by name."""
    return ", ".join(sorted(role_name(role) for role in mandate.roles))


def _pages(mandate: Mandate) -> list[tuple[str, str, str, str, str]]:
    pages = [
        (Capability.SEE_OVERSIGHT, "desk:today", _("Hôm nay"), "chart-column", "g y"),
        (Capability.WORK_STEPS, "desk:home", _("Việc của tôi"), "inbox", "g v"),
        (Capability.CALL_TICKETS, "desk:console", _("Gọi số"), "bell-ring", "g q"),
        (Capability.GREET, "desk:greeter", _("Sảnh chờ"), "hand", "g s"),
        (Capability.SEE_HALL, "desk:greeter", _("Sảnh chờ"), "hand", "g s"),
        (Capability.RECEIVE, "desk:intake", _("Tiếp nhận"), "file-plus", "g t"),
        (Capability.APPROVE, "desk:approvals", _("Chờ tôi ký"), "pen-line", "g k"),
        (Capability.SIGN_FOR, "desk:approvals", _("Chờ tôi ký thay"), "pen-line", ""),
        (
            Capability.RETURN_RESULT,
            "desk:results",
            _("Trả kết quả"),
            "package-check",
            "g r",
        ),
        (
            Capability.RECEIVE,
            "desk:visits",
            _("Lượt không hồ sơ"),
            "users-round",
            "g n",
        ),
        (Capability.CONFIRM, "desk:confirmations", _("Giấy xác nhận"), "stamp", "g x"),
        (
            Capability.KEEP_BOOKS,
            "desk:confirmations",
            _("Sổ giấy xác nhận"),
            "book-open",
            "g x",
        ),
        (Capability.SEE_DOSSIERS, "desk:trips", _("Đến lại"), "rotate-ccw", "g e"),
        (
            Capability.SEE_DOSSIERS,
            "desk:dossiers",
            _("Mọi hồ sơ"),
            "folder-open",
            "g d",
        ),
        (
            Capability.SEE_OVERSIGHT,
            "desk:stuck",
            _("Theo dõi"),
            "triangle-alert",
            "",
        ),
        (Capability.SEE_DOSSIERS, "desk:absences", _("Vắng mặt"), "calendar", ""),
        (Capability.WORK_STEPS, "desk:absences", _("Vắng mặt"), "calendar", ""),
        (
            Capability.SEE_DOSSIERS,
            "desk:agencies",
            _("Cơ quan phối hợp"),
            "building-2",
            "g p",
        ),
    ]
    # Two capabilities may open one page: it is named once.
    lawful: dict[str, tuple[str, str, str, str, str]] = {}
    for capability, name, label, icon, keys in pages:
        if mandate.may(capability):
            lawful.setdefault(name, (name, reverse(name), label, icon, keys))
    shown = list(lawful.values())
    if mandate.capabilities & set(OFFICE):
        shown.append(("office", "/office/", _("Quản lý"), "settings", ""))
    return shown


@register.filter
def fault_names(keys: list[str]) -> str:
    """The kinds of a fault in one line."""
    return faults.named(keys)


@register.filter
def paper_words(paper: dict[str, Any]) -> str:
    """A paper as it was: its form and count, or that it was not there."""
    if not paper or not paper["is_present"]:
        return _("Chưa có")
    words = _("%(kind)s, %(count)s bản") % {
        "kind": Paper.Kind(paper["kind"]).label,
        "count": paper["count"],
    }
    return f"{words} ({paper['note']})" if paper["note"] else words
