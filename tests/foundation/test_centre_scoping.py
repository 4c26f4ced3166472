"""Following a row to its neighbours, or saving it, stays in the row's own centre."""

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation.toolkit.models import new_id
from motcua.ward.models import Centre, Department

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Department:
    """A unit under the committee, read afresh."""
    centre = Centre.objects.create(slug="tan-hoa", name="Tân Hoà")
    above = Department.objects.create(centre=centre, code="A", name="Ủy ban")
    below = Department.objects.create(centre=centre, code="B", name="VP", parent=above)
    return Department.objects.get(centre=centre, id=below.id)


def condition(asked: CaptureQueriesContext) -> str:
    """The WHERE part of the only statement that was asked."""
    (query,) = asked.captured_queries
    return query["sql"].partition(" WHERE ")[2]


def test_the_row_above_is_looked_up_in_the_centre(office: Department) -> None:
    with CaptureQueriesContext(connection) as asked:
        above = office.parent

    assert above is not None
    assert above.code == "A"
    assert '"centre_id" = ' in condition(asked)


def test_the_rows_below_are_looked_up_in_the_centre(office: Department) -> None:
    above = office.parent
    assert above is not None

    with CaptureQueriesContext(connection) as asked:
        below = list(above.units.all())

    assert below == [office]
    assert '"centre_id" = ' in condition(asked)


def test_a_row_is_read_again_in_its_centre(office: Department) -> None:
    with CaptureQueriesContext(connection) as asked:
        office.refresh_from_db()

    assert '"centre_id" = ' in condition(asked)


def test_a_row_is_saved_in_its_centre(office: Department) -> None:
    office.name = "Văn phòng"

    with CaptureQueriesContext(connection) as asked:
        office.save(update_fields=["name"])

    assert '"centre_id" = ' in condition(asked)


def test_a_row_cannot_move_to_another_centre(office: Department) -> None:
    office.centre_id = new_id()

    with pytest.raises(DatabaseError):
        office.save(update_fields=["centre"])
