"""The coordination regulation: which agency has how long, by which text."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.catalogue import clauses, selectors, services
from motcua.catalogue.models import CoordinationClause
from motcua.catalogue.services import ClauseSetting
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Department
from motcua.web.office.frame import page

ROOM = "catalogue"


class ClauseForm(forms.Form):
    """One clause as an administrator writes it down."""

    agency = forms.ChoiceField(
        label=gettext_lazy("Cơ quan"),
        error_messages={"required": gettext_lazy("Chọn một cơ quan")},
    )
    procedure = forms.ChoiceField(label=gettext_lazy("Thủ tục"), required=False)
    hours = forms.DecimalField(
        label=gettext_lazy("Số giờ làm việc"),
        min_value=Decimal("0.5"),
        max_value=Decimal(999),
        max_digits=6,
        decimal_places=2,
        localize=False,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Ghi số giờ"),
            "invalid": gettext_lazy("Ghi số giờ, ví dụ 16"),
            "min_value": gettext_lazy("Ít nhất nửa giờ"),
            "max_value": gettext_lazy("Nhiều nhất 999 giờ"),
        },
    )
    medium = forms.ChoiceField(
        label=gettext_lazy("Cách chuyển"), choices=CoordinationClause.Medium.choices
    )
    is_lead = forms.BooleanField(label=gettext_lazy("Cơ quan chủ trì"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Điều, khoản của quy chế"),
        max_length=300,
        error_messages={"required": gettext_lazy("Ghi điều, khoản của quy chế")},
    )
    is_verified = forms.BooleanField(
        label=gettext_lazy("Đã đối chiếu với văn bản gốc"), required=False
    )

    def __init__(self, *given: Any, centre: Centre, **more: Any) -> None:
        """Offer the partner agencies and the procedures of the centre."""
        super().__init__(*given, **more)
        units = ward.departments(centre).filter(kind=Department.Kind.PARTNER)
        self.units = {str(unit.id): unit for unit in units}
        self.procedures = {str(row.id): row for row in selectors.offered(centre)}
        agency, procedure = self.fields["agency"], self.fields["procedure"]
        assert isinstance(agency, forms.ChoiceField)
        assert isinstance(procedure, forms.ChoiceField)
        agency.choices = [(key, unit.name) for key, unit in self.units.items()]
        procedure.choices = [
            ("", _("Mọi thủ tục")),
            *((key, str(row.procedure)) for key, row in self.procedures.items()),
        ]

    @property
    def clause(self) -> ClauseSetting:
        """The clause as the catalogue keeps it."""
        data = self.cleaned_data
        return ClauseSetting(
            agency=self.units[data["agency"]],
            hours=data["hours"],
            medium=data["medium"],
            source=data["source"],
            local_procedure=self.procedures.get(data["procedure"]),
            is_lead=data["is_lead"],
            is_verified=data["is_verified"],
        )


@needs(Capability.MANAGE_CATALOGUE)
def show(request: StaffRequest) -> HttpResponse:
    """The clauses in force, and one more to be added."""
    data = request.POST if request.method == "POST" else None
    form = ClauseForm(data, centre=request.centre)
    if form.is_valid():
        try:
            services.add_clause(
                centre=request.centre,
                clause=form.clause,
                by=request.user,
                at=timezone.now(),
            )
        except services.ClauseInForce:
            form.add_error(
                "agency",
                _("Cơ quan này đã có điều khoản cho thủ tục đó; kết thúc nó trước"),
            )
        else:
            messages.success(request, _("Đã ghi điều khoản."))
            return redirect("office:clauses")
    context = {"form": form, "clauses": clauses.in_force(request.centre)}
    return page(request, "office/catalogue/clauses.html", ROOM, context)


@needs(Capability.MANAGE_CATALOGUE)
@require_POST
def end(request: StaffRequest, clause_id: UUID) -> HttpResponse:
    """Let a clause count no more; what was asked under it keeps it."""
    found = clauses.clause(request.centre, clause_id)
    if found is None:
        raise Http404
    services.end_clause(clause=found, by=request.user, at=timezone.now())
    messages.success(request, _("Điều khoản thôi áp dụng từ bây giờ."))
    return redirect("office:clauses")
