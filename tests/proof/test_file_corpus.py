"""FIL-1: five hundred hostile files and a hundred honest ones, from one seed."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from motcua.foundation.files import decoding
from tests.foundation.files.corpus import honest, hostile
from tests.foundation.files.corpus.samples import Sample
from tests.foundation.files.judged import Outcome, is_harmless, judged, says_where

HOSTILE: Final = 500
HONEST: Final = 108
SEED: Final = 2026
AT_ONCE: Final = 2

pytestmark = pytest.mark.proof


@pytest.fixture(autouse=True)
def no_decoder_stays() -> Iterator[None]:
    """The decoder that waits for the next file goes home with the tests."""
    yield
    decoding.stand.clear()


def all_judged(
    samples: Iterator[tuple[str, Sample]],
) -> list[tuple[str, Sample, Outcome | Exception]]:
    """Send all of them; an exception that is no verdict would be a crash of the web."""

    def one(named: tuple[str, Sample]) -> tuple[str, Sample, Outcome | Exception]:
        name, sample = named
        try:
            return name, sample, judged(sample)
        except Exception as error:
            return name, sample, error

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, samples))


def test_of_five_hundred_hostile_files_none_gets_in_and_every_honest_one_does() -> None:
    bad = all_judged(hostile.samples(HOSTILE, seed=SEED))
    good = all_judged(honest.samples(HONEST, seed=SEED))

    verdicts = [o for _, _, o in [*bad, *good] if isinstance(o, Outcome)]
    crashes = [n for n, _, o in [*bad, *good] if isinstance(o, Exception)]
    accepted = [
        n for n, s, o in bad if isinstance(o, Outcome) and not is_harmless(s, o)
    ]
    turned_away = [n for n, _, o in good if isinstance(o, Outcome) and not o.is_kept]
    with_place = sum(says_where(o.kept) for o in verdicts if o.kept is not None)
    handled = sum(isinstance(o, Outcome) for _, _, o in bad)
    cleaned = sum(isinstance(o, Outcome) and o.is_kept for _, _, o in bad)
    print(
        f"handled {handled}, accepted-hostile {len(accepted)}, "
        f"web crash {len(crashes)}, honest refused {len(turned_away)} of {HONEST}, "
        f"GPS left {with_place} ({handled - cleaned} refused, {cleaned} drawn again)"
    )
    assert handled == HOSTILE
    assert not accepted, Counter(accepted)
    assert not crashes, Counter(crashes)
    assert not turned_away, Counter(turned_away)
    assert with_place == 0
