"""Come in and go out."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts import selectors, services
from motcua.accounts.access import is_local_address
from motcua.accounts.middleware import HouseRequest
from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.web.desk.rows import home_of

BACKEND: Final = "motcua.accounts.backend.StaffBackend"
LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})
# The trial's one password (loopback only); a test holds it equal to the seed's.
TRIAL_PASSWORD: Final = "mot-cua-demo"  # noqa: S105
LONGEST: Final = 200
# A dossier's way through the house, so that a newcomer can follow one down the list.
COURSE: Final = (
    "receptionist",
    "civil_status_officer",
    "specialist_kt",
    "specialist_vhxh",
    "police_officer",
    "partner_agency_officer",
    "division_head",
    "office_chief",
    "vice_chairman",
    "chairman",
    "clerk",
    "centre_director",
    "centre_deputy_director",
    "inspector",
    "sysadmin",
)


class SignInForm(forms.Form):
    """Name and password, as typed."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        error_messages={"required": gettext_lazy("Nhập tên đăng nhập.")},
        widget=forms.TextInput(
            {
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        max_length=LONGEST,
        strip=False,
        error_messages={"required": gettext_lazy("Nhập mật khẩu.")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


@dataclass(frozen=True)
class Trial:
    """A sign-in of the trial that needs only a click."""

    username: str
    full_name: str
    title: str
    # Told where the title alone could be anybody's.
    unit: str = ""


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HouseRequest) -> HttpResponse:
    """Ask who it is; with the right password go on to the page asked for."""
    if request.method == "GET" and request.mandate is not None:
        return HttpResponseRedirect(_way_on(request, request.mandate))
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        user, status = _check(request, form)
        if user is not None:
            login(request, user, backend=BACKEND)
            mandate = selectors.mandate_of(user, on=timezone.localdate())
            return HttpResponseRedirect(_way_on(request, mandate))
    context = {
        "form": form,
        "next": _asked(request),
        "trials": _trials(request),
        "trial_password": TRIAL_PASSWORD,
        "is_out": "out" in request.GET,
    }
    return render(request, "desk/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HouseRequest) -> HttpResponse:
    """End the session; nothing of it stays behind."""
    logout(request)
    return redirect(f"{reverse('desk:sign-in')}?out=1")


def _check(request: HouseRequest, form: SignInForm) -> tuple[User | None, int]:
    """The person, or None with the status and the sentence put on the form."""
    if not form.is_valid():
        return None, 422
    try:
        user = services.sign_in(
            username=form.cleaned_data["username"].strip(),
            password=form.cleaned_data["password"],
            address=request.META.get("REMOTE_ADDR", ""),
            at=timezone.now(),
            centre=getattr(request, "centre", None),
        )
    except services.TooManyTries:
        form.add_error(
            None,
            _(
                "Đã thử sai quá nhiều lần. Ông/Bà chờ 20 phút rồi thử lại, hoặc gọi quản trị."
            ),
        )
        return None, 429
    if user is None:
        form.add_error(
            None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock.")
        )
    return user, 422


def _asked(request: HouseRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if is_local_address(request, asked) else ""


def _way_on(request: HouseRequest, mandate: Mandate) -> str:
    """The page asked for, or the first page of this person's work."""
    asked = _asked(request)
    # The door of the desk is the first page of whoever comes in.
    return asked if asked not in {"", reverse("desk:home")} else home_of(mandate)


def _trials(request: HouseRequest) -> list[Trial]:
    is_here = request.META.get("REMOTE_ADDR") in LOOPBACK
    if not (settings.DEMO and is_here and hasattr(request, "centre")):
        return []
    roles = selectors.roles_of(request.centre, on=timezone.localdate())
    people = [
        user
        for user in selectors.staff(request.centre)
        if user.is_active and user.has_usable_password()
    ]
    people.sort(key=lambda user: _place(roles.get(user.id, [])))
    titles = [user.title for user in people]
    return [
        Trial(
            user.username,
            user.full_name,
            user.title,
            unit=user.department.name
            if user.department and titles.count(user.title) > 1
            else "",
        )
        for user in people
    ]


def _place(roles: list[str]) -> int:
    places = [COURSE.index(role) for role in roles if role in COURSE]
    return min(places, default=len(COURSE))
