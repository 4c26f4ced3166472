"""Why no number is given out, and when the next one is."""

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.queueing.errors import Closed, HallClosed
from motcua.web.ui.templatetags.ui import vn_date, vn_time


def closed(refusal: HallClosed) -> str:
    """One sentence, with when to come where that is known."""
    words = {
        Closed.HOURS: _("Trung tâm đang ngoài giờ nhận số."),
        Closed.LAST_MINUTES: _("Hôm nay đã hết giờ nhận số."),
        Closed.FULL: _("Nhóm việc này đang đủ người chờ."),
        Closed.QUEUE: _("Nhóm việc này đang tạm đóng."),
    }[refusal.reason]
    if refusal.opens_at is None:
        return words
    opens_at = timezone.localtime(refusal.opens_at)
    when = _("Phát số lại từ %(time)s ngày %(day)s.") % {
        "time": vn_time(opens_at),
        "day": vn_date(opens_at),
    }
    return f"{words} {when}"
