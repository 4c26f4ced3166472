"""What came of a print, for who stands at the machine and for who looks after it."""

from django.utils.translation import gettext as _

from motcua.queueing.models import Printout

Outcome = Printout.Outcome


def of_list(outcome: str) -> str:
    """The same for a list of papers: the screen has it too."""
    if outcome == Outcome.PRINTED:
        return _("Mời Ông/Bà lấy danh mục ở khe in.")
    return _("Máy in đang hỏng. Xin quét mã để mang danh mục về trên điện thoại.")


def for_visitor(printout: Printout) -> str:
    """One sentence: take the paper, or do without it."""
    if printout.outcome == Outcome.PRINTED:
        return _("Mời Ông/Bà lấy phiếu ở khe in.")
    if printout.outcome == Outcome.FAILED:
        return _("Máy in đang hỏng, đã báo cán bộ. Xin nhớ số này hoặc quét mã.")
    return _("Nếu không thấy phiếu, xin nhớ số này hoặc quét mã. Đã báo cán bộ.")
