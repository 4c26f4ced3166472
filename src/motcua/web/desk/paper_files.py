"""Files of a dossier's papers: send, look at, take home, take off."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import errors, services
from motcua.dossiers.models import PaperFile
from motcua.dossiers.selectors import DossierView
from motcua.dossiers.services import paper_files as labels
from motcua.foundation.files import services as files
from motcua.foundation.files import wording
from motcua.web.desk import dossiers
from motcua.web.desk.file_looks import FIELD

# What is shown comes from strangers: it may draw itself and nothing more.
CAGE: Final = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox;"
    " frame-ancestors 'none'"
)
REFUSALS: Final[dict[type[Exception], str | Promise]] = {
    errors.NotYourStep: gettext_lazy("Bước này không thuộc phần việc của Ông/Bà."),
    errors.DossierClosed: gettext_lazy("Hồ sơ đã khép lại, không thêm bớt tệp được."),
    errors.UnknownPaper: gettext_lazy("Hồ sơ không có giấy tờ này."),
    errors.UnknownFile: gettext_lazy("Tệp này đã được gỡ trước đó."),
    errors.TooManyFiles: gettext_lazy("Hồ sơ đã có đủ 100 tệp, không thêm được nữa."),
}
REFUSED: Final = tuple(REFUSALS)


@needs(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
@require_POST
def send(request: StaffRequest, code: str) -> HttpResponse:
    """Take in the files of a form, each by itself: a bad one stops no other."""
    view = dossiers.found(request, code)
    if not services.may_change_files(view.dossier, request.mandate):
        messages.warning(request, _("Chưa phải lượt Ông/Bà thêm tệp vào hồ sơ này."))
        return redirect(_back(request, view))
    faults: dict[str, list[str]] = {}
    taken = 0
    sent = [
        (str(name).removeprefix(FIELD), file)
        for name, several in request.FILES.lists()
        if name.startswith(FIELD)
        for file in several
        if isinstance(file, UploadedFile)
    ]
    for place, file in sent:
        fault = _take_in(request, view, place, file)
        if fault:
            faults.setdefault(place, []).append(
                f"{labels.label_of(file.name or '')}: {fault}"
            )
        taken += not fault
    if taken:
        said = ngettext("Đã nhận %(count)d tệp.", "Đã nhận %(count)d tệp.", taken)
        messages.success(request, said % {"count": taken})
    elif not sent:
        messages.warning(request, _("Chưa chọn tệp nào."))
    if faults:
        again = dossiers.found(request, code)
        return dossiers.page(request, again, faults=faults, status=422)
    return redirect(_back(request, view))


@needs(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
@require_POST
def remove(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """Take a file off its paper."""
    view = dossiers.found(request, code)
    attached = _attached(view, file_id)
    try:
        services.remove_file(
            centre=request.centre,
            code=view.dossier.code,
            file_id=attached.id,
            by=request.mandate,
            at=timezone.now(),
        )
    except REFUSED as problem:
        messages.warning(request, str(REFUSALS[type(problem)]))
    else:
        messages.success(request, _("Đã gỡ tệp %(name)s.") % {"name": attached.label})
    return redirect(_back(request, view))


@needs(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
@require_safe
def show(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """The file, to look at or to take home; who looked is written down."""
    view = dossiers.found(request, code)
    attached = _attached(view, file_id)
    if not attached.file.is_clean:
        raise Http404
    response = served(
        attached, files.read(attached.file), as_attachment="download" in request.GET
    )
    if request.method == "GET":
        services.note_seen(
            dossier=view.dossier,
            file_id=attached.id,
            by=request.mandate,
            at=timezone.now(),
        )
    return response


@needs(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
@require_safe
def thumbnail(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """The small picture of a picture."""
    attached = _attached(dossiers.found(request, code), file_id)
    if not attached.file.is_clean or not attached.file.thumbnail_key:
        raise Http404
    response = HttpResponse(
        files.read_thumbnail(attached.file), content_type="image/jpeg"
    )
    response["Content-Security-Policy"] = CAGE
    response["Cache-Control"] = "private, no-store"
    return response


def served(
    attached: PaperFile, data: bytes, *, as_attachment: bool = True
) -> HttpResponse:
    """A stranger's bytes, so that no browser does anything with them but show them."""
    response = HttpResponse(data, content_type=attached.file.media_type)
    named = content_disposition_header(as_attachment, name_of(attached))
    response["Content-Disposition"] = named or "attachment"
    response["Content-Security-Policy"] = CAGE
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def name_of(attached: PaperFile) -> str:
    """The name to save under: the label with the ending of what it is now."""
    ending = {"application/pdf": "pdf", "image/png": "png"}
    stem = attached.label.rpartition(".")[0] or attached.label
    return f"{stem}.{ending.get(attached.file.media_type, 'jpg')}"


def _take_in(
    request: StaffRequest, view: DossierView, place: str, file: "UploadedFile[Any]"
) -> str:
    """Keep one file; the sentence that says why not, or nothing."""
    at = timezone.now()
    try:
        upload = services.take_in(request.centre, file.name or "", file.read(), at=at)
        services.attach_file(
            centre=request.centre,
            code=view.dossier.code,
            paper=int(place) if place.isdecimal() and len(place) < 5 else None,
            upload=upload,
            by=request.mandate,
            at=at,
        )
    except files.Refused as refusal:
        return wording.why(refusal.reason, files.limits())
    except files.CannotKeep as problem:
        return wording.cannot_keep(is_full=problem.is_full)
    except REFUSED as problem:
        return str(REFUSALS[type(problem)])
    return ""


def _attached(view: DossierView, file_id: UUID) -> PaperFile:
    attached = next((a for a in view.files if a.id == file_id), None)
    if attached is None:
        raise Http404
    return attached


def _back(request: StaffRequest, view: DossierView) -> str:
    names: dict[str, Any] = {"args": [view.dossier.code]}
    if request.POST.get("from") == "received" and request.mandate.may(
        Capability.RECEIVE
    ):
        return reverse("desk:received", **names)
    return reverse("desk:dossier", **names)
