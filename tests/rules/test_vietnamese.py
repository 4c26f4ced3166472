import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import vietnamese
from motcua.rules.vietnamese import NameReason, NotAName, NotAPhone
from tests.rules.typists import wide

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
syllables = st.builds(
    lambda head, vowel, tone, tail: unicodedata.normalize(
        "NFC", f"{head}{vowel}{tone}{tail}"
    ),
    st.sampled_from(["", "b", "c", "d", "đ", "h", "ng", "Th", "Đ"]),
    st.sampled_from(list(VOWELS)),
    st.sampled_from(TONES),
    st.sampled_from(["", "c", "n", "ng"]),
)
names = st.lists(syllables, min_size=1, max_size=5).map(" ".join)


def test_a_name_is_stored_composed_with_single_spaces() -> None:
    typed = unicodedata.normalize("NFD", "  Bùi \t Thị\u200b  Hoà ")

    assert vietnamese.clean_name(typed) == "Bùi Thị Hoà"


@given(names)
def test_cleaning_a_clean_name_changes_nothing(name: str) -> None:
    assert vietnamese.clean_name(name) == name


def test_a_direction_mark_cannot_turn_a_name_round() -> None:
    assert vietnamese.clean_name("An\u202eBình") == "AnBình"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NameReason.EMPTY),
        (" \u200b\u202e ", NameReason.EMPTY),
        ("a" * 101, NameReason.TOO_LONG),
        ("Nguyễn " * 1_500_000, NameReason.TOO_LONG),
        ("0912345678", NameReason.NO_LETTERS),
        ("...", NameReason.NO_LETTERS),
        ("An 😀", NameReason.UNREADABLE),
        ("An \ud800", NameReason.UNREADABLE),
    ],
)
def test_what_cannot_be_a_name_is_refused(text: str, reason: NameReason) -> None:
    with pytest.raises(NotAName) as refusal:
        vietnamese.clean_name(text)

    assert refusal.value.reason is reason


def test_an_organisation_may_have_digits() -> None:
    assert vietnamese.clean_name("Công ty 319") == "Công ty 319"


def test_searching_needs_no_accents() -> None:
    assert vietnamese.fold("  Nguyễn Thị ĐƯỜNG ") == "nguyen thi duong"
    assert vietnamese.fold("Ðỗ") == "do"


@given(names)
def test_the_search_key_is_plain_and_stable(name: str) -> None:
    key = vietnamese.fold(name)

    assert key.isascii()
    assert vietnamese.fold(key) == key
    assert vietnamese.fold(unicodedata.normalize("NFD", name.upper())) == key


LISTED = [
    "Bùi Văn An",
    "Nguyễn Thị An",
    "Bùi Văn Ân",
    "Lê Dung",
    "Lê Đông",
    "Lê Hoa",
    "Lê Hoà",
    "Lê Hoá",
    "Lê Hoan",
    "Lê Oanh",
    "Lê Ơn",
]


@given(st.permutations(LISTED))
def test_people_are_listed_by_given_name(people: list[str]) -> None:
    assert sorted(people, key=vietnamese.sort_key) == LISTED


@given(st.permutations("aăâbcdđeêghiklmnoôơpqrstuưvxy"))
def test_the_alphabet_is_in_its_order(letters: list[str]) -> None:
    listed = sorted(letters, key=vietnamese.sort_key)

    assert "".join(listed) == "aăâbcdđeêghiklmnoôơpqrstuưvxy"


@given(st.permutations(["ma", "mà", "mả", "mã", "má", "mạ"]))
def test_tones_are_in_the_order_of_the_schoolbook(words: list[str]) -> None:
    listed = sorted(words, key=vietnamese.sort_key)

    assert listed == ["ma", "mà", "mả", "mã", "má", "mạ"]


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "+84 912 345 678",
        "84912345678",
        "0084.912.345.678",
        "+84 (0) 912-345-678",
        "\u202a091 234 5678\u202c",
        wide("0912345678"),
    ],
)
def test_one_mobile_has_one_form(typed: str) -> None:
    assert vietnamese.phone(typed) == "0912345678"


def test_a_landline_has_eleven_digits() -> None:
    assert vietnamese.phone("(0218) 385-12.34") == "02183851234"
    assert vietnamese.phone("+84 218 3851234") == "02183851234"


@pytest.mark.parametrize(
    "typed", ["", "113", "1022", "18001096", "0112345678", "091234567", "+1 912345678"]
)
def test_what_nobody_answers_is_no_phone(typed: str) -> None:
    with pytest.raises(NotAPhone):
        vietnamese.phone(typed)


def test_a_masked_phone_keeps_three_digits_at_each_end() -> None:
    assert vietnamese.mask_phone("0912345678") == "091****678"
    assert vietnamese.mask_phone("02183851234") == "021*****234"
    assert vietnamese.mask_phone("113") == "***"


def test_a_name_at_the_door_is_the_given_name_and_letters() -> None:
    assert vietnamese.mask_name("Bùi Thị An") == "B. T. An"
    assert vietnamese.mask_name("Ánh") == "Ánh"
    assert vietnamese.mask_name("") == ""
