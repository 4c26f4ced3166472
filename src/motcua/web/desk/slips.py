"""The slips of a dossier, as PDF to print."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import services
from motcua.dossiers.services.slips import SIZES
from motcua.web.desk import dossiers


@needs(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
@require_safe
def show(request: StaffRequest, code: str, form: str, number: int) -> HttpResponse:
    """The slip as it was given, on A4 or A5; the same bytes each time."""
    view = dossiers.found(request, code)
    size = request.GET.get("size", SIZES[0])
    slip = next((s for s in view.slips if (s.form, s.number) == (form, number)), None)
    if slip is None or size not in SIZES:
        raise Http404
    pdf = services.slip_pdf(slip, size=size)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{view.dossier.code}-{form}-{number}-{size}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    # A slip carries names and addresses: no copy stays in any cache.
    response["Cache-Control"] = "private, no-store"
    return response
