"""Tags of the portal: `{% load portal %}`."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.web.ui.parts import NavItem

register = template.Library()


@register.simple_tag
def portal_links() -> list[NavItem]:
    """The links at the foot of every page, always in this order."""
    return [
        NavItem(label=_("Tra cứu hồ sơ"), url=reverse("portal:tracking")),
        NavItem(label=_("Tìm thủ tục"), url=reverse("portal:procedures")),
        NavItem(label=_("Giờ làm việc và liên hệ"), url=reverse("portal:hours")),
        NavItem(label=_("Trợ giúp tiếp cận"), url=reverse("portal:accessibility")),
        NavItem(label=_("Dữ liệu cá nhân"), url=reverse("portal:personal-data")),
    ]


@register.filter
def named(thing: object) -> str:
    """The name of a procedure, a field or a paper in the language of the page."""
    english = str(getattr(thing, "name_en", "") or "")
    if english and get_language() == "en":
        return english
    return str(getattr(thing, "name", ""))
