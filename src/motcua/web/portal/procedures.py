"""Find a procedure, and read everything about one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from motcua.accounts.middleware import HouseRequest
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.models import LocalProcedure
from motcua.web.citizens.procedure_sheet import ProcedureSheet
from motcua.web.portal.door import of_centre

LONGEST_QUESTION = 100


@of_centre
def find(request: HouseRequest) -> HttpResponse:
    """Procedures by words without accents, or by field."""
    text = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    chosen = request.GET.get("field", "")
    fields = catalogue.fields_offered(request.centre)
    field = next((known for known in fields if known.code == chosen), None)
    is_asked = bool(text or field)
    found: list[LocalProcedure] = []
    if is_asked:
        code = field.code if field else ""
        found = list(catalogue.search(request.centre, text, field=code))
    is_missed = is_asked and not found
    return render(
        request,
        "portal/procedures.html",
        {
            "text": text,
            "field": field,
            "fields": fields,
            "found": found,
            "is_asked": is_asked,
            "nearest": catalogue.nearest(request.centre, text) if is_missed else [],
        },
    )


@of_centre
def show(request: HouseRequest, code: str) -> HttpResponse:
    """One procedure: papers, time, money, places, law."""
    now = timezone.localtime()
    try:
        offer = catalogue.offer(request.centre, code, on=now.date())
    except catalogue.UnknownProcedure:
        raise Http404 from None
    sheet = ProcedureSheet(request.centre, offer, at=now)
    return render(request, "portal/procedure.html", {"sheet": sheet})
