"""A catalogue is national; each centre adopts it for itself."""

from datetime import date
from decimal import Decimal

from motcua.accounts.selectors import Mandate
from motcua.catalogue import selectors
from motcua.catalogue.models import LocalProcedure, ProcedureVersion
from motcua.catalogue.services import (
    Decision,
    StepPlan,
    approve_process,
    import_catalogue,
)
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW


def test_a_second_centre_adopts_what_the_first_brought_in(
    town: Centre, stranger_centre: Centre, stranger: Mandate
) -> None:
    versions = ProcedureVersion.objects.count()
    data = selectors.export_catalogue(town)

    report = import_catalogue(
        centre=stranger_centre, data=data, dry_run=False, by=stranger.user, at=NOW
    )

    assert (report.added, report.changed) == ([], [])
    assert ProcedureVersion.objects.count() == versions
    assert selectors.offer(stranger_centre, EXTRACT, on=NOW.date()).steps


def test_a_new_version_leaves_the_approved_process_in_force(
    town: Centre, admin_quan: Mandate
) -> None:
    local = LocalProcedure.objects.get(centre=town, procedure__code=EXTRACT)
    steps = [
        StepPlan("receive", "Tiếp nhận", "receptionist", Decimal(1)),
        StepPlan("sign", "Ký", "vice_chairman", Decimal(1)),
        StepPlan("deliver", "Trả", "receptionist", Decimal(1)),
    ]
    approve_process(
        local_procedure=local,
        steps=steps,
        decision=Decision("12/QĐ-UBND", date(2026, 11, 1), "Chủ tịch"),
        by=admin_quan.user,
        at=NOW,
    )
    data = selectors.export_catalogue(town)
    row = next(r for r in data["procedures"] if r["code"] == EXTRACT)
    changed = {"procedures": [row | {"result_vi": "Bản sao trích lục"}]}

    import_catalogue(
        centre=town, data=changed, dry_run=False, by=admin_quan.user, at=NOW
    )

    offer = selectors.offer(town, EXTRACT, on=NOW.date())
    assert offer.version.result == "Bản sao trích lục"
    assert offer.process.is_approved
    assert len(offer.steps) == 3
