from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import fees
from motcua.rules.fees import Exemption, FeeLine, FeeRule

TODAY = date(2026, 9, 1)
EXTRACT = FeeRule(
    code="extract",
    name="Bản sao",
    unit="bản",
    amount=8_000,
    source="TT 281/2016/TT-BTC",
)
UNSET = FeeRule(
    code="record", name="Lệ phí hộ tịch", unit="việc", amount=None, source="HĐND tỉnh"
)
COPY = FeeRule(
    code="copy",
    name="Chứng thực bản sao",
    unit="bản",
    amount=None,
    source="TT 226/2016/TT-BTC",
    by_pages=fees.CERTIFIED_COPY,
)
POOR = Exemption(
    reason="Hộ nghèo",
    source="Luật 97/2015/QH13 điều 10",
    categories=frozenset({"POOR"}),
)
DIGITAL = Exemption(
    reason="Công dân số",
    source="Nghị quyết miễn phí",
    categories=frozenset({"DIGITAL"}),
    channels=frozenset({"online"}),
    from_on=date(2026, 8, 15),
    until_on=date(2027, 2, 28),
)


def assess(
    *rules: FeeRule,
    exemptions: tuple[Exemption, ...] = (),
    categories: frozenset[str] = frozenset(),
    channel: str = "direct",
    on: date = TODAY,
    quantities: dict[str, int] | None = None,
    pages: int = 1,
) -> tuple[FeeLine, ...]:
    return fees.assess(
        rules,
        exemptions,
        person_categories=categories,
        channel=channel,
        on=on,
        quantities=quantities,
        pages=pages,
    )


@pytest.mark.parametrize(
    ("pages", "price"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (198, 200_000), (199, 200_000)],
)
def test_a_certified_copy_costs_what_the_circular_says(pages: int, price: int) -> None:
    (line,) = assess(COPY, pages=pages, quantities={"copy": 3})

    assert line.unit_price == price
    assert line.amount == 3 * price


@given(st.integers(1, 500))
def test_one_more_page_never_costs_less(pages: int) -> None:
    scale = fees.CERTIFIED_COPY

    assert scale.price(pages) <= scale.price(pages + 1) <= scale.greatest


def test_a_line_says_what_how_many_and_by_which_law() -> None:
    (line,) = assess(EXTRACT, quantities={"extract": 2})

    assert (line.name, line.quantity, line.unit_price) == ("Bản sao", 2, 8_000)
    assert line.amount == 16_000
    assert line.source == "TT 281/2016/TT-BTC"
    assert line.exempt_because == ""


def test_an_unknown_fee_is_never_nothing() -> None:
    lines = assess(UNSET, EXTRACT)

    assert lines[0].amount is None
    assert fees.total(lines) is None


def test_the_poor_pay_nothing_and_the_line_says_why() -> None:
    (line,) = assess(EXTRACT, exemptions=(POOR,), categories=frozenset({"POOR"}))

    assert (line.unit_price, line.amount) == (8_000, 0)
    assert line.exempt_because == "Hộ nghèo"
    assert line.exempt_source == "Luật 97/2015/QH13 điều 10"


def test_who_pays_nothing_at_any_price_pays_nothing_of_an_unknown_one() -> None:
    lines = assess(UNSET, exemptions=(POOR,), categories=frozenset({"POOR"}))

    assert fees.total(lines) == 0


def test_half_of_an_unknown_fee_is_unknown() -> None:
    half = replace(POOR, percent=50)

    (line,) = assess(UNSET, exemptions=(half,), categories=frozenset({"POOR"}))

    assert line.amount is None


def test_the_most_generous_exemption_is_taken() -> None:
    half = replace(POOR, reason="Giảm một nửa", percent=50)

    (line,) = assess(EXTRACT, exemptions=(half, POOR), categories=frozenset({"POOR"}))

    assert line.exempt_because == "Hộ nghèo"


@pytest.mark.parametrize(
    ("channel", "on", "amount"),
    [
        ("online", date(2026, 8, 14), 8_000),
        ("online", date(2026, 8, 15), 0),
        ("online", date(2027, 2, 28), 0),
        ("online", date(2027, 3, 1), 8_000),
        ("direct", date(2026, 8, 15), 8_000),
    ],
)
def test_the_digital_waiver_has_a_channel_and_an_end(
    channel: str, on: date, amount: int
) -> None:
    lines = assess(
        EXTRACT,
        exemptions=(DIGITAL,),
        categories=frozenset({"DIGITAL"}),
        channel=channel,
        on=on,
    )

    assert fees.total(lines) == amount


def test_an_exemption_names_the_fees_it_covers() -> None:
    only_record = replace(POOR, fees=frozenset({"record"}))

    lines = assess(
        EXTRACT, UNSET, exemptions=(only_record,), categories=frozenset({"POOR"})
    )

    assert [line.amount for line in lines] == [8_000, 0]


def test_a_free_fee_exempts_nobody() -> None:
    free = replace(EXTRACT, amount=0)

    (line,) = assess(free, exemptions=(POOR,), categories=frozenset({"POOR"}))

    assert (line.amount, line.exempt_because) == (0, "")


def test_one_edition_of_a_fee_is_charged_per_channel() -> None:
    direct = replace(EXTRACT, amount=20_000, channel="direct")
    online = replace(EXTRACT, amount=10_000, channel="online")

    assert fees.total(assess(direct, online, channel="online")) == 10_000
    assert fees.total(assess(direct, online, channel="direct")) == 20_000


def test_a_channel_without_a_price_is_unknown_and_not_free() -> None:
    direct = replace(EXTRACT, amount=20_000, channel="direct")

    (line,) = assess(direct, channel="postal")

    assert line.amount is None
    assert line.source == ""


def test_a_new_edition_takes_over_on_its_day() -> None:
    dearer = replace(EXTRACT, amount=9_000, from_on=date(2026, 9, 2))

    assert fees.total(assess(EXTRACT, dearer, on=date(2026, 9, 1))) == 8_000
    assert fees.total(assess(EXTRACT, dearer, on=date(2026, 9, 2))) == 9_000


def test_a_fee_that_has_not_begun_has_no_line() -> None:
    assert assess(replace(EXTRACT, from_on=date(2027, 1, 1))) == ()


def test_an_edition_holds_through_its_last_day() -> None:
    ending = replace(EXTRACT, until_on=TODAY)

    assert fees.total(assess(ending, on=TODAY)) == 8_000


def test_a_price_of_the_channel_goes_before_a_newer_general_one() -> None:
    online = replace(EXTRACT, amount=4_000, channel="online")
    general = replace(EXTRACT, amount=9_000, from_on=TODAY)

    assert fees.total(assess(online, general, channel="online")) == 4_000


def test_an_ended_fee_without_a_successor_is_unknown() -> None:
    (line,) = assess(replace(EXTRACT, until_on=date(2025, 12, 31)))

    assert line.amount is None


def test_what_nobody_asked_for_has_no_line() -> None:
    extra = replace(EXTRACT, usual_quantity=0)

    assert assess(extra) == ()
    assert fees.total(assess(extra, quantities={"extract": 1})) == 8_000


def test_pages_and_quantities_must_make_sense() -> None:
    with pytest.raises(ValueError, match="pages count"):
        assess(COPY, pages=0)
    with pytest.raises(ValueError, match="pages count"):
        assess(EXTRACT, quantities={"extract": -1})


@given(
    st.integers(0, 10**6), st.integers(1, 50), st.integers(0, 100), st.integers(0, 100)
)
def test_a_greater_exemption_never_costs_more(
    amount: int, quantity: int, first: int, second: int
) -> None:
    less, more = sorted([first, second])

    dearer, cheaper = (
        fees.total(
            assess(
                replace(EXTRACT, amount=amount),
                exemptions=(replace(POOR, percent=percent),),
                categories=frozenset({"POOR"}),
                quantities={"extract": quantity},
            )
        )
        for percent in (less, more)
    )

    assert dearer is not None
    assert cheaper is not None
    assert 0 <= cheaper <= dearer <= amount * quantity
