"""Numbers from a counter row: each one once, whoever takes them at the same moment."""

from collections import Counter
from typing import Final
from uuid import UUID

import pytest

from motcua.foundation.numbering import services as numbering
from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import NotInTransaction, unit_of_work
from tests.rivals import together, undone

CENTRE: Final = UUID("01930000-0000-7000-8000-000000000001")


def take(series: str = "dossier", period: str = "2026-11-25") -> int:
    with unit_of_work():
        return numbering.take(centre_id=CENTRE, series=series, period=period)


@pytest.mark.django_db
def test_a_series_begins_at_one_in_every_period() -> None:
    taken = [take(), take(), take(period="2026-11-26"), take(series="book"), take()]

    assert taken == [1, 2, 1, 1, 3]


@pytest.mark.django_db
def test_two_centres_count_for_themselves() -> None:
    take()

    with unit_of_work():
        other = numbering.take(
            centre_id=new_id(), series="dossier", period="2026-11-25"
        )

    assert other == 1


@pytest.mark.django_db
def test_what_is_undone_leaves_its_number_free() -> None:
    take()

    assert undone(take) == 2

    assert take() == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_there_is_no_number() -> None:
    with pytest.raises(NotInTransaction):
        numbering.take(centre_id=CENTRE, series="dossier", period="2026-11-25")


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_never_get_one_number_twice() -> None:
    taken = together(8, lambda _: [take() for _ in range(25)])

    flat = [number for numbers in taken for number in numbers]
    assert max(Counter(flat).values()) == 1
    assert sorted(flat) == list(range(1, 201))
    assert all(numbers == sorted(numbers) for numbers in taken)


@pytest.mark.django_db(transaction=True)
def test_rivals_for_the_first_number_of_a_day_make_one_row() -> None:
    taken = together(8, lambda _: take(period="2026-11-30"))

    assert sorted(taken) == list(range(1, 9))
    assert Series.objects.filter(centre_id=CENTRE, period="2026-11-30").count() == 1


@pytest.mark.django_db(transaction=True)
def test_half_of_the_rivals_failing_leaves_no_duplicate() -> None:
    def work(number: int) -> list[int]:
        kept = []
        for turn in range(10):
            if (turn + number) % 2:
                undone(take)
            else:
                kept.append(take())
        return kept

    flat = [number for numbers in together(8, work) for number in numbers]

    assert sorted(flat) == list(range(1, 41))
