"""The desk: visits without a dossier, why they come again, confirmations."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.people.services import enter_citizen
from motcua.registers.models import BookEntry, Refusal
from motcua.visits import services
from motcua.visits.models import Visit
from motcua.ward.models import Centre
from tests.cast import AN, EXTRACT, NOW

SignIn = Callable[[Mandate], Client]
PERSON = {
    "submitter-personal_id": "999155000123",
    "submitter-full_name": "Bùi Thị An",
}
WORDS = {"statement": "Mái nhà tốc 40 m²", "purpose": "Xin hỗ trợ"}


@pytest.fixture
def desk(signed_in: SignIn, reception_mai: Mandate) -> Client:
    """Mai's browser."""
    return signed_in(reception_mai)


def test_one_press_writes_a_visit_down(desk: Client, town: Centre) -> None:
    with time_machine.travel(NOW - timedelta(minutes=3), tick=False):
        began = desk.get("/desk/visits/").context["began"]

    answer = desk.post("/desk/visits/", {"service": "guidance", "began": began})

    visit = Visit.objects.get(centre=town)
    assert answer.status_code == 302
    assert visit.outcome == "guidance"
    assert visit.opened_at == NOW - timedelta(minutes=3)
    assert visit.closed_at == NOW
    assert "Đã ghi một lượt" in desk.get("/desk/visits/").content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"service": "nothing"}, "Chọn một việc"),
        ({"service": "other", "personal_id": "12"}, "12 chữ số"),
        ({"service": "other", "personal_id": "999155000999"}, "Chưa có ai"),
        ({"service": "other", "began": "forged"}, ""),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(
    desk: Client, town: Centre, sent: dict[str, str], said: str
) -> None:
    answer = desk.post("/desk/visits/", {**sent, "note": "cụ già đi lạc"})

    assert Visit.objects.filter(centre=town).count() == (0 if said else 1)
    if said:
        assert said in answer.content.decode()
        assert "cụ già đi lạc" in answer.content.decode()


def test_a_walk_in_of_today_becomes_a_dossier_of_the_same_person(
    desk: Client, town: Centre, reception_mai: Mandate
) -> None:
    an = enter_citizen(centre=town, person=AN, by=reception_mai.user, at=NOW)
    visit = services.serve_walk_in(
        centre=town,
        service="guidance",
        by=reception_mai.user,
        at=timezone.now(),
        citizen=an,
    )

    shown = desk.post("/desk/intake/preview/", {"from_visit": visit.id})
    assert "Bùi Thị An" in shown.content.decode()
    desk.post(
        "/desk/intake/",
        {
            **PERSON,
            "from_visit": visit.id,
            "key": "convert",
            "procedure": EXTRACT,
            "matter-for_whom": "self",
            "matter-origin": "counter",
            "matter-planned_exit": "counter",
            "matter-missing_accepted": "đã tra cứu",
        },
    )

    dossier = Dossier.objects.get(centre=town)
    assert [row.visit_id for row in dossier.visits.all()] == [visit.id]


def test_the_likely_cause_is_the_first_key(desk: Client, dossier: Dossier) -> None:
    address = f"/desk/dossiers/{dossier.code}/visits/"

    first = desk.get(address).context["choices"][0]
    desk.post(address, {"purpose": "enquire", "cause": first.cause.value})

    visit = Visit.objects.get(centre_id=dossier.centre_id, outcome="enquiry")
    assert first.is_proposed
    assert visit.again_cause == first.cause
    assert desk.post(address, {"purpose": "enquire"}).status_code == 422


def test_the_ledger_opens_into_its_rows_and_a_nameless_file(
    desk: Client, dossier: Dossier
) -> None:
    visits = f"/desk/dossiers/{dossier.code}/visits/"
    desk.post(visits, {"purpose": "enquire", "cause": "our_fault"})
    Visit.objects.filter(centre_id=dossier.centre_id, again_of=None).update(
        opened_at=timezone.now() - timedelta(minutes=1)
    )
    today = timezone.localdate()
    period = f"from={today - timedelta(days=1)}&to={today}"

    page = desk.get(f"/desk/trips/?{period}")
    file = desk.get(f"/desk/trips/?{period}&format=csv").content.decode()

    assert (page.context["figure"].matters, page.context["figure"].of_hundred) == (1, 0)
    assert "Bùi Thị An" in page.content.decode()
    assert "our_fault" in file
    assert "Bùi Thị An" not in file
    assert "Ghi đủ hai ngày" in desk.get("/desk/trips/?from=x").content.decode()


def test_a_confirmation_is_drafted_numbered_and_printed(
    desk: Client, town: Centre
) -> None:
    address = "/desk/confirmations/new/damage/"
    signer = desk.get(address).context["paper"].fields["signer"].choices[0][0]
    sent = {**PERSON, **WORDS, "signer": signer, "key": "k1"}

    assert desk.post(address, {**sent, "statement": ""}).status_code == 422
    assert desk.post(address, sent).status_code == 302
    desk.post(address, sent)

    entry = BookEntry.objects.get(centre=town)
    pdf = desk.get(f"/desk/confirmations/{entry.id}/paper/")
    desk.post(f"/desk/confirmations/{entry.id}/signature/")
    entry.refresh_from_db()
    assert pdf["Content-Type"] == "application/pdf"
    assert (entry.number, entry.status) == (1, "signed")
    assert "1/GXN" in desk.get("/desk/confirmations/").content.decode()


def test_residence_is_kindly_refused_with_what_to_use_instead(
    desk: Client, town: Centre
) -> None:
    address = "/desk/confirmations/new/residence/"
    assert "VNeID" in desk.get(address).content.decode()

    answer = desk.post(address, PERSON, follow=True)

    refusal = Refusal.objects.get(centre=town)
    assert refusal.visit.outcome == "refused"
    assert "VNeID" in answer.content.decode()
    paper = desk.get(f"/desk/confirmations/refusals/{refusal.id}/paper/")
    assert paper.content.startswith(b"%PDF")


def test_marital_status_goes_to_reception(desk: Client) -> None:
    answer = desk.get("/desk/confirmations/new/marital_status/")

    assert answer["Location"] == "/desk/intake/?procedure=1.004873"


def test_only_the_clerk_voids(
    desk: Client, signed_in: SignIn, clerk_thu: Mandate, town: Centre
) -> None:
    address = "/desk/confirmations/new/damage/"
    signer = desk.get(address).context["paper"].fields["signer"].choices[0][0]
    desk.post(address, {**PERSON, **WORDS, "signer": signer, "key": "k2"})
    entry = BookEntry.objects.get(centre=town)
    void = f"/desk/confirmations/{entry.id}/void/"

    assert desk.post(void, {"reason": "sai"}).status_code == 404
    signed_in(clerk_thu).post(void, {"reason": "sai họ tên"})

    entry.refresh_from_db()
    assert (entry.status, entry.void_reason) == ("voided", "sai họ tên")


def test_the_key_of_visits_is_listed_only_for_who_writes_them_down(
    desk: Client, signed_in: SignIn, civil_status_linh: Mandate
) -> None:
    counter = desk.get("/desk/").content.decode()
    officer = signed_in(civil_status_linh).get("/desk/").content.decode()

    assert "<kbd>0</kbd>" in counter
    assert "<kbd>0</kbd>" not in officer
