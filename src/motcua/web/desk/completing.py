"""Ask for what is missing, take the answer, refuse: pages of one dossier."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import errors, selectors, services
from motcua.dossiers.selectors import DossierView
from motcua.journeys import intake
from motcua.web.desk import counters, dossiers, pages, verbs
from motcua.web.desk.completing_forms import AnswerForm, AskForm, RefusalForm
from motcua.web.desk.forms import VerbForm

Make = Callable[[DossierView, Any], VerbForm]
Do = Callable[[Any, dict[str, Any]], object]


@dataclass(frozen=True)
class Sheet:
    """One of these pages: its verb, its template and what is said when it is done.

    `part` is where the dossier's page opens then: after a slip was made, with it
    on top to be printed.
    """

    verb: str
    template: str
    done: str | Promise
    part: str = ""


REFUSED: Final[tuple[type[Exception], ...]] = (
    *verbs.REFUSED,
    errors.FaultsUnanswered,
)
ASK: Final = Sheet(
    "request_supplement",
    "desk/dossiers/ask.html",
    gettext_lazy("Đã gửi yêu cầu bổ sung. In phiếu đưa người nộp."),
    "?tab=slips&new=1",
)
ASK_AGAIN: Final = Sheet(
    ASK.verb,
    ASK.template,
    gettext_lazy("Đã trình lãnh đạo duyệt; chưa gửi người nộp, giờ vẫn chạy."),
)
ANSWER: Final = Sheet(
    "answer_supplement",
    "desk/dossiers/answer.html",
    gettext_lazy("Đã ghi nhận bổ sung; giờ xử lý chạy tiếp."),
)
REFUSE: Final = Sheet(
    "refuse_reception",
    "desk/dossiers/refuse.html",
    gettext_lazy("Đã từ chối tiếp nhận. In phiếu đưa người nộp."),
    "?tab=slips&new=1",
)
PROPOSE: Final = Sheet(
    "propose_refusal",
    "desk/dossiers/refuse.html",
    gettext_lazy("Đã ghi đề nghị từ chối; chuyển tiếp để soát và ký như kết quả."),
)


@needs(Capability.WORK_STEPS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """The checklist of every paper: tick what is wrong, send it once."""
    view = dossiers.found(request, code)

    def do(form: AskForm, who: dict[str, Any]) -> object:
        return services.request_supplement(request=form.request(_house(request)), **who)

    return _sheet(request, view, ASK_AGAIN if _times(view) else ASK, _ask_form, do)


@needs(Capability.WORK_STEPS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: StaffRequest, code: str) -> HttpResponse:
    """What was asked, fault by fault, to write beside it what came."""
    view = dossiers.found(request, code)

    def do(form: AnswerForm, who: dict[str, Any]) -> object:
        return intake.answer_supplement(
            answer=form.answer(_house(request)),
            counter=counters.of(request, origin="counter"),
            **who,
        )

    return _sheet(request, view, ANSWER, _answer_form, do)


@needs(Capability.WORK_STEPS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: StaffRequest, code: str) -> HttpResponse:
    """Why not: at reception it ends here, later it is proposed for signature."""
    view = dossiers.found(request, code)
    is_new = view.dossier.lodged_at is not None and view.dossier.now_in.name == "NEW"

    def do(form: RefusalForm, who: dict[str, Any]) -> object:
        verb = services.refuse_reception if is_new else services.propose_refusal
        return verb(why=form.why(_house(request)), **who)

    return _sheet(request, view, REFUSE if is_new else PROPOSE, _refusal_form, do)


def _sheet(
    request: StaffRequest, view: DossierView, sheet: Sheet, make: Make, do: Do
) -> HttpResponse:
    is_lawful = sheet.verb in selectors.actions_for(request.mandate, view)
    if request.method != "POST":
        if not is_lawful:
            messages.info(request, _("Lúc này không làm được việc đó với hồ sơ này."))
            return redirect("desk:dossier", view.dossier.code)
        return _show(request, view, sheet, make(view, None))
    form = make(view, request.POST)
    if not form.is_valid():
        return _show(request, view, sheet, form, status=422)
    who = {
        "centre": request.centre,
        "code": view.dossier.code,
        "by": request.mandate,
        "at": timezone.now(),
        "revision": form.cleaned_data["revision"],
    }
    try:
        do(form, who)
    except errors.StaleDossier:
        again = request.POST.copy()
        again["revision"] = str(view.dossier.revision)
        form = make(view, again)
        form.is_valid()
        form.add_error(None, _("Vừa có người cập nhật hồ sơ. Xem lại rồi gửi lần nữa."))
        return _show(request, view, sheet, form, status=409)
    except REFUSED as problem:
        form.add_error(None, _why(problem))
        return _show(request, view, sheet, form, status=409)
    messages.success(request, str(sheet.done))
    return redirect(reverse("desk:dossier", args=[view.dossier.code]) + sheet.part)


def _show(
    request: StaffRequest,
    view: DossierView,
    sheet: Sheet,
    form: VerbForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": pages.of(request.mandate, view, at=timezone.now()),
        "form": form,
        "verb": sheet.verb,
    }
    return render(request, sheet.template, context, status=status)


def _why(problem: Exception) -> str:
    if isinstance(problem, errors.FaultsUnanswered):
        return _("Chưa bổ sung: %(names)s. Nhận đủ, hoặc ghi vì sao vẫn nhận.") % {
            "names": "; ".join(problem.subjects)
        }
    return verbs.refusal(problem)


def _ask_form(view: DossierView, data: Any) -> AskForm:
    dossier = view.dossier
    initial: dict[str, Any] = {
        "revision": dossier.revision,
        "days": dossier.centre.supplement_days,
    }
    required = {c.key for c in dossier.version.components.all() if c.is_required}
    for place, paper in enumerate(view.papers):
        is_due = paper.component_key in required and dossier.due_at is None
        if is_due and not paper.is_present:
            initial[f"kinds-{place}"] = ["missing"]
    return AskForm(data, view=view, times=_times(view), initial=initial)


def _times(view: DossierView) -> int:
    """How many requests went out before; a further one waits for approval."""
    return sum(1 for row in view.supplements if row.opened_at)


def _answer_form(view: DossierView, data: Any) -> AnswerForm:
    request = view.supplement
    if request is None or not request.is_open:
        raise Http404
    return AnswerForm(
        data,
        faults=list(request.faults.all()),
        initial={"revision": view.dossier.revision},
    )


def _refusal_form(view: DossierView, data: Any) -> RefusalForm:
    return RefusalForm(data, initial={"revision": view.dossier.revision})


def _house(request: StaffRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
