"""What a ward adds: approved processes, fees and exemptions, each from its day on."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from motcua.accounts.selectors import Mandate
from motcua.catalogue import selectors, services
from motcua.catalogue.models import LocalProcedure, LocalProcess
from motcua.catalogue.selectors import Offer
from motcua.catalogue.services import (
    Decision,
    ExemptionSetting,
    FeeSetting,
    StepPlan,
)
from motcua.dossiers.models import Dossier
from motcua.rules.fees import FeeLine
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW

MARITAL = "1.004873"
SHORT = (
    StepPlan("receive", "Tiếp nhận", "receptionist", Decimal(1)),
    StepPlan("sign", "Ký duyệt", "vice_chairman", Decimal("1.5")),
    StepPlan("deliver", "Trả kết quả", "receptionist", Decimal(1)),
)
DECISION = Decision("12/QĐ-UBND", date(2026, 11, 20), "Chủ tịch")


@pytest.fixture
def extract(town: Centre) -> LocalProcedure:
    """The extract copy as this centre offers it."""
    return selectors.offer(town, EXTRACT, on=NOW.date()).local


@pytest.fixture
def approve(extract: LocalProcedure, admin_quan: Mandate) -> Callable[[], LocalProcess]:
    """The decision on the short process comes into force."""

    def once() -> LocalProcess:
        return services.approve_process(
            local_procedure=extract,
            steps=SHORT,
            decision=DECISION,
            by=admin_quan.user,
            at=NOW,
        )

    return once


def test_an_approved_process_is_for_new_dossiers_only(
    dossier: Dossier,
    receive: Callable[..., Dossier],
    approve: Callable[[], LocalProcess],
) -> None:
    process = approve()

    newer = receive()

    assert process.is_approved
    assert [step.key for step in newer.steps.all()] == ["receive", "sign", "deliver"]
    assert newer.process == process
    dossier.refresh_from_db()
    assert dossier.process.number == 1
    assert dossier.steps.count() == 5


@pytest.mark.parametrize(
    "missing", [{"decision_number": ""}, {"decided_on": None}, {"signer": ""}]
)
def test_number_date_and_signer_are_all_needed(
    approve: Callable[[], LocalProcess], missing: dict[str, object]
) -> None:
    process = approve()

    for field, value in missing.items():
        setattr(process, field, value)

    assert not process.is_approved


def pay(
    found: Offer, *, who: str = "", channel: str = "direct", on: date | None = None
) -> tuple[FeeLine, ...]:
    return selectors.assess_fees(
        found,
        person_categories={who} - {""},
        channel=channel,
        on=on or NOW.date(),
    )


def offer(town: Centre, code: str = MARITAL) -> Offer:
    return selectors.offer(town, code, on=NOW.date())


@pytest.fixture
def fee(town: Centre, admin_quan: Mandate) -> Callable[..., None]:
    """The province sets the fee of the marital confirmation."""

    def once(amount: int, from_on: str, channel: str = "") -> None:
        services.set_fee(
            local_procedure=offer(town).local,
            fee=FeeSetting(
                name="Lệ phí hộ tịch",
                unit="việc",
                amount_vnd=amount,
                from_on=date.fromisoformat(from_on),
                legal_source="NQ 23/2026/NQ-HĐND",
                channel=channel,
            ),
            by=admin_quan.user,
            at=NOW,
        )

    return once


@pytest.fixture
def exempt(town: Centre, admin_quan: Mandate) -> Callable[..., None]:
    """The province lets a group, a channel or both pay less."""

    def once(
        category: str = "",
        channel: str = "",
        percent: int = 100,
        until: str | None = None,
        local: LocalProcedure | None = None,
    ) -> None:
        services.add_exemption(
            centre=town,
            local_procedure=local,
            exemption=ExemptionSetting(
                category=category,
                channel=channel,
                percent=percent,
                from_on=date(2026, 1, 1),
                until_on=date.fromisoformat(until) if until else None,
                legal_source="NQ 24/2026/NQ-HĐND",
            ),
            by=admin_quan.user,
            at=NOW,
        )

    return once


def test_a_fee_the_province_sets_is_unknown_and_never_zero(town: Centre) -> None:
    lines = pay(offer(town))

    assert [line.amount for line in lines] == [None]


def test_once_entered_it_stands_before_the_national_one(
    town: Centre, fee: Callable[..., None]
) -> None:
    fee(15_000, "2026-01-01")

    (line,) = pay(offer(town))

    assert (line.amount, line.source) == (15_000, "NQ 23/2026/NQ-HĐND")


def test_a_newer_fee_counts_from_its_day(
    town: Centre, fee: Callable[..., None]
) -> None:
    fee(15_000, "2026-01-01")
    fee(20_000, "2026-12-01")

    today, later = pay(offer(town)), pay(offer(town), on=date(2026, 12, 1))

    assert (today[0].amount, later[0].amount) == (15_000, 20_000)


def test_a_channel_may_have_its_own_fee(town: Centre, fee: Callable[..., None]) -> None:
    fee(15_000, "2026-01-01")
    fee(7_500, "2026-01-01", "online")

    direct, online = pay(offer(town)), pay(offer(town), channel="online")

    assert (direct[0].amount, online[0].amount) == (15_000, 7_500)


@pytest.mark.parametrize(
    ("setting", "who", "channel", "amount"),
    [
        ({"category": "MERIT"}, "MERIT", "direct", 0),
        ({"category": "MERIT"}, "", "direct", 15_000),
        ({"channel": "online"}, "", "online", 0),
        ({"channel": "online"}, "MERIT", "direct", 15_000),
        ({"category": "POOR", "channel": "online"}, "POOR", "online", 0),
        ({"category": "POOR", "channel": "online"}, "POOR", "direct", 15_000),
        ({"category": "POOR", "percent": 50}, "POOR", "direct", 7_500),
        ({"category": "POOR", "until": "2026-11-25"}, "POOR", "direct", 0),
        ({"category": "POOR", "until": "2026-11-24"}, "POOR", "direct", 15_000),
    ],
)
def test_who_pays_less_through_what_and_until_when(
    town: Centre,
    fee: Callable[..., None],
    exempt: Callable[..., None],
    setting: dict[str, object],
    who: str,
    channel: str,
    amount: int,
) -> None:
    fee(15_000, "2026-01-01")
    exempt(**setting)

    (line,) = pay(offer(town), who=who, channel=channel)

    assert line.amount == amount


def test_an_exemption_of_one_procedure_is_not_one_of_another(
    town: Centre,
    fee: Callable[..., None],
    exempt: Callable[..., None],
    extract: LocalProcedure,
) -> None:
    fee(15_000, "2026-01-01")
    exempt(category="MERIT", local=extract)

    (marital,) = pay(offer(town), who="MERIT")
    (copy,) = pay(offer(town, EXTRACT), who="MERIT")

    assert (marital.amount, copy.amount) == (15_000, 0)


def test_the_receipt_of_an_exempt_person_says_why(
    exempt: Callable[..., None], town: Centre
) -> None:
    exempt(category="MERIT")

    (line,) = pay(offer(town, EXTRACT), who="MERIT")

    assert (line.exempt_because, line.exempt_source) == ("MERIT", "NQ 24/2026/NQ-HĐND")


def test_a_fee_set_between_two_receptions_counts_for_the_second(
    town: Centre, receive: Callable[..., Dossier], fee: Callable[..., None]
) -> None:
    before = receive(MARITAL).slips.get().content
    fee(15_000, "2026-01-01")

    after = receive(MARITAL).slips.get().content

    assert '"amount": null' in before
    assert '"amount": 15000' in after
