from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import keystrokes
from tests.rules.typists import wide


def test_hidden_characters_disappear() -> None:
    pasted = "An\u200b \u202eBình\u200f\ufeff"

    assert keystrokes.visible(pasted) == "An Bình"


def test_line_ends_and_tabs_still_separate_words() -> None:
    assert keystrokes.visible("Hoà\tBình\nphường") == "Hoà Bình phường"


def test_wide_digits_and_long_dashes_become_plain() -> None:
    assert keystrokes.compact(wide("12") + " – 3—4\u20125\u22126") == "12-3-4-5-6"


def test_only_the_ten_plain_digits_are_digits() -> None:
    assert keystrokes.only_digits("0123456789")
    assert not keystrokes.only_digits("")
    assert not keystrokes.only_digits("१२३")


@given(st.text())
def test_compacting_twice_changes_nothing_more(text: str) -> None:
    once = keystrokes.compact(text)

    assert keystrokes.compact(once) == once
