"""The checklist of faults, and the checklist of what came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import faults
from motcua.dossiers.models import Paper, SupplementFault
from motcua.dossiers.selectors import DossierView
from motcua.dossiers.services import Answer, Brought, Fault, Request, Why
from motcua.web.desk.forms import LONGEST_REASON, REASON_MISSING, VerbForm, words
from motcua.web.ui.conditional import ConditionalText

OTHERS: Final = 2
LONGEST_SUBJECT: Final = 200
TOO_LONG: Final = {"max_length": gettext_lazy("Viết gọn trong 500 chữ.")}
MOST_DAYS: Final = 180


@dataclass(frozen=True)
class FaultRow:
    """One paper, or one part of the declaration, with what may be wrong with it."""

    name: str
    state: str
    subject: BoundField | None
    kinds: BoundField
    detail: BoundField
    mend: BoundField


class AskForm(VerbForm):
    """Every paper of the dossier with the faults to tick, then why and until when."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do yêu cầu"),
        help_text=gettext_lazy("Người nộp đọc nguyên văn câu này trên phiếu."),
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Hạn bổ sung"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=gettext_lazy(
            "Số ngày để người nộp bổ sung; thông lệ, chưa có nguồn xác minh."
        ),
        error_messages={
            "required": gettext_lazy("Ghi số ngày."),
            "invalid": gettext_lazy("Ghi số ngày bằng chữ số."),
            "min_value": gettext_lazy("Ít nhất 1 ngày."),
            "max_value": gettext_lazy("Nhiều nhất 180 ngày."),
        },
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    ground = forms.CharField(
        label=gettext_lazy("Vì sao phải yêu cầu lần nữa?"),
        help_text=gettext_lazy("Lãnh đạo đọc câu này để duyệt."),
        required=False,
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=TOO_LONG,
    )
    is_applicants_fault = forms.BooleanField(
        label=gettext_lazy("Do lỗi của người nộp"), required=False
    )

    def __init__(self, *args: Any, view: DossierView, times: int, **given: Any) -> None:
        """List the papers of this dossier; `times` requests went out before."""
        super().__init__(*args, **given)
        self.papers = view.papers
        self.times = times
        self.fields["ground"].required = times > 0
        if times == 0:
            del self.fields["ground"]
        if times < OTHERS:
            del self.fields["is_applicants_fault"]
        for place in range(len(self.papers) + OTHERS):
            self._add(place)

    def _add(self, place: int) -> None:
        is_paper = place < len(self.papers)
        of = faults.PAPER if is_paper else faults.DECLARATION
        if not is_paper:
            self.fields[f"subject-{place}"] = forms.CharField(
                label=_("Mục trong tờ khai"),
                required=False,
                max_length=LONGEST_SUBJECT,
                widget=forms.TextInput({"autocomplete": "off"}),
                error_messages={"max_length": _("Viết gọn trong 200 chữ.")},
            )
        self.fields[f"kinds-{place}"] = forms.MultipleChoiceField(
            label=_("Chỗ chưa đạt"),
            required=False,
            choices=[(kind.key, kind.name) for kind in faults.kinds_of(of)],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"detail-{place}"] = forms.CharField(
            label=_("Cụ thể"),
            required=False,
            max_length=LONGEST_REASON,
            widget=words(),
            error_messages=TOO_LONG,
        )
        self.fields[f"mend-{place}"] = forms.CharField(
            label=_("Cách bổ sung"),
            help_text=_("Bỏ trống thì phiếu ghi cách thường dùng."),
            required=False,
            max_length=LONGEST_REASON,
            widget=words(),
            error_messages=TOO_LONG,
        )

    def rows(self) -> Iterator[FaultRow]:
        """The checklist, papers first."""
        for place in range(len(self.papers) + OTHERS):
            paper = self.papers[place] if place < len(self.papers) else None
            yield FaultRow(
                name=paper.name if paper else _("Tờ khai"),
                state=_paper_words(paper) if paper else "",
                subject=None if paper else self[f"subject-{place}"],
                kinds=self[f"kinds-{place}"],
                detail=self[f"detail-{place}"],
                mend=self[f"mend-{place}"],
            )

    def clean(self) -> dict[str, Any]:
        """At least one fault; a fault that needs words has them."""
        said = super().clean() or self.cleaned_data
        ticked = [p for p in range(len(self.papers) + OTHERS) if said.get(f"kinds-{p}")]
        if not ticked:
            self.add_error(None, _("Chưa đánh dấu chỗ nào chưa đạt."))
        known = faults.all_kinds()
        for place in ticked:
            needs = any(known[key].needs_detail for key in said[f"kinds-{place}"])
            if needs and not said.get(f"detail-{place}", "").strip():
                self.add_error(f"detail-{place}", _("Ghi cụ thể chỗ nào chưa đạt."))
            if place >= len(self.papers) and not said.get(f"subject-{place}"):
                self.add_error(f"subject-{place}", _("Ghi tên mục của tờ khai."))
        return said

    def request(self, public_address: str) -> Request:
        """The request for the service."""
        said = self.cleaned_data
        return Request(
            faults=[
                Fault(
                    kinds=said[f"kinds-{place}"],
                    component_key=self.papers[place].component_key
                    if place < len(self.papers)
                    else "",
                    subject=said.get(f"subject-{place}", ""),
                    detail=said[f"detail-{place}"],
                    mend=said[f"mend-{place}"],
                )
                for place in range(len(self.papers) + OTHERS)
                if said[f"kinds-{place}"]
            ],
            reason=said["reason"],
            ground=said.get("ground", ""),
            is_applicants_fault=said.get("is_applicants_fault", False),
            days=said["days"],
            public_address=public_address,
        )


@dataclass(frozen=True)
class AnswerRow:
    """One fault of the request with what came for it."""

    fault: SupplementFault
    kinds: str
    has: BoundField
    kind: BoundField | None
    count: BoundField | None
    how: BoundField


class AnswerForm(VerbForm):
    """For each fault what came; why the rest is not needed."""

    enough_because = forms.CharField(
        label=gettext_lazy("Chưa đủ, vẫn nhận vì"),
        help_text=gettext_lazy("Chỉ ghi khi còn mục chưa bổ sung."),
        required=False,
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=TOO_LONG,
    )

    def __init__(
        self, *args: Any, faults: Sequence[SupplementFault], **given: Any
    ) -> None:
        """List what was asked."""
        super().__init__(*args, **given)
        self.faults = faults
        for fault in faults:
            self._add(fault)

    def _add(self, fault: SupplementFault) -> None:
        place = fault.position
        self.fields[f"has-{place}"] = forms.BooleanField(
            label=_("Đã bổ sung"), required=False
        )
        self.fields[f"how-{place}"] = forms.CharField(
            label=_("Đã nhận gì"),
            required=False,
            max_length=LONGEST_REASON,
            widget=forms.TextInput({"autocomplete": "off"}),
            error_messages=TOO_LONG,
        )
        if fault.component_key:
            self.fields[f"kind-{place}"] = forms.ChoiceField(
                label=_("Hình thức"),
                choices=Paper.Kind.choices,
                initial=fault.before.get("kind"),
            )
            self.fields[f"count-{place}"] = forms.IntegerField(
                label=_("Số bản"),
                min_value=1,
                max_value=999,
                initial=max(1, fault.before.get("count", 1)),
                error_messages={
                    "required": _("Ghi số bản."),
                    "invalid": _("Ghi số bản bằng chữ số."),
                    "min_value": _("Ít nhất 1 bản."),
                    "max_value": _("Nhiều nhất 999 bản."),
                },
                widget=forms.TextInput({"inputmode": "numeric"}),
            )

    def rows(self) -> Iterator[AnswerRow]:
        """The faults in the order of the slip."""
        for fault in self.faults:
            place, is_paper = fault.position, bool(fault.component_key)
            yield AnswerRow(
                fault=fault,
                kinds=faults.named(fault.kinds),
                has=self[f"has-{place}"],
                kind=self[f"kind-{place}"] if is_paper else None,
                count=self[f"count-{place}"] if is_paper else None,
                how=self[f"how-{place}"],
            )

    def answer(self, public_address: str) -> Answer:
        """The answer for the journey."""
        said = self.cleaned_data
        return Answer(
            brought=[
                Brought(
                    position=fault.position,
                    how=said[f"how-{fault.position}"],
                    kind=said.get(f"kind-{fault.position}") or Paper.Kind.ORIGINAL,
                    count=said.get(f"count-{fault.position}") or 1,
                )
                for fault in self.faults
                if said[f"has-{fault.position}"]
            ],
            enough_because=said["enough_because"],
            public_address=public_address,
        )


class RefusalForm(VerbForm):
    """On which law, for which reason, where to appeal."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do từ chối"),
        help_text=gettext_lazy("Người nộp đọc nguyên văn; viết rõ, lịch sự."),
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )
    legal_ground = forms.CharField(
        label=gettext_lazy("Căn cứ pháp lý"),
        help_text=gettext_lazy("Điều, khoản, văn bản."),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Ghi điều, khoản của văn bản."),
            "max_length": gettext_lazy("Viết gọn trong 300 chữ."),
        },
    )
    appeal = forms.CharField(
        label=gettext_lazy("Người nộp khiếu nại ở đâu?"),
        max_length=LONGEST_REASON,
        initial=gettext_lazy(
            "Ông/Bà có quyền kiến nghị, khiếu nại tới Chủ tịch Ủy ban nhân dân phường theo Luật Khiếu nại."
        ),
        widget=words(),
        error_messages={
            "required": gettext_lazy("Ghi nơi khiếu nại."),
            **TOO_LONG,
        },
    )

    def why(self, public_address: str) -> Why:
        """The refusal for the service."""
        said = self.cleaned_data
        return Why(said["legal_ground"], said["reason"], said["appeal"], public_address)


class AcceptForm(VerbForm):
    """Accept a lodged dossier; why, where a paper is missing."""

    missing_accepted = forms.CharField(
        label=gettext_lazy("Thiếu giấy, vẫn nhận vì"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Viết gọn trong 300 chữ.")},
    )


class DecideForm(VerbForm):
    """Let a further request go out, or not."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=(
            ("approve", gettext_lazy("Duyệt, gửi yêu cầu cho người nộp")),
            ("decline", gettext_lazy("Không duyệt, làm tiếp với giấy tờ đang có")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn một cách.")},
    )
    reason = ConditionalText(
        label=gettext_lazy("Lý do (bắt buộc khi không duyệt)"),
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=TOO_LONG,
    )

    def clean(self) -> dict[str, Any]:
        """Who declines says why."""
        said = super().clean() or self.cleaned_data
        if said.get("decision") == "decline" and not said.get("reason", "").strip():
            self.add_error("reason", _("Ghi lý do, một câu là đủ."))
        return said


class DropForm(VerbForm):
    """Take a proposed refusal back."""


def _paper_words(paper: Paper) -> str:
    if not paper.is_present:
        return _("Chưa có")
    return _("%(kind)s, %(count)s bản") % {
        "kind": paper.get_kind_display(),
        "count": paper.count,
    }
