"""What waits for the leader's signature; many are signed at once, each for itself."""

import hashlib
import re
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers import errors, selectors, services
from motcua.dossiers.selectors import agencies
from motcua.dossiers.selectors.supplements import refusals_proposed
from motcua.foundation.live import topics
from motcua.web.desk import rows, verbs

COLUMNS: Final = ("choose", "matter", "since", "due", "flags", "back")
MOST: Final = 100
DIGITS: Final = re.compile(r"[0-9]{1,9}")


@needs(Capability.APPROVE, Capability.SIGN_FOR)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """The list; posted with chosen ones it signs them one by one."""
    if request.method == "POST":
        return _sign(request, request.POST.getlist("chosen")[:MOST])
    found = list(selectors.approvals(request.mandate)[: MOST + 1])
    facts = replace(
        rows.board(request.centre, found, at=timezone.now(), viewer=request.mandate),
        awaited=agencies.opinions_awaited(request.mandate, found),
        would_refuse=frozenset(refusals_proposed(request.centre, found)),
    )
    context = {
        "table": rows.table(found[:MOST], COLUMNS, facts),
        "count": min(len(found), MOST),
        "is_cut": len(found) > MOST,
        "mark": mark(request.mandate),
        "live": topics.address(f"work:{request.centre.id}:{request.user.id}:approvals"),
    }
    return render(request, "desk/approvals.html", context)


def mark(mandate: Mandate) -> str:
    """A silent mark that differs as soon as the list does.

    The list itself is not swapped under the leader's hand: what is chosen stays chosen.
    """
    shown = selectors.approvals(mandate).values_list("code", "revision")[: MOST + 1]
    digest = hashlib.sha256(repr(list(shown)).encode()).hexdigest()
    return format_html('<span data-revision="{}"></span>', digest)


def _sign(request: StaffRequest, chosen: list[str]) -> HttpResponse:
    if not chosen:
        messages.warning(request, _("Chưa chọn hồ sơ nào. Đánh dấu rồi bấm ký."))
        return redirect("desk:approvals")
    refused = [line for line in (_sign_one(request, one) for one in chosen) if line]
    if signed := len(chosen) - len(refused):
        messages.success(request, _("Đã ký duyệt %(count)s hồ sơ.") % {"count": signed})
    for line in refused:
        messages.warning(request, line)
    return redirect("desk:approvals")


def _sign_one(request: StaffRequest, one: str) -> str:
    """Sign one dossier in its own transaction; the sentence when it was refused."""
    code, _space, revision = one.partition(" ")
    try:
        services.approve_result(
            centre=request.centre,
            code=code,
            by=request.mandate,
            at=timezone.now(),
            revision=int(revision) if DIGITS.fullmatch(revision) else None,
        )
    except errors.UnknownDossier:
        why = _("Không có hồ sơ này.")
    except errors.StaleDossier:
        why = _("Vừa có người cập nhật. Mở xem lại rồi ký.")
    except verbs.REFUSED as problem:
        why = verbs.refusal(problem)
    else:
        return ""
    return _("%(code)s chưa ký được. %(why)s") % {"code": code, "why": why}
