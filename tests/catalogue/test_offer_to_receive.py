"""What services keep in memory of an offer never outlives a change of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.selectors import Mandate
from motcua.catalogue import selectors, services
from motcua.catalogue.models import LocalProcedure, LocalProcess
from motcua.catalogue.selectors import Offer, UnknownProcedure
from motcua.catalogue.services import FeeSetting
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW


def offer(centre: Centre) -> Offer:
    """The extract copy as services see it."""
    return selectors.offer_to_receive(centre, EXTRACT, on=NOW.date())


def test_the_second_time_costs_one_statement(town: Centre) -> None:
    first = offer(town)

    with CaptureQueriesContext(connection) as asked:
        again = offer(town)

    assert again == first == selectors.offer(town, EXTRACT, on=NOW.date())
    assert len(asked.captured_queries) == 1


def test_a_new_process_is_seen_at_once(town: Centre) -> None:
    before = offer(town)

    process = LocalProcess.objects.create(
        centre=town, local_procedure=before.local, number=2, published_at=NOW
    )

    assert offer(town).process == process


def test_a_fee_of_the_ward_is_seen_at_once(town: Centre, admin_quan: Mandate) -> None:
    before = offer(town)

    services.set_fee(
        local_procedure=before.local,
        fee=FeeSetting(
            name="Lệ phí của phường",
            unit="bản",
            amount_vnd=2_000,
            channel="",
            from_on=date(2026, 1, 1),
            legal_source="Nghị quyết 1",
        ),
        by=admin_quan.user,
        at=NOW,
    )

    lines = selectors.assess_fees(
        offer(town), person_categories=(), channel="counter", on=NOW.date()
    )
    assert [line.amount for line in lines] == [2_000]


def test_a_procedure_no_longer_offered_is_unknown(town: Centre) -> None:
    offer(town)

    LocalProcedure.objects.filter(centre=town, procedure__code=EXTRACT).update(
        is_offered=False
    )

    with pytest.raises(UnknownProcedure):
        offer(town)


def test_a_process_of_another_ward_is_not_taken(
    town: Centre, stranger_centre: Centre
) -> None:
    offer(town)

    with pytest.raises(UnknownProcedure):
        offer(stranger_centre)
