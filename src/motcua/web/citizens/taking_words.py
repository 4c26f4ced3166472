"""Why no number is given out, and when the next one is, in sentences."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.queueing.errors import Closed, HallClosed, HoldsEnough
from motcua.queueing.models import Queue
from motcua.web.citizens.opening import in_words

BY_THE_CLOCK: Final = {Closed.HOURS, Closed.LAST_MINUTES}


def refused(refusal: Exception, now: datetime) -> str:
    """What is said to somebody who tapped and got no number."""
    if isinstance(refusal, HallClosed):
        return why_closed(refusal, None, now)
    if isinstance(refusal, HoldsEnough):
        return _(
            "Máy này đang giữ hai số. Xong việc, hoặc thôi chờ một số, rồi mới lấy thêm được."
        )
    return _("Nhóm việc này không còn. Xin chọn lại.")


def why_closed(closed: HallClosed | None, queue: Queue | None, now: datetime) -> str:
    """Why this queue gives no number; empty when it does."""
    if closed is None:
        return ""
    if closed.reason is Closed.QUEUE:
        note = queue.closed_note if queue else ""
        return note or _("Nhóm việc này đang tạm đóng.")
    if closed.reason is Closed.FULL:
        return _("Đã đủ người chờ. Xin thử lại sau ít phút, hoặc hỏi người hướng dẫn.")
    if closed.reason is Closed.LAST_MINUTES:
        return _("Sắp hết giờ, hôm nay không phát thêm số. Phát lại từ %(when)s.") % {
            "when": _when(closed, now)
        }
    return _("Ngoài giờ phát số. Phát lại từ %(when)s.") % {"when": _when(closed, now)}


def until_opening(doors: Sequence[HallClosed | None], now: datetime) -> str:
    """The sentence for the whole hall when the clock has closed all of it."""
    if any(each is None or each.reason is Closed.FULL for each in doors):
        return ""
    by_clock = [each for each in doors if each and each.reason in BY_THE_CLOCK]
    if not by_clock:
        return ""
    first = min(by_clock, key=lambda each: each.opens_at or now)
    return why_closed(first, None, now)


def _when(closed: HallClosed, now: datetime) -> str:
    opens = timezone.localtime(closed.opens_at or now)
    return in_words(opens, timezone.localdate(now))
