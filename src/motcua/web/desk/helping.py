"""Somebody at a machine needs a person, or its printer does: who goes there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import attention
from motcua.queueing.errors import HelpIsComing, UnknownHelpCall
from motcua.queueing.models import HelpCall, Printout
from motcua.queueing.services import helping
from motcua.ward.models import Centre
from motcua.web.machines import printer_words


@dataclass(frozen=True)
class Ill:
    """A print that did not come out: at which machine, which number, why."""

    printout: Printout
    why: str


@dataclass(frozen=True)
class Needed:
    """Where somebody has to go now."""

    calls: list[HelpCall]
    ill: list[Ill]


def needed(centre: Centre, *, at: datetime) -> Needed:
    """What at the machines needs a person now."""
    found = attention.needed(centre, at=at)
    return Needed(
        calls=found.calls,
        ill=[Ill(each, printer_words.in_words(each.trouble)) for each in found.prints],
    )


@needs(Capability.GREET)
@require_POST
def go(request: StaffRequest, call_id: UUID) -> HttpResponse:
    """I am going there."""
    try:
        call = helping.go(
            centre=request.centre, call_id=call_id, by=request.user, at=timezone.now()
        )
    except UnknownHelpCall:
        raise Http404 from None
    except HelpIsComing:
        messages.info(request, _("Đã có người đến máy này."))
    else:
        messages.success(
            request, _("Mời đến %(machine)s.") % {"machine": call.device.name}
        )
    return redirect("desk:greeter")
