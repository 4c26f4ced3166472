"""What waits for a second person: role grants, exports and deletions (dual control)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts import second_looks, selectors
from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.models import PendingAct
from motcua.accounts.roles import Capability, role_name
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.office.catalogue.forms import STEP_KINDS
from motcua.web.office.frame import page

ROOM: Final = "looks"
SHOWN: Final = 50


@dataclass(frozen=True)
class Look:
    """One act that needs two people, in words."""

    act: PendingAct
    words: str
    can_decide: bool


@needs(Capability.CONFIRM_ACTS)
def show(request: StaffRequest) -> HttpResponse:
    """What waits for confirmation, and what was answered."""
    at = timezone.now()
    context = {
        "waiting": shown(second_looks.waiting(request.centre, at=at), request, at=at),
        "decided": shown(second_looks.decided(request.centre)[:SHOWN], request, at=at),
    }
    return page(request, "office/staff/looks.html", ROOM, context)


@needs(Capability.CONFIRM_ACTS)
@require_POST
def decide(request: StaffRequest, act_id: UUID) -> HttpResponse:
    """Confirm or decline what a colleague asked for."""
    is_confirmed = request.POST.get("decision") == "confirm"
    try:
        second_looks.decide(
            act_id=act_id,
            is_confirmed=is_confirmed,
            by=request.mandate,
            at=timezone.now(),
        )
    except second_looks.UnknownAct:
        raise Http404 from None
    except second_looks.NotWaiting:
        messages.error(request, _("Việc này đã được trả lời hoặc đã quá ba ngày."))
    except second_looks.OwnWish:
        messages.error(
            request, _("Người đề nghị hoặc người được lợi không thể tự xác nhận.")
        )
    else:
        told = _("Đã xác nhận.") if is_confirmed else _("Đã từ chối.")
        messages.success(request, told)
    return redirect("office:looks")


def shown(
    acts: Iterable[PendingAct], request: StaffRequest, *, at: datetime
) -> list[Look]:
    """The acts in words, each with whether this person may decide it."""
    rows = list(acts)
    names = {user.id: user.full_name for user in selectors.staff(request.centre)}
    limits = scopes(request.centre)
    own = request.user.id
    return [
        Look(
            act,
            _words(act, names, limits),
            can_decide=not act.decision
            and at <= act.asked_at + second_looks.OPEN_FOR
            and request.mandate.may(Capability.CONFIRM_ACTS)
            and own not in {act.asked_by_id, act.subject_id},
        )
        for act in rows
    ]


def scopes(centre: Centre) -> dict[str, str]:
    """What a role can be limited to, in words, by key."""
    fields = {str(field.id): field.name for field in ward.fields()}
    places = {str(place.id): place.name for place in ward.neighbourhoods(centre)}
    return fields | places | {key: str(words) for key, words in STEP_KINDS.items()}


def _words(act: PendingAct, names: dict[UUID, str], scopes: dict[str, str]) -> str:
    if act.kind != PendingAct.Kind.ROLE_GRANT:
        return f"{act.get_kind_display()}: {act.detail.get('what', '')}"
    said = act.detail
    limits = [
        scopes.get(said[key], said[key])
        for key in ("field_id", "step_key", "neighbourhood_id")
        if key in said
    ]
    words = _("Giao vai trò %(role)s cho %(name)s từ %(day)s") % {
        "role": role_name(said["role"]),
        "name": names.get(act.subject_id) if act.subject_id else "",
        "day": date.fromisoformat(said["starts_on"]).strftime("%d/%m/%Y"),
    }
    only = _("chỉ trong: %(limits)s") % {"limits": ", ".join(limits)}
    return f"{words} ({only})" if limits else words
