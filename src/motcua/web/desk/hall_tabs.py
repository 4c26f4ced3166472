"""The pages about the hall that lie beside each other."""

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.web.ui.parts import NavItem


def tabs(current: str) -> list[NavItem]:
    """The board, the counters to open, the figures."""
    labels = {
        "desk:hall-board": _("Bảng theo dõi"),
        "desk:hall-staffing": _("Cần mở mấy quầy"),
        "desk:hall-figures": _("Thời gian chờ và phục vụ"),
        "desk:fairness": _("Báo cáo công bằng"),
    }
    return [
        NavItem(label=label, url=reverse(name), is_current=name == current)
        for name, label in labels.items()
    ]
