"""The way of a dossier as its owner reads it: steps, the promise at their end."""

from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.accounts.roles import role_name
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.selectors import PublicStory
from motcua.rules.lifecycle import CLOCKS, Clock, State
from motcua.web.ui.formatting import vn_day, vn_time
from motcua.web.ui.parts import TimelineStep

# What an officer's step is to the person who waits.
STEP_WORDS: Final[dict[str, str | Promise]] = {
    "receive": gettext_lazy("Trung tâm đã nhận hồ sơ"),
    "assign": gettext_lazy("Giao người giải quyết"),
    "verify": gettext_lazy("Xem xét và đối chiếu giấy tờ"),
    "review": gettext_lazy("Soát lại trước khi ký"),
    "sign": gettext_lazy("Lãnh đạo phường ký"),
    "seal": gettext_lazy("Vào số, đóng dấu"),
    "deliver": gettext_lazy("Trả kết quả cho Ông/Bà"),
}

# Nothing comes after these, and no result was promised any longer.
ENDED_EARLY: Final = frozenset({State.REJECTED, State.WITHDRAWN})


def is_late(dossier: Dossier, at: datetime) -> bool:
    """True when the promised time has passed."""
    return dossier.due_at is not None and at > dossier.due_at


def steps_of(story: PublicStory, at: datetime) -> list[TimelineStep]:
    """Every step, done, current or to come; nothing comes after an early end."""
    is_over = story.dossier.now_in in ENDED_EARLY
    at_end = _promise(story.dossier, at)
    to_tell = [s for s in story.steps if not is_over or s.status != Step.Status.WAITING]
    return [_step(step, at_end, is_over=is_over) for step in to_tell]


def _promise(dossier: Dossier, at: datetime) -> str:
    """When the result is to be there, as far as that still holds."""
    if dossier.due_at is None:
        return ""
    if CLOCKS[dossier.now_in] is Clock.PAUSED:
        return _("Hẹn lại khi làm tiếp")
    when = {"when": moment(dossier.due_at)}
    if is_late(dossier, at):
        return _("Đã hẹn trước %(when)s, nay chậm") % when
    return _("Hẹn trước %(when)s") % when


def _step(step: Step, at_end: str, *, is_over: bool) -> TimelineStep:
    if step.status == Step.Status.DONE:
        return TimelineStep(
            title=words_of(step), state="done", at=step.finished_at, who=whose(step)
        )
    if step.status in {Step.Status.ACTIVE, Step.Status.CLOSED}:
        return TimelineStep(
            title=words_of(step),
            state="stopped" if is_over else "current",
            at=step.finished_at or step.active_at,
            who=whose(step),
        )
    text = at_end if step.key == "deliver" else ""
    return TimelineStep(title=words_of(step), state="next", text=text)


def words_of(step: Step) -> str:
    """What the step is to the person who waits."""
    plain = str(STEP_WORDS.get(step.key, ""))
    return plain or in_language(step.name, step.name_en)


def whose(step: Step) -> str:
    """The role and the unit that has the step; never a name."""
    if step.department is None:
        return role_name(step.role)
    unit = in_language(step.department.name, step.department.name_en)
    return _("%(role)s, %(unit)s") % {"role": role_name(step.role), "unit": unit}


def moment(at: datetime | None) -> str:
    """The time and day as people say them; empty without one."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{vn_time(local)} {vn_day(local, get_language() or 'vi')}"


def in_language(vietnamese: str, english: str) -> str:
    """The words in the language of the page."""
    return english if english and get_language() == "en" else vietnamese
