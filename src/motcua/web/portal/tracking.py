"""Follow one dossier: by code and the last four digits, or by the QR of the slip."""

from datetime import datetime
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.accounts.middleware import HouseRequest
from motcua.dossiers import selectors as dossiers
from motcua.foundation.live import topics
from motcua.foundation.requests import services as requests
from motcua.rules import codes
from motcua.ward import selectors as ward
from motcua.web.citizens.tracking_story import tell
from motcua.web.portal.door import of_centre, unlisted

# Only failures count, so a whole hall behind one address can look up its dossiers;
# ten thousand tails of one code would take a guesser weeks.
FAILURES_PER_CODE: Final = 10
FAILURES_PER_ADDRESS: Final = 100
WAIT_SECONDS: Final = int(2 * requests.WINDOW.total_seconds())
LONGEST_TYPED: Final = 100


class TrackingForm(forms.Form):
    """What a citizen types: the code of the slip and four digits."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("In ở đầu Giấy tiếp nhận, ví dụ 000.00.95.H44-251125-0042"),
        max_length=LONGEST_TYPED,
        error_messages={
            "required": _("Ghi mã hồ sơ in trên Giấy tiếp nhận"),
            "max_length": _("Mã hồ sơ dài quá, xin xem lại Giấy tiếp nhận"),
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "characters",
            }
        ),
    )
    tail = forms.CharField(
        label=_("4 số cuối căn cước của người nộp"),
        help_text=_("Bốn số cuối cùng của số định danh trên thẻ căn cước"),
        max_length=LONGEST_TYPED,
        error_messages={
            "required": _("Ghi 4 số cuối căn cước"),
            "max_length": _("Chỉ ghi 4 số cuối căn cước"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


@of_centre
def ask(request: HouseRequest) -> HttpResponse:
    """Ask for code and digits; a right pair leads to the page of the dossier."""
    if request.method != "POST":
        return render(request, "portal/tracking.html", {"form": TrackingForm()})
    now = timezone.now()
    form = TrackingForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/tracking.html", {"form": form})
    code, tail = form.cleaned_data["code"], form.cleaned_data["tail"]
    if _is_blocked(request, code, now):
        return _too_many(request)
    dossier = dossiers.track(request.centre, code, tail)
    if dossier is not None:
        return redirect("portal:tracked", dossier.lookup_token)
    for key, _most in _limits(request, code):
        requests.note_failure(key, at=now)
    return render(request, "portal/tracking.html", {"form": form, "is_missed": True})


@of_centre
def show(request: HouseRequest, token: str) -> HttpResponse:
    """Where the dossier is, what comes next, what to do now; names no person."""
    now = timezone.now()
    key = _address_key(request)
    if requests.is_blocked(key, at=now, most=FAILURES_PER_ADDRESS):
        return _too_many(request)
    dossier = dossiers.by_token(request.centre, token)
    if dossier is None:
        requests.note_failure(key, at=now)
        return unlisted(render(request, "portal/tracking_unknown.html", status=404))
    topic = f"tracking:{dossier.centre_id}:{dossier.id}"
    calendar = ward.calendar_in_force(request.centre)
    story = tell(dossiers.public_story(dossier), calendar, at=now)
    return unlisted(
        render(
            request,
            "portal/tracked.html",
            {"story": story, "stream": topics.address(topic)},
        )
    )


def _is_blocked(request: HttpRequest, code: str, now: datetime) -> bool:
    return any(
        requests.is_blocked(key, at=now, most=most)
        for key, most in _limits(request, code)
    )


def _limits(request: HttpRequest, code: str) -> list[tuple[str, int]]:
    typed = codes.normalise(code)
    return [
        (_address_key(request), FAILURES_PER_ADDRESS),
        (f"tracking code {typed}", FAILURES_PER_CODE),
    ]


def _address_key(request: HttpRequest) -> str:
    return f"tracking address {request.META.get('REMOTE_ADDR', '')}"


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(
        request,
        "portal/too_many.html",
        {"minutes": WAIT_SECONDS // 60},
        status=429,
    )
    response["Retry-After"] = str(WAIT_SECONDS)
    return response
