"""Why the hall refused an act, in the words of the counter."""

from django.utils.translation import gettext as _

from motcua.queueing import errors
from motcua.queueing.models import Ticket
from motcua.rules.ticket_life import ActNotAllowed
from motcua.visits.services import OutcomeMissing, UnknownService


def refused(refusal: Exception) -> str:
    """One sentence for any refusal of a verb of the hall."""
    match refusal:
        case errors.CounterBusy(ticket=ticket):
            return _("Số %(label)s còn ở quầy: ghi xong việc gì trước đã.") % {
                "label": ticket.label
            }
        case ActNotAllowed(state=state):
            return _("Không làm được: số này %(state)s.") % {
                "state": str(Ticket.State(state.value).label).lower()
            }
        case _:
            return str(_plain().get(type(refusal), _("Không làm được việc này.")))


def _plain() -> dict[type[Exception], str]:
    return {
        errors.NobodyThere: _("Không có ai ở quầy để làm việc này."),
        errors.OnBreak: _("Quầy đang nghỉ: bấm Làm việc lại trước khi gọi."),
        errors.TooLate: _("Quá 30 giây, không hoàn tác được nữa."),
        errors.ReasonMissing: _("Ghi lý do gọi ngoài thứ tự."),
        errors.CannotServe: _("Số này cần cán bộ có kỹ năng khác."),
        errors.UnknownTicket: _("Số này không còn trong danh sách."),
        errors.UnknownQueue: _("Chọn nơi chuyển đến."),
        errors.NotYourConsole: _("Người khác đã nhận quầy này."),
        OutcomeMissing: _("Chọn việc đã làm để kết thúc lượt."),
        UnknownService: _("Chọn một việc trong danh sách."),
    }
