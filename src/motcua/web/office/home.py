"""The first page of the office: straight to what this person manages."""

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.accounts.access import StaffRequest, needs
from motcua.web.office.frame import CAPABILITIES, rooms_of


@needs(*CAPABILITIES)
def show(request: StaffRequest) -> HttpResponse:
    """Go to the first area this person may manage."""
    return redirect(rooms_of(request.mandate)[0].url)
