"""A year is a name, not an amount."""

from collections.abc import Callable

from django.test import Client

from motcua.accounts.selectors import Mandate


def test_the_year_is_written_without_a_thousands_mark(
    signed_in: Callable[[Mandate], Client], admin_quan: Mandate
) -> None:
    page = signed_in(admin_quan).get("/office/calendar/?year=2026").content.decode()

    assert "Lịch làm việc 2026" in page
    assert "2.026" not in page
