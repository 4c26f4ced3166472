"""The forms of handing a result over and of keeping its paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.models import Exit, Paper, Proof, Relation
from motcua.dossiers.services import Handing
from motcua.rules.vietnamese import NotAName, clean_name
from motcua.ward.models import Counter
from motcua.web.desk.forms import LONGEST_REASON, REASON_MISSING, VerbForm, words

WITH_NUMBER = frozenset({Proof.AUTHORISATION, Proof.POST})
LONGEST = 100


class ReturnForm(VerbForm):
    """To whom, which way, recognised by which paper, and what goes back with it."""

    receiver = forms.CharField(
        label=gettext_lazy("Trả cho ai"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi họ tên người nhận.")},
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Người nhận là"), choices=Relation.choices
    )
    exit_by = forms.ChoiceField(label=gettext_lazy("Cách trả"), choices=Exit.choices)
    shown = forms.ChoiceField(label=gettext_lazy("Đã đối chiếu"), choices=Proof.choices)
    number = forms.CharField(
        label=gettext_lazy("Số giấy ủy quyền hoặc số vận đơn"),
        required=False,
        max_length=LONGEST,
    )
    ground = forms.CharField(
        label=gettext_lazy("Căn cứ trả cho người khác"),
        help_text=gettext_lazy("Ví dụ: con ruột, có giấy khai sinh kèm theo."),
        required=False,
        max_length=300,
    )
    papers_back = forms.MultipleChoiceField(
        label=gettext_lazy("Giấy tờ trả lại cùng kết quả"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("Giấy tờ này đã được trả lại rồi.")
        },
    )
    kept_reason = forms.CharField(
        label=gettext_lazy("Vì sao chưa trả đủ giấy tờ?"),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, papers: Sequence[Paper] = (), **given: Any) -> None:
        """Offer these papers to give back; what was only shown is ticked already."""
        super().__init__(*args, **given)
        self.shown_only = {str(p.position) for p in papers if not p.stays}
        if not papers:
            del self.fields["papers_back"], self.fields["kept_reason"]
            return
        field = self.fields["papers_back"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(p.position), p.name) for p in papers]
        field.initial = sorted(self.shown_only)

    def clean_receiver(self) -> str:
        """The name as it is stored."""
        try:
            return clean_name(self.cleaned_data["receiver"])
        except NotAName:
            raise forms.ValidationError(
                _("Họ tên người nhận chưa đúng. Viết đủ họ, tên bằng chữ.")
            ) from None

    def clean(self) -> dict[str, Any]:
        """A proof with a number has it; what was shown goes back or has a reason."""
        said = super().clean() or self.cleaned_data
        is_proxy = said.get("relation") == Relation.PROXY
        if (is_proxy or said.get("shown") in WITH_NUMBER) and not said.get("number"):
            self.add_error("number", _("Ghi số của giấy đã đối chiếu."))
        if said.get("relation") == Relation.OTHER and not said.get("ground"):
            self.add_error("ground", _("Ghi vì sao người này được nhận thay."))
        is_kept = self.shown_only - set(said.get("papers_back", self.shown_only))
        if is_kept and not said.get("kept_reason"):
            self.add_error(
                "kept_reason",
                _("Giấy tờ chỉ xuất trình phải trả lại; chưa trả thì ghi lý do."),
            )
        return said


class KeepForm(VerbForm):
    """Where the paper result lies."""

    place = forms.CharField(
        label=gettext_lazy("Để ở đâu"),
        help_text=gettext_lazy("Ví dụ: Kệ 2, ô A."),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Ghi chỗ để kết quả.")},
    )


class LostForm(VerbForm):
    """The paper result is not where it should be."""

    reason = forms.CharField(
        label=gettext_lazy("Đã tìm ở đâu, chuyện gì xảy ra?"),
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )


def handing_of(said: Mapping[str, Any], counter: Counter | None) -> Handing:
    """What the officer wrote down in the form of the return."""
    back = said.get("papers_back")
    return Handing(
        relation=said["relation"],
        shown=said["shown"],
        number=said["number"],
        ground=said["ground"],
        papers_back=None if back is None else [int(place) for place in back],
        kept_reason=said.get("kept_reason", ""),
        counter=counter,
    )
