"""Did they come before for this? A walk-in that goes on, or a second trip and its cause."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import User
from motcua.journeys.intake import Came
from motcua.people.models import Citizen
from motcua.rules.trips import OWNED, Cause
from motcua.visits import selectors, walk_ins
from motcua.visits.models import Visit
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.ui.formatting import vn_date

PREFIX: Final = "came"
CAUSES: Final = [c for c in Visit.Cause.choices if c[0] != Cause.PLANNED]


class CameForm(forms.Form):
    """Which earlier visit this one goes on from, if any, and why they come again."""

    visit = forms.ChoiceField(
        label=gettext_lazy("Lần này vì"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Chọn lại lần đến trước.")},
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Vì sao phải đến lại"),
        required=False,
        choices=[("", gettext_lazy("Chọn lý do")), *CAUSES],
    )

    prefix = PREFIX

    def __init__(self, *args: Any, before: list[tuple[str, str]], **given: Any) -> None:
        """Offer the earlier visits; without one there is nothing to ask."""
        super().__init__(*args, **given)
        self.is_asked = bool(before)
        choices = [("", _("Một việc mới")), *before]
        self.fields["visit"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Coming again has a cause."""
        said = super().clean() or self.cleaned_data
        if said.get("visit") and not said.get("cause"):
            self.add_error("cause", _("Chọn vì sao phải đến lại."))
        return said


def form(
    centre: Centre, data: QueryDict, citizen: Citizen | None, *, is_sent: bool
) -> CameForm:
    """The question about this person; nobody is asked what a walk-in said already."""
    before: list[tuple[str, str]] = []
    if citizen is not None and visit_of(centre, data) is None:
        before = _before(centre, citizen, at=timezone.now())
    if not before:
        return CameForm({}, before=[])
    if is_sent:
        return CameForm(data, before=before)
    typed = {name: data.get(f"{PREFIX}-{name}", "") for name in CameForm.base_fields}
    return CameForm(before=before, initial=typed)


def visit_of(centre: Centre, data: QueryDict) -> Visit | None:
    """The visit this sheet goes on from, if it names one that counts."""
    try:
        return selectors.visit(centre, UUID(data.get("from_visit", "")))
    except ValueError:
        return None


def fill(centre: Centre, data: QueryDict) -> None:
    """Choose the person of that visit as the submitter, unless one was typed."""
    before = visit_of(centre, data)
    if before is None or before.citizen_id is None:
        return
    if not data.get("submitter-personal_id") and not data.get("submitter-full_name"):
        data["submitter-known_as"] = str(before.citizen_id)


def came(centre: Centre, data: QueryDict, answer: CameForm, by: User) -> Came | None:
    """What the journey is told: the same visit, or another one of the same matter.

    A visit that ended with a paper of its own stays what it was. For a cause in the
    house's hands the unit of who receives answers until the ledger is corrected.
    """
    before = visit_of(centre, data)
    if before is None:
        return _answered(centre, answer, by)
    if before.service and before.outcome != Visit.Outcome.DOSSIER:
        return Came(before.id)
    return Came(before.id, Cause.OWN_WISH.value)


def _answered(centre: Centre, answer: CameForm, by: User) -> Came | None:
    said = answer.cleaned_data
    if not said.get("visit"):
        return None
    owner = by.department or ward.departments(centre)[0]
    is_owned = said["cause"] in OWNED
    return Came(UUID(said["visit"]), said["cause"], owner.code if is_owned else "")


def _before(centre: Centre, citizen: Citizen, *, at: datetime) -> list[tuple[str, str]]:
    services = walk_ins.all_services(centre)

    def words(visit: Visit) -> str:
        service = services.get(visit.service)
        what = service.name if service else visit.get_outcome_display()
        day = vn_date(timezone.localtime(visit.opened_at))
        return _("Việc đã đến ngày %(day)s: %(what)s") % {"day": day, "what": what}

    visits = selectors.earlier_visits(centre, citizen, at=at)
    return [(str(visit.id), words(visit)) for visit in visits]
