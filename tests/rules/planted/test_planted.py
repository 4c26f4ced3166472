"""The tests of the clock catch every planted fault."""

import pytest

from tests.rules.planted.faults import FAULTS, Fault
from tests.rules.planted.runner import CLOCK, PROGRAM, survivors


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_fits_the_clock_as_it_is(fault: Fault) -> None:
    text = (PROGRAM / CLOCK / fault.file).read_text(encoding="utf-8")

    assert text.count(fault.right) == 1


def test_the_tests_catch_every_planted_fault() -> None:
    assert survivors() == []
