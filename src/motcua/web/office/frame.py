"""The frame of every office page: what this person may manage, and where they are."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.access import StaffRequest
from motcua.accounts.roles import Capability, role_name
from motcua.accounts.selectors import Mandate
from motcua.web.ui.parts import NavItem


@dataclass(frozen=True)
class Room:
    """One area of the office and the capability that opens it."""

    key: str
    url: str
    label: str | Promise
    icon: str
    capability: Capability
    keys: str = ""


ROOMS: Final = (
    Room(
        "calendar",
        "office:calendar",
        gettext_lazy("Lịch làm việc"),
        "calendar",
        Capability.MANAGE_CALENDAR,
        "g l",
    ),
    Room(
        "catalogue",
        "office:catalogue",
        gettext_lazy("Thủ tục"),
        "book-open",
        Capability.MANAGE_CATALOGUE,
    ),
    Room(
        "devices",
        "office:devices",
        gettext_lazy("Thiết bị"),
        "monitor",
        Capability.MANAGE_HALL,
    ),
    Room(
        "hall",
        "office:hall",
        gettext_lazy("Sảnh chờ"),
        "ticket",
        Capability.MANAGE_HALL,
    ),
    Room(
        "staff",
        "office:staff",
        gettext_lazy("Cán bộ"),
        "users-round",
        Capability.MANAGE_STAFF,
    ),
    Room(
        "register",
        "office:register",
        gettext_lazy("Sổ theo dõi"),
        "clipboard-list",
        Capability.KEEP_REGISTER,
    ),
    Room(
        "looks",
        "office:looks",
        gettext_lazy("Chờ xác nhận"),
        "circle-check",
        Capability.CONFIRM_ACTS,
    ),
    Room(
        "messages",
        "office:messages",
        gettext_lazy("Tin nhắn"),
        "mail",
        Capability.SEE_AUDIT,
    ),
    Room(
        "audit",
        "office:audit",
        gettext_lazy("Nhật ký"),
        "history",
        Capability.SEE_AUDIT,
    ),
    Room(
        "outbox",
        "office:outbox",
        gettext_lazy("Việc chạy nền"),
        "send",
        Capability.SEE_AUDIT,
    ),
)
CAPABILITIES: Final = tuple(dict.fromkeys(room.capability for room in ROOMS))


def page(
    request: StaffRequest,
    template: str,
    room: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render an office page inside its frame."""
    frame = {
        "office_nav": _nav(request.mandate, room),
        "my_roles": ", ".join(sorted(map(role_name, request.mandate.roles))),
        "may_see_desk": request.mandate.may(Capability.SEE_DOSSIERS),
    }
    return render(request, template, frame | (context or {}), status=status)


def rooms_of(mandate: Mandate) -> list[Room]:
    """The areas this person may manage."""
    return [room for room in ROOMS if mandate.may(room.capability)]


def _nav(mandate: Mandate, current: str) -> list[NavItem]:
    items = [
        NavItem(
            label=str(room.label),
            url=reverse(room.url),
            icon=room.icon,
            keys=room.keys,
            is_current=room.key == current,
        )
        for room in rooms_of(mandate)
    ]
    if url := _desk(mandate):
        items.append(
            NavItem(label=_("Về bàn làm việc"), url=url, icon="undo-2", keys="g v")
        )
    return items


def _desk(mandate: Mandate) -> str:
    """The desk, which leads each to their own first page; empty without one."""
    sees = mandate.may(Capability.WORK_STEPS) or mandate.may(Capability.SEE_DOSSIERS)
    return "/desk/" if sees else ""
