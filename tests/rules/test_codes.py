import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import codes
from motcua.rules.codes import CodesExhausted, DossierCode, NotADossierCode, NotAnAgency

AGENCY = "000.00.95.H44"
CODE = DossierCode(agency=AGENCY, on=date(2025, 11, 25), number=42)

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
issued = st.builds(
    lambda day, number: codes.issue(agency=AGENCY, on=day, number=number),
    days,
    st.integers(1, codes.LAST_NUMBER),
)
dashes = st.sampled_from(["-", " - ", "–", "—", "\u2011", "\u2212", " ", "\u200b-"])


def test_a_code_is_agency_day_and_number() -> None:
    assert str(CODE) == "000.00.95.H44-251125-0042"


@given(issued)
def test_parsing_what_was_printed_gives_the_same_code(code: DossierCode) -> None:
    assert DossierCode.parse(str(code)) == code
    assert DossierCode.parse(codes.grouped(code)) == code


@given(issued, dashes)
def test_any_dash_and_lower_case_are_forgiven(code: DossierCode, dash: str) -> None:
    typed = f" {str(code).lower().replace('-', dash)}\u200f"

    assert codes.normalise(typed) == str(code)


def test_missing_dots_are_forgiven() -> None:
    assert DossierCode.parse("0000095h44 251125 0042") == CODE


def test_a_fifth_digit_of_another_province_is_kept() -> None:
    foreign = "000.00.12.H38-251125-00042"

    assert str(DossierCode.parse(foreign)) == foreign


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000.00.95.H44",
        "000.00.95.G44-251125-0042",
        "000.00.95.H44-251125-042",
        "000.00.95.H44-251125-000042",
        "000.00.95.H44-251332-0042",
        "000.00.95.H44-250229-0042",
        "000.00.95.H44-251125-0042; --",
        "0" * 10_000_000,
    ],
)
def test_what_is_not_a_code_is_refused(text: str) -> None:
    with pytest.raises(NotADossierCode):
        DossierCode.parse(text)


@given(st.text(alphabet="0123456789.Hh -–\u200b"))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = codes.normalise(text)

    assert codes.normalise(once) == once


def test_the_day_ends_after_number_9999() -> None:
    last = codes.issue(agency=AGENCY, on=CODE.on, number=9999)

    assert str(last).endswith("-9999")
    with pytest.raises(CodesExhausted):
        codes.issue(agency=AGENCY, on=CODE.on, number=10_000)


def test_numbers_start_at_one() -> None:
    with pytest.raises(ValueError, match="number 1"):
        codes.issue(agency=AGENCY, on=CODE.on, number=0)


def test_only_an_agency_issues_codes() -> None:
    with pytest.raises(NotAnAgency):
        codes.issue(agency="H44", on=CODE.on, number=1)


def test_codes_sort_by_day_then_number() -> None:
    tomorrow = codes.issue(agency=AGENCY, on=date(2025, 11, 26), number=1)
    later = codes.issue(agency=AGENCY, on=CODE.on, number=43)

    assert sorted([tomorrow, later, CODE]) == [CODE, later, tomorrow]


def test_the_bank_sees_letters_and_digits_only() -> None:
    assert codes.letters_and_digits(CODE) == "0000095H442511250042"


def test_another_pattern_can_be_set_as_data() -> None:
    short = re.compile(
        r"(?P<agency>H[0-9]{2}\.[0-9]{2})-(?P<day>[0-9]{6})-(?P<number>[0-9]{4})"
    )

    code = DossierCode.parse("h44.95-251201-0001", short)

    assert (code.agency, code.on, code.number) == ("H44.95", date(2025, 12, 1), 1)


@pytest.mark.parametrize(
    ("text", "holds"),
    [("2.000635", True), ("6.006758", True), ("2.00635", False), ("2.000635\n", False)],
)
def test_procedure_codes_have_seven_digits_and_a_dot(text: str, holds: bool) -> None:
    assert codes.is_procedure_code(text) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [(AGENCY, True), ("000.00.00.G01", True), ("00.00.95.H44", False)],
)
def test_agencies_have_four_levels(text: str, holds: bool) -> None:
    assert codes.is_agency(text) is holds
