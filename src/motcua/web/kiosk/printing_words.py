"""What came of a print, for who stands at the machine and for who looks after it."""

from django.utils.translation import gettext as _

from motcua.queueing.models import Printout

Outcome = Printout.Outcome


def for_visitor(printout: Printout) -> str:
    """One sentence: take the paper, or do without it."""
    if printout.outcome == Outcome.PRINTED:
        return _("Mời Ông/Bà lấy phiếu ở khe in.")
    if printout.outcome == Outcome.FAILED:
        return _("Máy in đang hỏng, đã báo cán bộ. Xin nhớ số này hoặc quét mã.")
    return _("Nếu không thấy phiếu, xin nhớ số này hoặc quét mã. Đã báo cán bộ.")
