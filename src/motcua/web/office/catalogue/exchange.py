"""The catalogue as a file: looked at first, imported after a yes, exported whole."""

import json
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.catalogue import selectors, services
from motcua.web.office.catalogue.forms import UploadForm
from motcua.web.office.frame import page

ROOM: Final = "catalogue"
SALT: Final = "motcua.office.import"
KEPT_SECONDS: Final = 3600


@needs(Capability.MANAGE_CATALOGUE)
def upload(request: StaffRequest) -> HttpResponse:
    """Read a file and tell what it would change; nothing is changed yet.

    The rows travel to the confirmation signed and packed, so what is imported is
    exactly what was looked at.
    """
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            data = json.loads(form.cleaned_data["file"].read().decode())
        except (UnicodeDecodeError, ValueError, RecursionError):
            form.add_error("file", _("Tệp không phải JSON đọc được"))
        else:
            context["report"] = _import(request, data, dry_run=True)
            context["parcel"] = signing.dumps(data, salt=SALT, compress=True)
    return page(request, "office/catalogue/import.html", ROOM, context)


@needs(Capability.MANAGE_CATALOGUE)
@require_POST
def confirm(request: StaffRequest) -> HttpResponse:
    """Import what was looked at."""
    try:
        data = signing.loads(
            request.POST.get("parcel", ""), salt=SALT, max_age=KEPT_SECONDS
        )
    except signing.BadSignature:
        messages.warning(request, _("Bản xem trước đã quá một giờ, xin chọn lại tệp."))
        return redirect("office:import")
    report = _import(request, data, dry_run=False)
    messages.success(
        request,
        _("Đã nhập: %(added)d thủ tục mới, %(changed)d thủ tục đổi.")
        % {"added": len(report.added), "changed": len(report.changed)},
    )
    return redirect("office:catalogue")


@needs(Capability.MANAGE_CATALOGUE)
def export(request: StaffRequest) -> HttpResponse:
    """The whole catalogue as a file that can be imported again."""
    response = JsonResponse(
        selectors.export_catalogue(request.centre),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    name = f"danh-muc-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _import(
    request: StaffRequest, data: object, *, dry_run: bool
) -> services.ImportReport:
    return services.import_catalogue(
        centre=request.centre,
        data=data,
        dry_run=dry_run,
        by=request.user,
        at=timezone.now(),
    )
