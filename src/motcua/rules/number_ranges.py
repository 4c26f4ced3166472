"""Which numbers of a series are given out by whom, so that nobody gives out another's.

A day's series has three parts. The house counts from 1. A machine that loses the server
goes on with a block that was lent to it beforehand, and a greeter without electricity
with slips printed long ago. None of the three can ask the others, so their numbers lie
apart; when the house itself comes to the others' part, it goes on after it.
"""

from typing import Final

LAST_BEFORE: Final = 500
"""The house counts up to here first: twice as many as a whole ward comes in a day."""
BLOCK: Final = 100
"""Numbers lent to a machine at a time: more than one group of services has in a day."""
BLOCKS: Final = 4
LENT: Final = range(LAST_BEFORE + 1, LAST_BEFORE + 1 + BLOCK * BLOCKS)
"""501 to 900: blocks of machines."""
PAPER: Final = range(LENT.stop, 1000)
"""901 to 999: slips of paper, three digits like all."""
FIRST_AFTER: Final = PAPER.stop + 1
"""Where the house goes on when it has come to the others' part."""


class NoBlockLeft(Exception):
    """Every block of this series was lent today."""


def of_the_house(nth: int) -> int:
    """The number of the nth ticket (from 1) that the house gives out in a series."""
    if nth <= LAST_BEFORE:
        return nth
    return FIRST_AFTER + nth - LAST_BEFORE - 1


def block(nth: int) -> range:
    """The nth block (from 1) of a series that is lent on a day; raises NoBlockLeft."""
    if nth > BLOCKS:
        raise NoBlockLeft(nth)
    first = LENT.start + (nth - 1) * BLOCK
    return range(first, first + BLOCK)
