"""The counter an officer sits at: chosen once, remembered until signing out."""

from typing import Final

from motcua.accounts.access import StaffRequest
from motcua.journeys import intake
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Counter

KEY: Final = "counter"


def choices(centre: Centre) -> list[Counter]:
    """The counters to choose from."""
    return list(ward.counters(centre))


def chosen(request: StaffRequest) -> str:
    """The number of the chosen counter; empty before one is chosen."""
    return str(request.session.get(KEY, ""))


def remember(request: StaffRequest) -> None:
    """Keep the counter that was sent with a form, or that none was."""
    sent = request.POST.get(KEY)
    if sent is not None and sent != chosen(request):
        request.session[KEY] = sent[:3]


def of(request: StaffRequest, *, origin: str) -> Counter | None:
    """The counter where people of this origin are served; none away from the hall."""
    number = chosen(request)
    if origin in intake.PLACES or not number:
        return None
    found = choices(request.centre)
    return next((counter for counter in found if str(counter.number) == number), None)
