"""Tracking what nobody has accepted yet, and what never was."""

from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.journeys import intake
from motcua.ward.models import Centre
from tests.cast import NOW, intake_of
from tests.dossiers.conftest import ask
from tests.dossiers.test_lodge import WHY


@pytest.fixture
def lodged(town: Centre, reception_mai: Mandate) -> Dossier:
    """A dossier that came in at NOW and waits to be answered."""
    Centre.objects.filter(id=town.id).update(host="testserver")
    dossier, _ = intake.lodge(
        centre=town,
        intake=intake_of(town),
        by=reception_mai,
        at=NOW,
        key="lodged",
        caller="test",
    )
    return dossier


def page_of(dossier: Dossier) -> str:
    return Client().get(f"/theo-doi/{dossier.lookup_token}/").content.decode()


def test_who_is_asked_for_papers_first_reads_that_no_time_runs(
    town: Centre, lodged: Dossier, reception_mai: Mandate
) -> None:
    ask(town, lodged, reception_mai)

    page = page_of(lodged)

    assert "Thời hạn tính từ khi hồ sơ đủ giấy tờ." in page
    assert "kèm Phiếu yêu cầu bổ sung" in page
    assert "chưa có thời hạn trong danh mục" not in page


def test_a_refused_dossier_has_no_future(
    town: Centre, lodged: Dossier, reception_mai: Mandate
) -> None:
    given: dict[str, Any] = {"centre": town, "code": lodged.code, "at": NOW}
    services.refuse_reception(why=WHY, by=reception_mai, **given)

    page = page_of(lodged)

    assert WHY.reason in page
    assert "Trả kết quả cho Ông/Bà" not in page
    assert "Hẹn trả kết quả" not in page
