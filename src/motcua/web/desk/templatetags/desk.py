"""What every page of the desk carries: its navigation and who is signed in."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts.access import StaffRequest
from motcua.accounts.roles import Capability, role_name
from motcua.accounts.selectors import Mandate
from motcua.dossiers import faults
from motcua.dossiers.models import Paper
from motcua.web.desk import rows
from motcua.web.ui.parts import NavItem

register = template.Library()

OFFICE = (
    Capability.MANAGE_CALENDAR,
    Capability.MANAGE_CATALOGUE,
    Capability.MANAGE_STAFF,
    Capability.SEE_AUDIT,
)


@register.simple_tag(takes_context=True)
def desk_nav(context: dict[str, Any]) -> list[NavItem]:
    """The pages this person may open, the present one marked."""
    request: StaffRequest = context["request"]
    here = request.resolver_match.view_name if request.resolver_match else ""
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
    return [*keys, ("F8", _("In phiếu"))]


@register.filter
def named(thing: Any) -> str:
    """The name of a procedure, field or paper in the language of the page."""
    return rows.named(thing)


@register.simple_tag
def roles_in_words(mandate: Mandate) -> str:
    """The roles of today, by name."""
    return ", ".join(sorted(role_name(role) for role in mandate.roles))


def _pages(mandate: Mandate) -> list[tuple[str, str, str, str, str]]:
    pages = [
        (Capability.WORK_STEPS, "desk:home", _("Việc của tôi"), "inbox", "g v"),
        (Capability.RECEIVE, "desk:intake", _("Tiếp nhận"), "file-plus", "g t"),
        (Capability.APPROVE, "desk:approvals", _("Chờ tôi ký"), "pen-line", "g k"),
        (
            Capability.RETURN_RESULT,
            "desk:results",
            _("Trả kết quả"),
            "package-check",
            "g r",
        ),
        (
            Capability.SEE_DOSSIERS,
            "desk:dossiers",
            _("Mọi hồ sơ"),
            "folder-open",
            "g d",
        ),
    ]
    shown = [
        (name, reverse(name), label, icon, keys)
        for capability, name, label, icon, keys in pages
        if mandate.may(capability)
    ]
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
