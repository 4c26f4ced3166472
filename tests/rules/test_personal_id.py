from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import personal_id
from motcua.rules.personal_id import Disagreement, NotAPersonalId, Reason, Sex
from tests.rules.typists import wide

twelve_digits = st.from_regex(r"\A[0-9]{12}\Z")
separators = st.sampled_from([" ", ".", "-", "\u200b", "\u00a0", "\u2060"])


def test_the_number_tells_place_sex_and_year() -> None:
    number = personal_id.parse("999155001234")

    assert number.place == "999"
    assert number.sex is Sex.FEMALE
    assert number.birth_year == 1955
    assert number.is_invented


@pytest.mark.parametrize(
    ("fourth", "sex", "century"),
    [
        ("0", Sex.MALE, 1900),
        ("1", Sex.FEMALE, 1900),
        ("2", Sex.MALE, 2000),
        ("3", Sex.FEMALE, 2000),
        ("4", Sex.MALE, 2100),
        ("9", Sex.FEMALE, 2300),
    ],
)
def test_the_fourth_digit_is_century_and_sex(
    fourth: str, sex: Sex, century: int
) -> None:
    number = personal_id.parse(f"999{fourth}00000000")

    assert (number.sex, number.century) == (sex, century)


@given(twelve_digits, separators)
def test_spaces_and_separators_are_forgiven(digits: str, separator: str) -> None:
    typed = separator.join([digits[:3], digits[3:6], digits[6:]])

    assert str(personal_id.parse(typed)) == digits


def test_full_width_digits_are_forgiven() -> None:
    assert str(personal_id.parse(wide("999155001234"))) == "999155001234"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u200b", Reason.EMPTY),
        ("99915500123O", Reason.NOT_DIGITS),
        ("99915500123", Reason.TOO_SHORT),
        ("9991550012345", Reason.TOO_LONG),
        ("113456789", Reason.OLD_CARD),
        ("१" * 12, Reason.NOT_DIGITS),
    ],
)
def test_each_mistake_has_its_own_reason(text: str, reason: Reason) -> None:
    with pytest.raises(NotAPersonalId) as refusal:
        personal_id.parse(text)

    assert refusal.value.reason is reason


@given(st.text(alphabet="0123456789 .-\u200bO"))
def test_a_text_is_twelve_digits_or_is_refused(text: str) -> None:
    digits = personal_id.normalise(text)

    try:
        accepted = str(personal_id.parse(text))
    except NotAPersonalId:
        accepted = ""

    assert accepted == (digits if len(digits) == 12 and digits.isdigit() else "")


def test_an_agreeing_declaration_warns_of_nothing() -> None:
    number = personal_id.parse("999155001234")

    assert personal_id.disagreements(number, date(1955, 3, 1), "female") == ()
    assert personal_id.disagreements(number, None, None) == ()
    assert personal_id.disagreements(number, None, "other") == ()


def test_each_disagreement_is_named() -> None:
    number = personal_id.parse("000155001234")

    found = personal_id.disagreements(number, date(1956, 3, 1), Sex.MALE)

    assert found == (Disagreement.PLACE, Disagreement.BIRTH_YEAR, Disagreement.SEX)


@pytest.mark.parametrize(
    ("place", "known"),
    [("001", True), ("096", True), ("097", False), ("100", False), ("101", True)],
)
def test_places_are_provinces_or_countries(place: str, known: bool) -> None:
    number = personal_id.parse(f"{place}155001234")

    warned = Disagreement.PLACE in personal_id.disagreements(number, None, None)

    assert warned is not known


def test_the_mask_shows_first_and_last_four() -> None:
    assert personal_id.mask("999155001234") == "9991****1234"
    assert personal_id.last_four("999155001234") == "1234"


def test_the_mask_of_something_else_shows_less() -> None:
    assert personal_id.mask("113456789") == "*****6789"
    assert personal_id.mask("1234") == "****"


def test_a_number_in_a_log_is_masked() -> None:
    number = personal_id.parse("999155001234")

    assert "155001234" not in repr(number)
