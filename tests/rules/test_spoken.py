"""The sentence of the hall: every ticket's digits, every counter's number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import spoken
from motcua.rules.spoken import NotACall, Reason
from motcua.rules.vietnamese import numeral

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
# Written out by hand: ten rows of ten, as a child counts aloud.
COUNTED = """
    một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười,
    mười một, mười hai, mười ba, mười bốn, mười lăm,
    mười sáu, mười bảy, mười tám, mười chín, hai mươi,
    hai mươi mốt, hai mươi hai, hai mươi ba, hai mươi tư, hai mươi lăm,
    hai mươi sáu, hai mươi bảy, hai mươi tám, hai mươi chín, ba mươi,
    ba mươi mốt, ba mươi hai, ba mươi ba, ba mươi tư, ba mươi lăm,
    ba mươi sáu, ba mươi bảy, ba mươi tám, ba mươi chín, bốn mươi,
    bốn mươi mốt, bốn mươi hai, bốn mươi ba, bốn mươi tư, bốn mươi lăm,
    bốn mươi sáu, bốn mươi bảy, bốn mươi tám, bốn mươi chín, năm mươi,
    năm mươi mốt, năm mươi hai, năm mươi ba, năm mươi tư, năm mươi lăm,
    năm mươi sáu, năm mươi bảy, năm mươi tám, năm mươi chín, sáu mươi,
    sáu mươi mốt, sáu mươi hai, sáu mươi ba, sáu mươi tư, sáu mươi lăm,
    sáu mươi sáu, sáu mươi bảy, sáu mươi tám, sáu mươi chín, bảy mươi,
    bảy mươi mốt, bảy mươi hai, bảy mươi ba, bảy mươi tư, bảy mươi lăm,
    bảy mươi sáu, bảy mươi bảy, bảy mươi tám, bảy mươi chín, tám mươi,
    tám mươi mốt, tám mươi hai, tám mươi ba, tám mươi tư, tám mươi lăm,
    tám mươi sáu, tám mươi bảy, tám mươi tám, tám mươi chín, chín mươi,
    chín mươi mốt, chín mươi hai, chín mươi ba, chín mươi tư, chín mươi lăm,
    chín mươi sáu, chín mươi bảy, chín mươi tám, chín mươi chín
"""
COUNTERS = [words.strip() for words in COUNTED.split(",")]

letters = st.sampled_from(spoken.LETTERS)
numbers = st.integers(1, 9999)
counters = st.integers(1, 99)


def said(clips: tuple[str, ...]) -> str:
    """What a listener hears, clip after clip."""
    return " ".join(spoken.CLIPS[clip] for clip in clips)


def test_a_ticket_is_called_digit_by_digit_to_a_counter_with_its_number() -> None:
    assert spoken.call_clips("A", 23, 5) == (
        "invite",
        "letter-a",
        "digit-0",
        "digit-2",
        "digit-3",
        "to-counter",
        "digit-5",
    )
    assert spoken.call_words("A", 23, 5) == "Mời số A không hai ba đến quầy số năm"


@pytest.mark.parametrize(("counter", "words"), [*enumerate(COUNTERS, start=1)])
def test_every_counter_is_said_as_people_count(counter: int, words: str) -> None:
    assert said(spoken.call_clips("A", 1, counter)).endswith(f"đến quầy số {words}")
    assert spoken.call_words("A", 1, counter).endswith(f"đến quầy số {words}")


def test_the_counted_list_is_whole() -> None:
    assert len(COUNTERS) == len(set(COUNTERS)) == spoken.LAST_COUNTER


def test_every_ticket_number_is_said_as_it_is_printed() -> None:
    for number in range(1, 10_000):
        printed = str(number).rjust(3, "0")
        words = " ".join(DIGITS[int(digit)] for digit in printed)

        heard = said(spoken.call_clips("B", number, 1))

        assert heard == f"mời số bê {words} đến quầy số một"


@given(letters, numbers, counters)
def test_the_text_beside_the_voice_says_what_is_heard(
    letter: str, number: int, counter: int
) -> None:
    clips = spoken.call_clips(letter, number, counter)
    seen = spoken.call_words(letter, number, counter)

    name = spoken.CLIPS[clips[1]]
    assert seen.replace(f" {letter} ", f" {name} ", 1).lower() == said(clips)


@given(letters, numbers, counters)
def test_two_calls_never_sound_the_same(letter: str, number: int, counter: int) -> None:
    heard = said(spoken.call_clips(letter, number, counter))

    assert heard != said(spoken.call_clips(letter, number % 9999 + 1, counter))
    assert heard != said(spoken.call_clips(letter, number, counter % 99 + 1))


def test_no_two_letters_sound_the_same_in_the_north() -> None:
    names = [spoken.CLIPS[spoken.call_clips(x, 1, 1)[1]] for x in spoken.LETTERS]

    # In the north d, gi and r are one sound, as are s and x, and c and k.
    heard = [f" {name.replace('-', ' ')}" for name in names]
    for letter, sound in (
        (" gi", " z"),
        (" d", " z"),
        (" r", " z"),
        (" x", " s"),
        (" k", " c"),
    ):
        heard = [name.replace(letter, sound) for name in heard]
    assert len(set(heard)) == len(spoken.LETTERS) == 27


def test_a_clip_is_a_file_that_every_disk_can_keep() -> None:
    assert all(
        name.isascii() and name.replace("-", "").isalnum() and name == name.lower()
        for name in spoken.CLIPS
    )


@given(letters, numbers, counters)
def test_a_call_needs_only_clips_that_are_listed(
    letter: str, number: int, counter: int
) -> None:
    assert set(spoken.call_clips(letter, number, counter)) <= set(spoken.CLIPS)


def test_no_clip_is_recorded_for_nothing() -> None:
    tens = {clip for n in range(1, 100) for clip in spoken.call_clips("A", 1, n)}
    first = {clip for x in spoken.LETTERS for clip in spoken.call_clips(x, 1, 1)}
    digits = {clip for n in range(1, 10_000) for clip in spoken.call_clips("A", n, 1)}

    assert tens | first | digits == set(spoken.CLIPS)


@pytest.mark.parametrize(
    ("letter", "number", "counter", "reason"),
    [
        ("a", 1, 1, Reason.LETTER),
        ("", 1, 1, Reason.LETTER),
        ("AB", 1, 1, Reason.LETTER),
        ("Ơ", 1, 1, Reason.LETTER),
        ("A", 0, 1, Reason.NUMBER),
        ("A", 10_000, 1, Reason.NUMBER),
        ("A", 1, 0, Reason.COUNTER),
        ("A", 1, 100, Reason.COUNTER),
    ],
)
def test_what_is_no_ticket_or_no_counter_is_not_said(
    letter: str, number: int, counter: int, reason: Reason
) -> None:
    with pytest.raises(NotACall) as refusal:
        spoken.call_clips(letter, number, counter)

    assert refusal.value.reason is reason


@pytest.mark.parametrize("number", [-1, 100])
def test_a_numeral_has_one_or_two_digits(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)
