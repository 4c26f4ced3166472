"""FIL-1: one sample of every recipe; all five hundred are in tests/proof."""

import random
from collections.abc import Iterator

import pytest

from motcua.foundation.files import decoding
from motcua.foundation.files.decoder.verdict import Limits, Reason
from motcua.foundation.files.wording import why
from tests.foundation.files.corpus import honest, hostile
from tests.foundation.files.judged import is_harmless, judged, says_where

# What must be refused and not merely come out clean, and why.
REASONS = {
    "script when it opens": Reason.ACTIVE,
    "script packed away": Reason.ACTIVE,
    "script misspelt": Reason.ACTIVE,
    "link that starts a program": Reason.ACTIVE,
    "carries a file": Reason.CARRIES_FILES,
    "with password": Reason.LOCKED,
    "too many pages": Reason.TOO_MANY_PAGES,
    "unpacks without end": Reason.BLOWS_UP,
    "packed twice": Reason.BLOWS_UP,
    "vast picture inside": Reason.TOO_MANY_PIXELS,
    "zip behind": Reason.TWO_IN_ONE,
    "zip inside": Reason.TWO_IN_ONE,
    "page of the web before": Reason.MISNAMED,
    "broken map": Reason.DAMAGED,
    "virus on a page": Reason.VIRUS,
    "vast png": Reason.TOO_MANY_PIXELS,
    "narrow png": Reason.TOO_MANY_PIXELS,
    "pixel bomb": Reason.TOO_MANY_PIXELS,
    "vast jpeg": Reason.TOO_MANY_PIXELS,
    "cut jpeg": Reason.DAMAGED,
    "cut heic": Reason.DAMAGED,
    "virus in a jpeg": Reason.VIRUS,
    "nothing": Reason.EMPTY,
    "zeros": Reason.EMPTY,
    "wrong name": Reason.MISNAMED,
    "two names": Reason.NOT_ALLOWED,
    "too heavy": Reason.TOO_LARGE,
}


@pytest.fixture(autouse=True, scope="module")
def no_decoder_stays() -> Iterator[None]:
    """The decoder that waits for the next file goes home with the tests."""
    yield
    decoding.stand.clear()


@pytest.mark.parametrize("name", hostile.RECIPES)
def test_a_hostile_file_is_refused_or_only_its_pixels_are_kept(name: str) -> None:
    sample = hostile.RECIPES[name](random.Random(name))

    outcome = judged(sample)

    assert is_harmless(sample, outcome), outcome
    assert REASONS.get(name, outcome.reason) == outcome.reason


@pytest.mark.parametrize("name", honest.RECIPES)
def test_an_honest_file_is_taken(name: str) -> None:
    sample = honest.RECIPES[name](random.Random(name))

    outcome = judged(sample)

    assert outcome.kept is not None, outcome.reason
    assert outcome.kept.pages >= 1
    assert not says_where(outcome.kept)


def test_a_document_stays_as_it_came_so_that_its_signature_holds() -> None:
    sample = honest.RECIPES["changed once more"](random.Random(1))

    outcome = judged(sample)

    assert outcome.kept is not None
    assert outcome.kept.content == sample.data


def test_every_reason_has_a_sentence_that_says_what_to_do() -> None:
    sentences = {why(reason, Limits()) for reason in Reason}

    assert len(sentences) == len(Reason)
    assert all("%" not in sentence for sentence in sentences)
