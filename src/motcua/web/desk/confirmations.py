"""General confirmations: choose one, issue it or explain why none is needed; the book."""

from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.foundation.requests.services import KeyReused
from motcua.journeys import confirmations
from motcua.journeys.confirmations import Asked
from motcua.registers import selectors, services, typeset
from motcua.registers.kinds import Answer, Kind, all_kinds
from motcua.registers.models import BookEntry
from motcua.web.desk import counters, walk_ins
from motcua.web.desk.forms import words
from motcua.web.desk.intake_forms import PersonForm
from motcua.web.desk.knowing import know

PART: Final = "submitter"
BOOKS: Final = (Capability.CONFIRM, Capability.KEEP_BOOKS)
REFUSALS: Final[dict[type[Exception], str | Promise]] = {
    services.WrongStatus: gettext_lazy("Giấy này đã ký hoặc đã hủy rồi."),
    services.ReasonMissing: gettext_lazy("Ghi lý do hủy, một câu là đủ."),
    services.BookClosed: gettext_lazy("Sổ của năm này đã khóa."),
    services.YearNotOver: gettext_lazy(
        "Chỉ khóa sổ khi hết năm và không còn giấy chờ ký."
    ),
}


class PaperForm(forms.Form):
    """What the paper says, by the blanks of its kind, and who signs it."""

    signer = forms.ChoiceField(
        label=gettext_lazy("Người ký"),
        error_messages={"required": gettext_lazy("Chọn người ký.")},
    )

    def __init__(
        self, *args: Any, kind: Kind, signers: list[User], **given: Any
    ) -> None:
        """Make a field for each blank."""
        super().__init__(*args, **given)
        chosen = self.fields.pop("signer")
        for blank in kind.blanks:
            self.fields[blank.name] = forms.CharField(
                label=blank.label,
                help_text=blank.hint,
                max_length=services.LONGEST,
                widget=words() if blank.is_long else forms.TextInput(),
                error_messages={
                    "required": _("Ghi mục này; giấy không được bỏ trống."),
                    "max_length": _("Dài quá 2000 chữ. Viết gọn lại."),
                },
            )
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [
            (str(user.id), f"{user.full_name} · {user.title}") for user in signers
        ]
        self.fields["signer"] = chosen


@needs(*BOOKS)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The papers to choose from, and the book of a year."""
    today = timezone.localdate()
    years = selectors.years(request.centre, now=today)
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), today.year)
    kinds = list(all_kinds().values())
    entries = list(selectors.entries(request.centre, year))
    context = {
        "may_confirm": request.mandate.may(Capability.CONFIRM),
        "may_keep": request.mandate.may(Capability.KEEP_BOOKS),
        "issued": [kind for kind in kinds if kind.answer == Answer.ISSUE],
        "others": [kind for kind in kinds if kind.answer != Answer.ISSUE],
        "year": year,
        "years": years,
        "entries": [(entry, _name(entry)) for entry in entries],
        "closing": selectors.closing(request.centre, year),
        "is_over": year < today.year,
    }
    return render(request, "desk/confirmations/book.html", context)


@needs(Capability.CONFIRM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: StaffRequest, kind_code: str) -> HttpResponse:
    """One paper: its blanks to issue it, or the words why none is needed."""
    kind = all_kinds().get(kind_code)
    if kind is None:
        raise Http404
    if kind.answer == Answer.PROCEDURE:
        return redirect(f"/desk/intake/?procedure={kind.procedure}")
    data = request.POST.copy()
    known = know(request.centre, data, PART)
    is_sent = request.method == "POST" and "look" not in data
    signers = selectors.signers(request.centre, on=timezone.localdate())
    given = {"data": data} if is_sent else {"initial": data.dict()}
    typed = {name.removeprefix(f"{PART}-"): text for name, text in data.items()}
    person = PersonForm(
        prefix=PART,
        knowledge=known,
        needs_number=kind.answer == Answer.ISSUE,
        **({"data": data} if is_sent else {"initial": typed}),
    )
    paper = PaperForm(kind=kind, signers=signers, **given)
    if is_sent and kind.answer == Answer.REFUSE:
        return _refuse(request, kind, person)
    problem = "" if signers else _("Hôm nay chưa có ai được giao ký giấy xác nhận.")
    if is_sent and all([person.is_valid(), paper.is_valid()]):
        try:
            return _issue(request, kind, person, paper, signers)
        except services.BookClosed:
            problem = str(REFUSALS[services.BookClosed])
        except KeyReused:
            problem = _("Tờ này đã cấp rồi. Mở sổ để in; giấy khác thì làm tờ mới.")
        except services.NotASigner:
            problem = _("Người này hôm nay không ký thay Ủy ban. Chọn người khác.")
    context = {
        "wanted": kind,
        "person": person,
        "paper": paper,
        "problem": problem,
        "key": data.get("key") or str(uuid4()),
        "began": data.get("began") or walk_ins.now_sealed(),
    }
    return render(
        request,
        "desk/confirmations/draft.html",
        context,
        status=422 if is_sent else 200,
    )


@needs(*BOOKS)
@never_cache
@require_safe
def entry(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """One paper of the book: print it, note its signature, make it void."""
    found = _entry(request, entry_id)
    context = {
        "entry": found,
        "name": _name(found),
        "may_keep": request.mandate.may(Capability.KEEP_BOOKS),
        "may_receive": request.mandate.may(Capability.RECEIVE),
    }
    return render(request, "desk/confirmations/entry.html", context)


@needs(*BOOKS)
@require_safe
def paper(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """The paper as PDF; the same bytes each time."""
    found = _entry(request, entry_id)
    name = f"giay-xac-nhan-{found.year}-{found.number}.pdf"
    return _pdf(typeset.entry_pdf(found), name)


@needs(Capability.CONFIRM)
@require_safe
def explanation(request: StaffRequest, refusal_id: UUID) -> HttpResponse:
    """What is handed over instead of a paper, as PDF."""
    found = selectors.refusal(request.centre, refusal_id)
    if found is None:
        raise Http404
    return _pdf(typeset.refusal_pdf(found), f"phieu-giai-thich-{found.kind}.pdf")


@needs(Capability.CONFIRM)
@never_cache
@require_safe
def refused(request: StaffRequest, refusal_id: UUID) -> HttpResponse:
    """What to tell the person, and the explanation to print."""
    found = selectors.refusal(request.centre, refusal_id)
    if found is None:
        raise Http404
    context = {"refusal": found, "wanted": all_kinds()[found.kind]}
    return render(request, "desk/confirmations/refused.html", context)


@needs(*BOOKS)
@require_POST
def sign(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Note that the paper was signed in ink."""
    return _do(
        request,
        entry_id,
        lambda who: services.note_signature(**who),
        _("Đã ghi: giấy có chữ ký và dấu."),
    )


@needs(Capability.KEEP_BOOKS)
@require_POST
def void(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Make a paper void with its reason."""
    reason = request.POST.get("reason", "")
    return _do(
        request,
        entry_id,
        lambda who: services.void_confirmation(reason=reason, **who),
        _("Đã hủy giấy; số vẫn còn trong sổ kèm lý do."),
    )


@needs(*BOOKS)
@require_safe
def book(request: StaffRequest, year: int) -> HttpResponse:
    """The book of a year to print."""
    entries = list(selectors.entries(request.centre, year).order_by("number"))
    names = {kind.code: kind.name_vi for kind in all_kinds().values()}
    closing = selectors.closing(request.centre, year)
    pdf = typeset.book_pdf(request.centre, year, entries, closing, names=names)
    return _pdf(pdf, f"so-giay-xac-nhan-{year}.pdf")


@needs(Capability.KEEP_BOOKS)
@require_POST
def close(request: StaffRequest, year: int) -> HttpResponse:
    """Close a year of the book."""
    try:
        services.close_book(
            centre=request.centre, year=year, by=request.user, at=timezone.now()
        )
    except (services.BookClosed, services.YearNotOver) as problem:
        messages.warning(request, str(REFUSALS[type(problem)]))
    else:
        messages.success(request, _("Đã khóa sổ, kèm tổng số và mã băm."))
    return redirect(f"/desk/confirmations/?year={year}")


def _issue(
    request: StaffRequest,
    kind: Kind,
    person: PersonForm,
    paper: PaperForm,
    signers: list[User],
) -> HttpResponse:
    said = paper.cleaned_data
    made, _is_new = confirmations.issue(
        centre=request.centre,
        asked=Asked(
            kind.code,
            person.person(),
            {blank.name: said[blank.name] for blank in kind.blanks},
            next(user for user in signers if str(user.id) == said["signer"]),
            walk_ins.began(request),
        ),
        by=request.user,
        at=timezone.now(),
        key=request.POST.get("key", "")[:60] or str(uuid4()),
        counter=counters.of(request, origin=""),
    )
    messages.success(request, _("Đã lấy số và vào sổ. In ra, trình ký."))
    return redirect("desk:confirmation", made)


def _refuse(request: StaffRequest, kind: Kind, person: PersonForm) -> HttpResponse:
    """Explain; the person is written down when a sound name was given."""
    is_named = bool(person["full_name"].value()) and person.is_valid()
    made = confirmations.refuse(
        centre=request.centre,
        asked=Asked(
            kind.code,
            person.person() if is_named else None,
            opened_at=walk_ins.began(request),
        ),
        by=request.user,
        at=timezone.now(),
        counter=counters.of(request, origin=""),
    )
    return redirect("desk:confirmation-refused", made.id)


def _do(request: StaffRequest, entry_id: UUID, act: Any, said: str) -> HttpResponse:
    found = _entry(request, entry_id)
    who = {
        "centre": request.centre,
        "entry_id": found.id,
        "by": request.user,
        "at": timezone.now(),
    }
    try:
        act(who)
    except tuple(REFUSALS) as problem:
        messages.warning(request, str(REFUSALS[type(problem)]))
    else:
        messages.success(request, said)
    return redirect("desk:confirmation", found.id)


def _entry(request: StaffRequest, entry_id: UUID) -> BookEntry:
    found = selectors.entry(request.centre, entry_id)
    if found is None:
        raise Http404
    return found


def _name(entry: BookEntry) -> str:
    kind = all_kinds().get(entry.kind)
    return kind.name if kind else entry.kind


def _pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    # Papers carry names and whole numbers: no copy stays in any cache.
    response["Cache-Control"] = "private, no-store"
    return response
