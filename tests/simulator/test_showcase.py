"""A fresh trial shows the stories that take days, and nobody meets empty pages."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.simulator import showcase
from motcua.ward.models import Centre
from tests.cast import NOW, mandate


@pytest.mark.parametrize(
    ("who", "page", "empty"),
    [
        ("giamdoc", "/desk/oversight/stuck/", "Không hồ sơ nào bị kẹt"),
        ("giamdoc", "/office/second-looks/", "Không có việc nào chờ xác nhận"),
        ("tiepnhan", "/desk/trips/", "Không có lượt đến lại"),
        ("congan", "/partner/", "Không có việc"),
        ("thue", "/partner/", "Không có việc"),
        ("phochutich", "/desk/approvals/", "Không có hồ sơ"),
    ],
)
def test_each_page_of_the_trial_has_something_to_show(
    signed_in: Callable[[Mandate], Client],
    town: Centre,
    who: str,
    page: str,
    empty: str,
) -> None:
    with time_machine.travel(NOW, tick=False):
        before = signed_in(mandate(who)).get(page).content.decode()
        showcase.set_out(town, now=NOW)
        after = signed_in(mandate(who)).get(page).content.decode()

    assert len(after) > len(before)
    assert empty not in after
