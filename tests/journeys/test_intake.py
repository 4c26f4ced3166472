"""Reception as one transaction: people, visit and dossier, once per key."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.selectors import Mandate
from motcua.catalogue.selectors import UnknownProcedure
from motcua.dossiers.models import Dossier, DossierVisit
from motcua.foundation.requests.services import KeyReused
from motcua.journeys import intake
from motcua.journeys.intake import Company
from motcua.people.models import Citizen, Organisation
from motcua.rules.personal_id import NotAPersonalId
from motcua.rules.tax_code import NotATaxCode
from motcua.rules.vietnamese import NotAName
from motcua.visits.models import Visit
from motcua.ward.models import Centre
from tests.cast import AN, NOW, intake_of, mandate
from tests.rivals import together

# Raise only with a reason: every statement is a round trip of each reception.
# One of them asks whether the officer serves a visit this belongs to.
MOST_STATEMENTS: Final = {"sqlite": 28, "postgresql": 18}


@pytest.fixture
def send(town: Centre, reception_mai: Mandate) -> Callable[..., tuple[Dossier, bool]]:
    """Send one reception: `send(key=…, at=…, note=…)`."""

    def once(
        *, key: str = "k", at: datetime = NOW, **changes: Any
    ) -> tuple[Dossier, bool]:
        return intake.receive(
            centre=town,
            intake=intake_of(town, **changes),
            by=reception_mai,
            at=at,
            key=key,
            caller="desk",
        )

    return once


Send = Callable[..., tuple[Dossier, bool]]


def test_the_key_with_another_content_is_refused(send: Send) -> None:
    send()

    with pytest.raises(KeyReused):
        send(note="khác")

    assert Dossier.objects.count() == 1


def test_the_visit_that_made_it_is_kept(send: Send) -> None:
    dossier, _ = send()

    visit = Visit.objects.get(dossiers__dossier=dossier)
    assert (visit.place, visit.citizen) == ("counter", dossier.submitter)
    assert DossierVisit.objects.get(dossier=dossier).purpose == "receive"


@pytest.mark.parametrize(
    ("origin", "place"),
    [
        ("counter", "counter"),
        ("online_at_centre", "counter"),
        ("post", "counter"),
        ("home", "home"),
        ("online_at_home", "home"),
        ("online_self", "online"),
        ("online_by_team", "online"),
    ],
)
def test_each_origin_has_its_place(send: Send, origin: str, place: str) -> None:
    dossier, _ = send(origin=origin)

    assert dossier.origin == origin
    assert Visit.objects.get(dossiers__dossier=dossier).place == place
    assert (dossier.helper is None) == (origin == "online_self")


def test_the_owner_may_be_another_person(send: Send) -> None:
    owner = replace(AN, full_name="Đinh Văn Bảo", personal_id="999055000124")

    dossier, _ = send(owner=owner, authorisation="Giấy ủy quyền số 1")

    assert dossier.owner_name == "Đinh Văn Bảo"
    assert dossier.submitter.full_name == "Bùi Thị An"


def test_the_owner_may_be_an_organisation_the_submitter_represents(send: Send) -> None:
    dossier, _ = send(company=Company("Công ty TNHH Gỗ Mường Thịnh", "0100109106"))

    assert dossier.owner_citizen is None
    company = Organisation.objects.get(tax_code="0100109106")
    assert dossier.owner_organisation == company
    assert company.representative == dossier.submitter


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"submitter": replace(AN, full_name="")}, NotAName),
        ({"submitter": replace(AN, full_name="A" * 10_000_000)}, NotAName),
        ({"submitter": replace(AN, personal_id="12")}, NotAPersonalId),
        ({"owner": replace(AN, full_name="🙂")}, NotAName),
        ({"company": Company("Công ty", "123")}, NotATaxCode),
        ({"company": Company("", "0100109106")}, NotAName),
        ({"origin": "carrier-pigeon"}, ValueError),
        ({"procedure_code": "9.999999"}, UnknownProcedure),
    ],
    ids=[
        "no name",
        "name of ten megabytes",
        "short number",
        "emoji for a name",
        "no tax code",
        "company without name",
        "unknown origin",
        "unknown procedure",
    ],
)
def test_bad_input_writes_nothing(
    send: Send, changes: dict[str, Any], error: type[Exception]
) -> None:
    people = Citizen.objects.count()

    with pytest.raises(error):
        send(**changes)

    assert not Dossier.objects.exists()
    assert Citizen.objects.count() == people
    assert send()[1] is True


def test_typed_with_spaces_and_in_parts_it_is_the_same_person(send: Send) -> None:
    decomposed = unicodedata.normalize("NFD", "  Bùi  Thị An")

    first, _ = send()
    second, _ = send(
        key="k2",
        submitter=replace(AN, full_name=decomposed, personal_id="999 155 000 123"),
    )

    assert first.submitter == second.submitter
    assert second.owner_name == "Bùi Thị An"


def test_before_seven_a_view_in_utc_means_the_same_day_as_the_clock(
    send: Send,
) -> None:
    at = datetime.fromisoformat("2026-11-25T06:30:00+07:00").astimezone(UTC)

    dossier, _ = send(at=at)

    assert "-261125-" in dossier.code


def test_a_reception_takes_no_more_statements_than_it_did(send: Send) -> None:
    send(key="warm")

    with CaptureQueriesContext(connection) as asked:
        send(key="measured", submitter=replace(AN, personal_id="999155000199"))

    writes = [q["sql"] for q in asked if re.match("INSERT|UPDATE", q["sql"])]
    print(f"statements {len(asked)}, of them writes {len(writes)}")
    assert len(asked) <= MOST_STATEMENTS[connection.vendor]


def test_the_same_key_from_ten_counters_at_once_makes_one_dossier(
    living_town: Centre,
) -> None:
    officer = mandate("tiepnhan")
    whole = intake_of(living_town)

    results = together(
        10,
        lambda _: intake.receive(
            centre=living_town, intake=whole, by=officer, at=NOW, key="k", caller="desk"
        ),
    )

    assert len({dossier.code for dossier, _ in results}) == 1
    assert [is_new for _, is_new in results].count(True) == 1


def test_one_new_citizen_at_four_counters_is_one_citizen(living_town: Centre) -> None:
    officer = mandate("tiepnhan")
    whole = intake_of(living_town, submitter=replace(AN, personal_id="999155000777"))

    results = together(
        4,
        lambda number: intake.receive(
            centre=living_town,
            intake=whole,
            by=officer,
            at=NOW,
            key=f"k{number}",
            caller="desk",
        ),
    )

    assert len({dossier.code for dossier, _ in results}) == 4
    assert len({dossier.submitter_id for dossier, _ in results}) == 1
