"""Percentiles of waiting and serving: of real people, against a plain count."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import hall_figures
from motcua.rules.hall_figures import Spell

MINUTE = timedelta(minutes=1)
TIMES = st.integers(0, 500).map(lambda n: n * MINUTE)
SPELLS = st.builds(
    Spell,
    queue=st.sampled_from("ABC"),
    officer=st.sampled_from(["mai", "linh"]),
    hour=st.integers(7, 16),
    waited=TIMES,
    served=st.none() | TIMES,
)


def test_ten_people_are_told_by_the_fifth_the_ninth_and_the_last() -> None:
    told = hall_figures.spread(n * MINUTE for n in range(10, 0, -1))

    assert told.count == 10
    assert [told.half, told.nine_of_ten, told.longest] == [
        5 * MINUTE,
        9 * MINUTE,
        10 * MINUTE,
    ]


def test_nobody_has_no_time() -> None:
    assert hall_figures.spread([]).count == 0


@given(st.lists(TIMES, min_size=1))
def test_at_least_the_share_waited_no_longer_and_the_time_is_somebodys(
    times: list[timedelta],
) -> None:
    told = hall_figures.spread(times)

    for value, tenths in ((told.half, 5), (told.nine_of_ten, 9)):
        assert value in times
        assert 10 * sum(each <= value for each in times) >= tenths * len(times)
        assert 10 * sum(each < value for each in times) < tenths * len(times)


@given(st.lists(SPELLS))
def test_every_person_is_in_one_group_of_each_division(spells: list[Spell]) -> None:
    for group in (lambda s: s.queue, lambda s: s.officer, lambda s: s.hour):
        lines = hall_figures.by(group, spells)

        assert sum(each.waited.count for each in lines.values()) == len(spells)
        assert sum(each.served.count for each in lines.values()) == sum(
            each.served is not None for each in spells
        )
