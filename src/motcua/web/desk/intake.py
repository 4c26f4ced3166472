"""Reception: one page by keyboard, and the page that shows the code."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.models import LocalProcedure
from motcua.dossiers import selectors
from motcua.dossiers.errors import NotReceivable, PapersMissing
from motcua.dossiers.models import Dossier
from motcua.foundation.requests.services import KeyReused
from motcua.journeys import intake
from motcua.journeys.confirmations import confirmation_to_dossier
from motcua.registers.services import UnknownEntry
from motcua.rules.codes import CodesExhausted
from motcua.rules.lifecycle import State
from motcua.web.desk import (
    came_before,
    counters,
    dossiers,
    file_looks,
    intake_page,
    pages,
)
from motcua.web.desk.intake_forms import papers_of
from motcua.web.desk.intake_page import FOUND_AT_MOST, IntakePage

LONGEST_SEARCH = 100
OFTEN_DAYS = 30
UNRECEIVED: Final = (State.NEW, State.REJECTED)
# What an intake may end with instead of a receipt; its page comes next.
ENDS: Final = {"supplement": "desk:ask", "refuse": "desk:refuse"}
OFTEN_MOST = 9


@dataclass(frozen=True)
class Often:
    """A procedure people come for often."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Search:
    """Words for a procedure, and those that have them all; without words, the usual."""

    words: str
    found: list[LocalProcedure] = field(default_factory=list)
    often: list[Often] = field(default_factory=list)


@needs(Capability.RECEIVE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """The page; posted it receives, once for its key, and shows the code."""
    if request.method == "POST":
        return _receive(request)
    data = request.GET.copy()
    key = request.GET.get("key", "")
    data["key"] = key or str(uuid4())
    before = _before(request, key) if key else None
    if before is not None:
        return _again(request, before)
    return _render(request, intake_page.of(request, data, is_sent=False))


@needs(Capability.RECEIVE)
@never_cache
@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """The same page with what is known filled in; nothing is judged or kept."""
    return _render(request, intake_page.of(request, request.POST, is_sent=False))


@needs(Capability.RECEIVE)
@require_safe
def procedures(request: StaffRequest) -> HttpResponse:
    """Procedures while their name or code is being typed."""
    context = {"search": _search(request), "key": request.GET.get("key", "")[:60]}
    return render(request, "desk/intake/procedures.html", context)


@needs(Capability.RECEIVE)
@never_cache
@require_safe
def received(request: StaffRequest, code: str) -> HttpResponse:
    """The code in large letters, when it is due, and the slip to print."""
    view = dossiers.found(request, code)
    if view.dossier.now_in in UNRECEIVED:
        return redirect("desk:dossier", view.dossier.code)
    context = {
        "page": pages.of(request.mandate, view, at=timezone.now()),
        "papers": file_looks.look(request.mandate, view),
    }
    return render(request, "desk/intake/received.html", context)


def _receive(request: StaffRequest) -> HttpResponse:
    data = request.POST.copy()
    counters.remember(request)
    if not data.get("key"):
        data["key"] = str(uuid4())
    page = intake_page.of(request, data, is_sent=True)
    before = _before(request, page.key)
    is_sound = page.sheet.is_valid()
    end = _end(data)
    if page.offer is None:
        # Nothing typed is lost by a procedure that is not there: it is chosen again.
        page.sheet.matter.add_error(None, page.problem or _("Chọn thủ tục trước."))
        is_sound = False
    if page.missing and not end and not data.get("matter-missing_accepted", "").strip():
        # Said at once with everything else; the service would say it last.
        _explain(page, PapersMissing(page.missing))
        is_sound = False
    if not is_sound or page.why_not:
        return _again(request, before) if before else _render(request, page, status=422)
    try:
        dossier, is_new = _do(request, page, is_lodged=bool(end))
    except KeyReused:
        assert before is not None
        return _again(request, before, is_other=True)
    except (PapersMissing, NotReceivable, CodesExhausted) as problem:
        _explain(page, problem)
        return _render(request, page, status=422)
    if is_new and not end:
        _note_in_book(request, page, dossier)
    return _next(request, dossier, end, is_new=is_new)


def _end(data: QueryDict) -> str:
    """How the intake is to end, where that is not with a receipt."""
    end = data.get("end", "")
    return end if end in ENDS else ""


def _next(
    request: StaffRequest, dossier: Dossier, end: str, *, is_new: bool
) -> HttpResponse:
    if end and dossier.now_in is State.NEW:
        return redirect(ENDS[end], dossier.code)
    if not is_new:
        return _again(request, dossier)
    return redirect("desk:received", dossier.code)


def _often(request: StaffRequest) -> list[Often]:
    since = timezone.now() - timedelta(days=OFTEN_DAYS)
    rows = selectors.often_received(request.centre, since=since, most=OFTEN_MOST)
    return [Often(*row) for row in rows]


def _do(
    request: StaffRequest, page: IntakePage, *, is_lodged: bool
) -> tuple[Dossier, bool]:
    assert page.offer is not None
    papers = papers_of(page.offer, page.data)
    sheet = page.sheet.intake(page.code, papers, page.asked)
    again = came_before.came(request.centre, page.data, page.sheet.came, request.user)
    given: dict[str, Any] = {
        "centre": request.centre,
        "intake": replace(sheet, again=again),
        "by": request.mandate,
        "at": timezone.now(),
        "key": page.key,
        "caller": str(request.user.id),
        "counter": counters.of(request, origin=page.data.get("matter-origin", "")),
    }
    if is_lodged:
        return intake.lodge(**given)
    house = request.build_absolute_uri("/").rstrip("/")
    return intake.receive(**given, public_address=house)


def _note_in_book(request: StaffRequest, page: IntakePage, dossier: Dossier) -> None:
    """When the sheet goes on from a confirmation, its entry names the dossier."""
    try:
        entry_id = UUID(page.data.get("from_confirmation", ""))
        confirmation_to_dossier(
            centre=request.centre,
            entry_id=entry_id,
            dossier=dossier,
            by=request.user,
            at=timezone.now(),
        )
    except (ValueError, UnknownEntry):
        return


def _explain(page: IntakePage, problem: Exception) -> None:
    matter = page.sheet.matter
    if isinstance(problem, PapersMissing):
        said = _("Còn thiếu: %(papers)s. Bổ sung, hoặc ghi lý do vẫn nhận.")
        matter.add_error(
            "missing_accepted", said % {"papers": "; ".join(problem.names)}
        )
    elif isinstance(problem, CodesExhausted):
        matter.add_error(None, _("Hôm nay đã cấp hết 9999 mã. Báo quản trị."))
    else:
        matter.add_error(None, _("Việc này không lập hồ sơ. Làm ngay và ghi sổ."))


def _before(request: StaffRequest, key: str) -> Dossier | None:
    return intake.received_before(
        centre=request.centre, key=key, caller=str(request.user.id)
    )


def _again(
    request: StaffRequest, dossier: Dossier, *, is_other: bool = False
) -> HttpResponse:
    """The same sheet came twice: show its one dossier, and say so."""
    if is_other:
        said = _(
            "Lượt này đã tiếp nhận xong với mã dưới đây; điều vừa sửa thêm không được ghi. Hồ sơ khác thì bấm Tiếp nhận tiếp."
        )
    else:
        said = _("Hồ sơ này đã được tiếp nhận, không lập thêm lần nữa.")
    messages.info(request, said)
    return redirect("desk:received", dossier.code)


def _render(
    request: StaffRequest, page: IntakePage, *, status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "form": page.sheet,
        "key": page.key,
        "search": _search(request, is_chosen=bool(page.code)),
        "address": _address(page),
        "counters": counters.choices(request.centre),
        "counter": counters.chosen(request),
    }
    return render(request, "desk/intake/page.html", context, status=status)


def _address(page: IntakePage) -> str:
    """Where the page finds itself again, with what is kept in the browser's tab."""
    query = QueryDict(mutable=True)
    query["key"] = page.key
    if page.code:
        query["procedure"] = page.code
    return f"{reverse('desk:intake')}?{query.urlencode()}"


def _search(request: StaffRequest, *, is_chosen: bool = False) -> Search:
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    if not words:
        return Search("") if is_chosen else Search("", often=_often(request))
    return Search(words, list(catalogue.search(request.centre, words)[:FOUND_AT_MOST]))
