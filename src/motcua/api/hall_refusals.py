"""How the hall's refusals are told to programs."""

from typing import Final

from django.utils.translation import gettext_lazy

from motcua.api.problems import CONFLICT, INVALID, NOT_FOUND, STALE, Refusal
from motcua.queueing import errors
from motcua.rules.ticket_life import ActNotAllowed
from motcua.visits.services import OutcomeMissing, UnknownService

HALL: Final[dict[type[Exception], Refusal]] = {
    errors.UnknownTicket: Refusal(NOT_FOUND),
    errors.NotYourConsole: Refusal(
        CONFLICT, gettext_lazy("Ông/Bà chưa ngồi quầy nào.")
    ),
    errors.StaleConsole: Refusal(STALE),
    errors.UnknownQueue: Refusal(
        INVALID, gettext_lazy("Không có nhóm việc này."), "queue"
    ),
    errors.GroundMissing: Refusal(
        INVALID,
        gettext_lazy("Số ưu tiên phải ghi diện ưu tiên; số khác thì không."),
        "ground",
    ),
    errors.ReasonMissing: Refusal(INVALID, gettext_lazy("Chưa nêu lý do."), "reason"),
    errors.HallClosed: Refusal(
        CONFLICT, gettext_lazy("Hiện không phát số: ngoài giờ, hết giờ nhận hoặc đầy.")
    ),
    errors.CounterTaken: Refusal(
        CONFLICT, gettext_lazy("Quầy này hoặc cán bộ này đang có màn hình khác.")
    ),
    errors.CounterBusy: Refusal(
        CONFLICT, gettext_lazy("Quầy còn một số chưa xong việc.")
    ),
    errors.NobodyThere: Refusal(
        CONFLICT, gettext_lazy("Không có ai ở quầy để làm việc này.")
    ),
    errors.OnBreak: Refusal(CONFLICT, gettext_lazy("Quầy đang nghỉ.")),
    errors.TooLate: Refusal(CONFLICT, gettext_lazy("Đã quá thời hạn của việc này.")),
    errors.CannotServe: Refusal(
        CONFLICT, gettext_lazy("Số này cần cán bộ có kỹ năng khác.")
    ),
    ActNotAllowed: Refusal(
        CONFLICT, gettext_lazy("Số này đang ở trạng thái không làm được việc này.")
    ),
    OutcomeMissing: Refusal(
        INVALID, gettext_lazy("Chọn việc đã làm để kết thúc lượt."), "service"
    ),
    UnknownService: Refusal(
        INVALID, gettext_lazy("Không có việc này trong danh sách."), "service"
    ),
}
