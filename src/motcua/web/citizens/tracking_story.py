"""A dossier's way in plain words: where, with whom, since when, what next, what to do.

No person is named: who has the dossier is told by role and unit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import faults, services
from motcua.dossiers.models import Dossier, Exit, Refusal
from motcua.dossiers.selectors import PublicStory, time_left
from motcua.rules.lifecycle import OPEN, State
from motcua.rules.worktime import OfficeCalendar
from motcua.ward.explanations import explain
from motcua.web.citizens.tracking_steps import (
    ENDED_EARLY,
    in_language,
    is_late,
    moment,
    steps_of,
    whose,
    words_of,
)
from motcua.web.ui.deadlines import Deadline
from motcua.web.ui.parts import Fact, TimelineStep


@dataclass(frozen=True)
class Missing:
    """One thing to complete: what, what is wrong with it, how to mend it."""

    subject: str
    wrong: str
    mend: str


@dataclass(frozen=True)
class TrackedStory:
    """What the page of a dossier says."""

    code: str
    procedure: str
    state: int
    title: str
    text: str
    advice: str
    tone: str
    received_at: datetime
    due_at: datetime | None
    deadline: Deadline | None
    is_provisional: bool
    where: list[Fact]
    moved: str
    apology: str
    waits: str
    steps: list[TimelineStep]
    lines: list[str]
    told_at: datetime
    missing: list[Missing]
    refusal: Refusal | None

    @property
    def ended_early(self) -> bool:
        """True when no result is to come, so that no day is told."""
        return self.state in ENDED_EARLY


def tell(story: PublicStory, calendar: OfficeCalendar, *, at: datetime) -> TrackedStory:
    """Put a dossier's rows into the words of its page."""
    dossier = story.dossier
    headline = _HEADLINES[dossier.now_in](story, at)
    reckoning = services.reckon(dossier)
    return TrackedStory(
        code=dossier.code,
        procedure=in_language(
            dossier.version.procedure.name, dossier.version.procedure.name_en
        ),
        state=dossier.state,
        title=headline.title,
        text=headline.text,
        advice=headline.advice,
        tone=headline.tone,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        deadline=_deadline(dossier, calendar, at),
        is_provisional=dossier.is_provisional and dossier.now_in in OPEN,
        where=_where(story),
        moved="" if story.extensions else _moved(story),
        apology=_apology(story),
        waits=_waits(story),
        steps=steps_of(story, at),
        lines=explain(reckoning) if reckoning else [],
        told_at=at,
        missing=_missing(story),
        refusal=story.refusal,
    )


@dataclass(frozen=True)
class Headline:
    """The answer on top: where it stands and what the person does now."""

    title: str
    text: str
    advice: str
    tone: str = "info"


def _working(story: PublicStory, at: datetime) -> Headline:
    if is_late(story.dossier, at):
        return Headline(
            title=_("Hồ sơ đang bị chậm"),
            text=_("Chưa xong đúng ngày đã hẹn. Trung tâm xin lỗi Ông/Bà."),
            advice=_("Không phải nộp gì thêm. Có thể hỏi tại quầy bằng mã hồ sơ này."),
            tone="bad",
        )
    return Headline(
        title=_("Hồ sơ đang được giải quyết"),
        text="",
        advice=_("Chưa phải làm gì. Đến ngày hẹn, mời nhận kết quả.")
        if story.dossier.due_at
        else _("Chưa phải làm gì. Có kết quả, trang này báo ngay."),
        tone="accent",
    )


def _supplement(story: PublicStory, at: datetime) -> Headline:
    return Headline(
        title=_("Ông/Bà cần bổ sung giấy tờ"),
        text=_public_words(story),
        advice=" ".join(
            filter(
                None,
                [
                    _until(story),
                    *_bring(story),
                ],
            )
        ),
        tone="warn",
    )


def _bring(story: PublicStory) -> list[str]:
    """With which slip to come; before acceptance there is no receipt and no clock."""
    if story.is_at_reception:
        slip = _(
            "Mang giấy tờ còn thiếu đến quầy của Trung tâm, kèm Phiếu yêu cầu bổ sung."
        )
        return [slip, _waits(story)]
    return [
        _(
            "Mang giấy tờ còn thiếu đến quầy của Trung tâm, kèm Giấy tiếp nhận. "
            "Trong lúc chờ, thời hạn giải quyết tạm dừng."
        )
    ]


def _missing(story: PublicStory) -> list[Missing]:
    """Everything that was asked for, as on the slip."""
    if story.supplement is None:
        return []
    return [
        Missing(
            subject=fault.subject,
            wrong=": ".join(filter(None, [faults.named(fault.kinds), fault.detail])),
            mend=fault.mend,
        )
        for fault in story.supplement.faults.all()
    ]


def _until(story: PublicStory) -> str:
    until = story.supplement.answer_until if story.supplement else None
    return _("Xin bổ sung trước %(when)s.") % {"when": moment(until)} if until else ""


def _payment(story: PublicStory, at: datetime) -> Headline:
    pause, text = story.open_pause, _public_words(story)
    if pause is not None and pause.amount:
        text = f"{text} · {_('Số tiền: %(amount)s') % {'amount': pause.amount}}"
    return Headline(
        title=_("Ông/Bà cần nộp tiền theo thông báo"),
        text=text,
        advice=_(
            "Nộp xong, mang biên lai đến quầy. "
            "Trong lúc chờ, thời hạn giải quyết tạm dừng."
        ),
        tone="warn",
    )


def _stopped(story: PublicStory, at: datetime) -> Headline:
    return Headline(
        title=_("Trung tâm đã dừng giải quyết hồ sơ"),
        text=_public_words(story),
        advice=_(
            "Xem lý do trong Thông báo dừng giải quyết. Khi lý do không còn, "
            "mời đến quầy để hồ sơ được giải quyết tiếp."
        ),
        tone="calm",
    )


def _new(story: PublicStory, at: datetime) -> Headline:
    return Headline(
        title=_("Hồ sơ chờ Trung tâm tiếp nhận"),
        text=_("Trung tâm đang xem hồ sơ có đủ giấy tờ không."),
        advice=_("Chưa phải làm gì."),
    )


def _resolved(story: PublicStory, at: datetime) -> Headline:
    if story.refusal is not None:
        return Headline(
            title=_("Yêu cầu của Ông/Bà chưa giải quyết được"),
            text=story.refusal.reason,
            advice=_answer_words(story.dossier),
            tone="warn",
        )
    return Headline(
        title=_("Đã có kết quả"),
        text=_ready_words(story.dossier),
        advice=str(_COLLECT[Exit(story.dossier.planned_exit)]),
        tone="ok",
    )


def _answer_words(dossier: Dossier) -> str:
    """How the written refusal gets to its owner: as the result would have."""
    if dossier.planned_exit == Exit.COUNTER:
        return _(
            "Mời đến quầy nhận phiếu trả lời; cán bộ sẽ giải thích và hướng dẫn "
            "cách làm tiếp."
        )
    return _(
        "Phiếu trả lời sẽ được chuyển đến Ông/Bà theo cách đã chọn; "
        "muốn được giải thích, xin gọi hoặc ghé quầy."
    )


def _ready_words(dossier: Dossier) -> str:
    """Since when the result waits, with an apology when that was late."""
    when = {"when": moment(dossier.resolved_at)}
    words = _("Xong lúc %(when)s.") % when
    if dossier.planned_exit == Exit.COUNTER:
        words = _("Kết quả chờ Ông/Bà từ %(when)s.") % when
    came_late = dossier.resolved_at and is_late(dossier, dossier.resolved_at)
    sorry = _("Chậm hơn ngày đã hẹn; Trung tâm xin lỗi Ông/Bà.")
    return f"{words} {sorry}" if came_late else words


def _returned(story: PublicStory, at: datetime) -> Headline:
    return Headline(
        title=_("Đã trả kết quả"),
        text=_("Trả lúc %(when)s.") % {"when": moment(story.dossier.returned_at)},
        advice=_("Nếu kết quả có chỗ sai, xin báo lại ngay tại quầy để được sửa."),
        tone="ok",
    )


def _rejected(story: PublicStory, at: datetime) -> Headline:
    return Headline(
        title=_("Hồ sơ không được tiếp nhận"),
        text=_public_words(story),
        advice=_(
            "Đủ điều kiện, Ông/Bà nộp lại được. Cần giải thích thêm, mời đến quầy."
        ),
        tone="bad",
    )


def _withdrawn(story: PublicStory, at: datetime) -> Headline:
    return Headline(
        title=_("Ông/Bà đã rút hồ sơ"),
        text=_("Rút lúc %(when)s; giấy tờ đã nộp được trả lại.")
        % {"when": moment(_last_at(story))},
        advice=_("Muốn làm lại, mời nộp hồ sơ mới."),
        tone="calm",
    )


_HEADLINES: Final[dict[State, Callable[[PublicStory, datetime], Headline]]] = {
    State.NEW: _new,
    State.ACCEPTED: _working,
    State.IN_PROGRESS: _working,
    State.SUPPLEMENT: _supplement,
    State.AWAITING_PAYMENT: _payment,
    State.STOPPED: _stopped,
    State.RESOLVED: _resolved,
    State.RETURNED: _returned,
    State.REJECTED: _rejected,
    State.WITHDRAWN: _withdrawn,
}

_COLLECT: Final = {
    Exit.COUNTER: gettext_lazy(
        "Mời đến quầy của Trung tâm trong giờ làm việc để nhận. "
        "Mang theo Giấy tiếp nhận và căn cước hoặc VNeID; "
        "nhờ người nhận thay thì thêm giấy ủy quyền."
    ),
    Exit.POST: gettext_lazy("Kết quả sẽ được gửi qua bưu điện về địa chỉ đã ghi."),
    Exit.HOME: gettext_lazy("Cán bộ sẽ hẹn và mang kết quả đến nhà."),
    Exit.ELECTRONIC: gettext_lazy("Kết quả là bản điện tử, nhận qua mạng."),
}


def _where(story: PublicStory) -> list[Fact]:
    """Where it is, with whom and since when, while somebody has it."""
    step = story.active
    if step is None or story.dossier.now_in not in OPEN:
        return []
    return [
        Fact(term=_("Đang ở bước"), value=words_of(step)),
        Fact(term=_("Đang ở chỗ"), value=whose(step)),
        Fact(term=_("Từ lúc"), value=moment(step.active_at)),
    ]


def _last_at(story: PublicStory) -> datetime | None:
    return story.changes[-1].at if story.changes else None


def _public_words(story: PublicStory) -> str:
    """What was written to the citizen with the last change, else the pause's reason."""
    last = story.changes[-1] if story.changes else None
    if last and last.public_message:
        return last.public_message
    return story.open_pause.reason if story.open_pause else ""


def _deadline(
    dossier: Dossier, calendar: OfficeCalendar, at: datetime
) -> Deadline | None:
    left = time_left(dossier, calendar, at=at)
    return Deadline(left.kind, left.amount, left.unit) if left else None


def _apology(story: PublicStory) -> str:
    """The later date once given: it stays to be read, also after the result."""
    if not story.extensions:
        return ""
    extension = story.extensions[0]
    return _(
        "Trung tâm xin lỗi Ông/Bà: lúc đầu hẹn %(old)s, nay hẹn lại %(new)s. "
        "Lý do: %(reason)s"
    ) % {
        "old": moment(extension.old_due_at),
        "new": moment(extension.new_due_at),
        "reason": extension.reason,
    }


def _waits(story: PublicStory) -> str:
    """Why no day is promised yet, where the clock is still to begin."""
    dossier = story.dossier
    if story.is_at_reception and dossier.version.time_limit:
        return _("Thời hạn tính từ khi hồ sơ đủ giấy tờ.")
    if not dossier.awaits_competent:
        return ""
    return _(
        "Hồ sơ do %(agency)s giải quyết. Đồng hồ bắt đầu khi cơ quan có thẩm quyền "
        "nhận; khi đó trang này báo ngày hẹn."
    ) % {"agency": dossier.competent_agency}


def _moved(story: PublicStory) -> str:
    if len(story.promises) < 2:
        return ""
    first, last = story.promises[0], story.promises[-1]
    if first.due_at == last.due_at:
        return ""
    return _("Lúc đầu hẹn %(first)s; ngày hẹn đã đổi: %(why)s.") % {
        "first": moment(first.due_at),
        "why": last.get_reason_display().lower(),
    }
