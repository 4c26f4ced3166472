"""A procedure put into the words of its page."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.accounts.roles import role_name
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.models import Component, NationalFee
from motcua.catalogue.selectors import NOT_DOSSIERS, Offer
from motcua.dossiers import services as dossiers
from motcua.rules.fees import FeeLine
from motcua.rules.worktime import Reckoning
from motcua.ward.explanations import explain, limit_text
from motcua.ward.models import Centre, Department
from motcua.web.ui.formatting import dong

SIGNING: Final = "sign"

DOUBTS: Final[dict[str, str | Promise]] = {
    "time_limit": gettext_lazy("Thời hạn chưa có nguồn xác minh."),
    "documents": gettext_lazy("Danh mục giấy tờ chưa có nguồn xác minh."),
    "fees": gettext_lazy("Mức thu chưa có nguồn xác minh."),
    "online_level": gettext_lazy("Mức độ nộp trực tuyến chưa có nguồn xác minh."),
}

CHANNELS: Final = (
    ("direct", gettext_lazy("Đến quầy của Trung tâm"), "building-2"),
    ("online", gettext_lazy("Trực tuyến, trên Cổng Dịch vụ công quốc gia"), "globe"),
    ("postal", gettext_lazy("Gửi qua bưu điện"), "mail"),
    ("home_service", gettext_lazy("Làm tại nhà, cho người khó đi lại"), "house"),
)
ONLINE_LEVELS: Final = {
    "full": gettext_lazy("nộp, trả tiền và nhận kết quả qua mạng"),
    "partial": gettext_lazy("nộp qua mạng, có bước phải đến Trung tâm"),
}


@dataclass(frozen=True)
class Money:
    """One fee in words; `is_known` is False where nobody has told the amount."""

    name: str
    amount: str
    is_known: bool
    source: str = ""


@dataclass(frozen=True)
class Way:
    """One way to hand the dossier in."""

    name: str
    icon: str
    text: str = ""


class ProcedureSheet:
    """Everything the page of a procedure says."""

    def __init__(self, centre: Centre, offer: Offer, *, at: datetime) -> None:
        """Keep the offer and the moment the page is read."""
        self.centre = centre
        self.offer = offer
        self.at = at
        self.version = offer.version
        self.procedure = offer.procedure
        self.is_at_once = offer.procedure.code in NOT_DOSSIERS

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return _in_language(self.procedure.name, self.procedure.name_en)

    @property
    def field(self) -> str:
        """The field it belongs to."""
        field = self.procedure.field
        return _in_language(field.name, field.name_en)

    @cached_property
    def required(self) -> list[Component]:
        """The papers everybody needs."""
        return [paper for paper in self.version.components.all() if paper.is_required]

    @cached_property
    def if_needed(self) -> list[Component]:
        """The papers only some people need."""
        papers = self.version.components.all()
        return [paper for paper in papers if not paper.is_required]

    @property
    def limit(self) -> str:
        """How long it takes, or that this is not known."""
        limit = self.version.time_limit
        return limit_text(limit) if limit else _("chưa có thời hạn trong danh mục")

    @cached_property
    def fees(self) -> list[Money]:
        """What is to be paid at the counter; unknown amounts are said to be so."""
        lines = catalogue.assess_fees(
            self.offer, person_categories=(), channel="direct", on=self.at.date()
        )
        return [_money(line) for line in lines] + [
            _on_request(fee) for fee in self._asked_for
        ]

    @property
    def _asked_for(self) -> list[NationalFee]:
        return [fee for fee in self.version.fees.all() if fee.is_on_request]

    @property
    def ways(self) -> list[Way]:
        """The ways to hand it in that exist for this procedure."""
        channels = self.version.channels
        level = ONLINE_LEVELS.get(channels.get("online_level") or "", "")
        return [
            Way(str(name), icon, str(level) if key == "online" else "")
            for key, name, icon in CHANNELS
            if channels.get(key)
        ]

    @property
    def national_address(self) -> str:
        """Its page on the national portal, when we know one."""
        return str(self.version.raw.get("portal_url") or "")

    @property
    def decides(self) -> str:
        """Who signs the result: the role, never a person."""
        signing = [step for step in self.offer.steps if step.key == SIGNING]
        return role_name(signing[0].role) if signing else ""

    @property
    def handles(self) -> str:
        """The unit that does the work."""
        return _unit(self.offer.local.department)

    @cached_property
    def doubts(self) -> list[str]:
        """What on this page nobody has checked against its source yet."""
        values = catalogue.unconfirmed(self.centre, self.version)
        return [str(DOUBTS[value]) for value in DOUBTS if value in values]

    @cached_property
    def reckoning(self) -> Reckoning | None:
        """When the result is due if it is handed in now."""
        return dossiers.preview_due(
            self.centre, self.version.time_limit, received_at=self.at
        )

    @property
    def lines(self) -> list[str]:
        """How that was counted."""
        return explain(self.reckoning) if self.reckoning else []


def _price(amount: int | None, unit: str) -> str:
    if amount is None:
        return _("chưa có mức thu")
    if amount == 0:
        return _("không thu tiền")
    money = dong(amount, (get_language() or "vi")[:2])
    return f"{money}/{unit}" if unit else money


def _money(line: FeeLine) -> Money:
    # A fee the ward entered has a name of its own; a national one only its unit.
    is_named = line.code == line.name
    notes = dict.fromkeys((line.source,) if is_named else (line.name, line.source))
    return Money(
        name=line.name if is_named else _("Mỗi %(unit)s") % {"unit": line.unit},
        amount=_price(line.unit_price, line.unit),
        is_known=line.unit_price is not None,
        source=" · ".join(note for note in notes if note and note != line.unit),
    )


def _on_request(fee: NationalFee) -> Money:
    return Money(
        name=_("Nếu yêu cầu thêm"),
        amount=_price(fee.amount_vnd, fee.unit),
        is_known=fee.amount_vnd is not None,
        source=fee.note,
    )


def _unit(department: Department | None) -> str:
    return _in_language(department.name, department.name_en) if department else ""


def _in_language(vietnamese: str, english: str) -> str:
    return english if english and get_language() == "en" else vietnamese
