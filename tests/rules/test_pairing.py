"""The code between a device and whoever pairs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import pairing

CODES = st.text(pairing.SIGNS, min_size=pairing.LENGTH, max_size=pairing.LENGTH)


@given(CODES)
def test_a_code_is_known_as_it_is_shown_and_as_it_is_typed(code: str) -> None:
    assert pairing.typed(pairing.shown(code)) == code
    assert pairing.typed(f" {code[:4].lower()}-{code[4:].lower()} ") == code


@pytest.mark.parametrize(
    "text",
    ["", "KMP4X7", "KMP4X7CC", "KMP4X70", "KMP4X7O", "KMP4X71", "KMP4X7I", "ĐMP4X7C"],
)
def test_what_no_device_shows_is_no_code(text: str) -> None:
    with pytest.raises(pairing.NotAPairingCode):
        pairing.typed(text)


@pytest.mark.parametrize("pair", ["0O", "1I", "2Z", "5S", "6G", "8B", "UV", "DĐ"])
def test_no_two_signs_are_taken_for_one_another(pair: str) -> None:
    assert len(set(pair) & set(pairing.SIGNS)) <= 1


def test_a_vietnamese_keyboard_left_on_changes_no_code() -> None:
    # Telex and VNI make new letters of vowels, of D and of W, and of nothing else.
    assert not set("AEIOUYDW") & set(pairing.SIGNS)
