import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import tax_code
from motcua.rules.tax_code import Kind, NotATaxCode, Reason

nine_digits = st.from_regex(r"\A[0-9]{9}\Z")


@given(nine_digits)
def test_only_the_digit_that_closes_the_sum_is_accepted(nine: str) -> None:
    weighted = sum(
        weight * int(digit)
        for weight, digit in zip((31, 29, 23, 19, 17, 13, 7, 5, 3), nine, strict=True)
    )

    accepted = [last for last in range(10) if _is_accepted(f"{nine}{last}")]

    assert accepted == [last for last in range(10) if (weighted + last) % 11 == 10]


def test_a_published_company_code_is_accepted() -> None:
    code = tax_code.parse("0100109106")

    assert (code.kind, str(code)) == (Kind.ORGANISATION, "0100109106")


@pytest.mark.parametrize(
    "typed", ["0100109106-001", "0100109106001", " 0100109106 – 001"]
)
def test_a_branch_keeps_its_organisation(typed: str) -> None:
    code = tax_code.parse(typed)

    assert code.kind is Kind.BRANCH
    assert str(code) == "0100109106-001"
    assert code.organisation == "0100109106"


def test_a_household_uses_the_personal_number() -> None:
    code = tax_code.parse("999155001234")

    assert code.kind is Kind.PERSON
    assert code.organisation == str(code) == "999155001234"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("010010910X", Reason.NOT_DIGITS),
        ("01001091", Reason.WRONG_LENGTH),
        ("0100109107", Reason.CHECK_DIGIT),
        ("0100109107-001", Reason.CHECK_DIGIT),
        ("0100109106-000", Reason.BRANCH),
    ],
)
def test_each_mistake_has_its_own_reason(text: str, reason: Reason) -> None:
    with pytest.raises(NotATaxCode) as refusal:
        tax_code.parse(text)

    assert refusal.value.reason is reason


def _is_accepted(text: str) -> bool:
    try:
        tax_code.parse(text)
    except NotATaxCode:
        return False
    return True
