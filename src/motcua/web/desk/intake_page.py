"""What the intake page shows around its form: papers, due time, fees."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.access import StaffRequest
from motcua.accounts.roles import Capability
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.models import Component
from motcua.catalogue.selectors import NOT_DOSSIERS, Offer, UnknownProcedure
from motcua.dossiers import services
from motcua.dossiers.models import Origin, Paper, fee_channel
from motcua.people import selectors as people
from motcua.rules import fees
from motcua.rules.fees import FeeLine, FeeRule
from motcua.ward.explanations import explain
from motcua.web.desk import came_before
from motcua.web.desk.intake_forms import Sheet, sheet, whole_number
from motcua.web.desk.knowing import Knowledge, know
from motcua.web.desk.rows import named
from motcua.web.ui.parts import PaperRow

PARTS: Final = ("submitter", "owner")
FOUND_AT_MOST: Final = 8
WHY_NOT: Final[dict[str, str | Promise]] = {
    "2.000815": gettext_lazy(
        "Chứng thực bản sao làm xong ngay tại quầy và ghi vào sổ chứng thực, nên không lập hồ sơ và không có mã."
    ),
    "2.000942": gettext_lazy(
        "Cấp bản sao từ bản chính đã chứng thực được làm ngay và ghi vào sổ, nên không lập hồ sơ và không có mã."
    ),
}


@dataclass(frozen=True)
class Quantity:
    """How many of one fee are wanted."""

    name: str
    label: str
    unit: str
    value: int


@dataclass(frozen=True)
class Preview:
    """What this reception would promise and cost, were it received now."""

    due_at: datetime | None
    is_provisional: bool
    lines: list[str]
    fees: list[tuple[str, FeeLine]]
    total: int | None


@dataclass(frozen=True)
class IntakePage:
    """Everything the intake page shows."""

    data: QueryDict
    key: str
    known: dict[str, Knowledge]
    sheet: Sheet
    offer: Offer | None
    code: str
    problem: str = ""
    why_not: str = ""
    papers: list[PaperRow] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    preview: Preview | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The required papers that are not there."""
        return tuple(p.label for p in self.papers if p.is_required and not p.is_present)

    @property
    def why_not_title(self) -> str:
        """What the reason is headed with."""
        if self.code in NOT_DOSSIERS:
            return _("Việc này không lập hồ sơ")
        return _("Lĩnh vực này quầy khác tiếp nhận")

    @property
    def asked(self) -> dict[str, int]:
        """The quantities by the code of their fee."""
        if self.offer is None:
            return {}
        codes = [rule.code for rule in catalogue.fee_choices(self.offer)]
        values = [quantity.value for quantity in self.quantities]
        return dict(zip(codes, values, strict=True))


def of(request: StaffRequest, data: QueryDict, *, is_sent: bool) -> IntakePage:
    """The page for what was typed; `is_sent` judges it, else it is only shown again."""
    typed = data.copy()
    came_before.fill(request.centre, typed)
    known = {part: know(request.centre, typed, part) for part in PARTS}
    _know_company(request, typed)
    code = typed.get("procedure", "").strip()[:20]
    offer, problem = _offer(request, code)
    citizen = known["submitter"].citizen
    came = came_before.form(request.centre, typed, citizen, is_sent=is_sent)
    parts = sheet(typed, known, came, is_sent=is_sent)
    page = IntakePage(
        data=typed,
        key=typed.get("key", "")[:60],
        known=known,
        sheet=parts,
        offer=offer,
        code=code,
        problem=problem,
        why_not=_why_not(request, offer, code),
        papers=_papers(offer, typed) if offer else [],
        quantities=_quantities(offer, typed) if offer else [],
    )
    if offer is None or page.why_not:
        return page
    return _with_preview(request, page)


def _offer(request: StaffRequest, code: str) -> tuple[Offer | None, str]:
    if not code:
        return None, ""
    try:
        return catalogue.offer(request.centre, code, on=timezone.localdate()), ""
    except UnknownProcedure:
        return None, _(
            "Trung tâm không tiếp nhận thủ tục mã %(code)s. Tìm lại bằng tên."
        ) % {"code": code}


def _why_not(request: StaffRequest, offer: Offer | None, code: str) -> str:
    """Why this person makes no dossier of it, in words; nothing when they do."""
    if code in NOT_DOSSIERS:
        return str(WHY_NOT.get(code, ""))
    if offer is None:
        return ""
    field = offer.procedure.field
    if request.mandate.may_in(Capability.RECEIVE, field.id):
        return ""
    return _(
        "Vai trò của Ông/Bà không tiếp nhận lĩnh vực %(field)s. Mời người dân sang quầy khác."
    ) % {"field": named(field)}


def _with_preview(request: StaffRequest, page: IntakePage) -> IntakePage:
    offer = page.offer
    assert offer is not None
    at = timezone.now()
    reckoning = services.preview_due(
        request.centre, offer.version.time_limit, received_at=at
    )
    citizen = page.known["submitter"].citizen
    origin = page.data.get("matter-origin") or Origin.ONLINE_AT_CENTRE
    lines = catalogue.assess_fees(
        offer,
        person_categories=people.categories_of(citizen) if citizen else (),
        channel=fee_channel(origin),
        on=timezone.localdate(at),
        quantities=page.asked,
    )
    preview = Preview(
        due_at=reckoning.due_at if reckoning else None,
        is_provisional=reckoning.provisional if reckoning else False,
        lines=explain(reckoning) if reckoning else [],
        fees=[(fee_label(line), line) for line in lines],
        total=fees.total(lines),
    )
    return IntakePage(**{**page.__dict__, "preview": preview})


def _papers(offer: Offer, data: QueryDict) -> list[PaperRow]:
    kinds = [(value, str(label)) for value, label in Paper.Kind.choices]
    rows = []
    for component in offer.version.components.all():
        answer = data.get(f"papers-{component.key}-present")
        rows.append(
            PaperRow(
                key=component.key,
                label=named(component),
                note=_paper_note(component),
                is_required=component.is_required,
                kinds=kinds,
                kind=data.get(f"papers-{component.key}-kind") or _kind(component),
                count=whole_number(
                    data.get(f"papers-{component.key}-count"),
                    usual=max(1, component.originals or component.copies),
                ),
                is_present={"yes": True, "no": False}.get(answer or ""),
            )
        )
    return rows


def _kind(component: Component) -> str:
    return Paper.Kind.ORIGINAL if component.originals else Paper.Kind.COPY


def _paper_note(component: Component) -> str:
    is_shown = component.mode == component.Mode.PRESENT
    return ", ".join(
        filter(None, [_("xuất trình") if is_shown else "", component.form])
    )


def _quantities(offer: Offer, data: QueryDict) -> list[Quantity]:
    return [
        Quantity(
            name=f"quantity-{place}",
            label=_quantity_label(rule),
            unit=rule.unit,
            value=whole_number(
                data.get(f"quantity-{place}"), usual=rule.usual_quantity
            ),
        )
        for place, rule in enumerate(catalogue.fee_choices(offer))
    ]


def _quantity_label(rule: FeeRule) -> str:
    """How many of what; `usual_quantity` 0 is what is only made when asked for."""
    if rule.usual_quantity == 0:
        return _("Số %(unit)s thêm") % {"unit": rule.unit}
    return _("Số %(unit)s") % {"unit": rule.unit}


def fee_label(fee: FeeRule | FeeLine) -> str:
    """What is paid for; a name that only repeats the legal source says too little."""
    return fee.unit if fee.name == fee.source else fee.name


def _know_company(request: StaffRequest, data: QueryDict) -> None:
    """Write what is known of the organisation into the empty fields."""
    typed = data.get("company-tax_code", "")
    known = people.organisation_by_tax_code(request.centre, typed) if typed else None
    if known is None:
        return
    for name, value in (("name", known.name), ("address", known.address)):
        if not data.get(f"company-{name}", "").strip():
            data[f"company-{name}"] = value
