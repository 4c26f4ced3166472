"""A creation sent twice happens once (IDM-1, IDM-2, IDM-5)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import time_machine
from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.foundation.requests.services import forget_old_keys
from motcua.people.models import Citizen
from motcua.ward.models import Centre
from tests.api.programs import Program, program_of, reception
from tests.cast import NOW

TIMES = 100


def test_the_same_key_brings_the_same_answer(
    town: Centre, desk: Program, officer: Program
) -> None:
    first = desk.send("/dossiers", reception(town), key="k-1")
    officer.send(f"/dossiers/{first.json()['code']}/claims")

    second = desk.send("/dossiers", reception(town), key="k-1")

    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert (second.status_code, second.content) == (201, first.content)
    assert Dossier.objects.filter(centre=town).count() == 1


def test_another_content_under_one_key_is_refused(town: Centre, desk: Program) -> None:
    desk.send("/dossiers", reception(town), key="k-1")

    answer = desk.send("/dossiers", reception(town, note="khác"), key="k-1")

    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:motcua:problem:key-reused"
    assert Dossier.objects.filter(centre=town).count() == 1


def test_a_creation_without_a_key_is_refused(town: Centre, desk: Program) -> None:
    answer = desk.send("/dossiers", reception(town), key="")

    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:motcua:problem:key-missing"
    assert not Dossier.objects.filter(centre=town).exists()


def test_the_same_name_typed_decomposed_is_the_same_content(
    town: Centre, desk: Program
) -> None:
    whole = reception(town)
    decomposed = whole | {
        "submitter": whole["submitter"]
        | {"full_name": "Bu\u0300i Thi\u0323 An", "personal_id": "9991 5500 0123"}
    }

    first = desk.send("/dossiers", whole, key="k-1")
    second = desk.send("/dossiers", decomposed, key="k-1")

    assert second.content == first.content


def test_two_people_may_choose_the_same_key(town: Centre, desk: Program) -> None:
    other = program_of("songda.receptionist", "receptionist")
    desk.send("/dossiers", reception(town), key="k-1")

    answer = other.send("/dossiers", reception(town), key="k-1")

    assert answer.json().get("type") != "urn:motcua:problem:key-reused"


def test_a_refused_creation_leaves_its_key_free(town: Centre, desk: Program) -> None:
    desk.send("/dossiers", reception(town, papers=[]), key="k-1")

    answer = desk.send("/dossiers", reception(town), key="k-1")

    assert answer.status_code == 201


def test_a_token_is_shown_again_only_to_the_same_key(admin: Program) -> None:
    body = {"name": "Máy in phiếu", "role": "receptionist"}

    first = admin.send("/staff/tiepnhan/tokens", body, key="k-1")
    second = admin.send("/staff/tiepnhan/tokens", body, key="k-1")

    assert first.status_code == 201
    assert second.content == first.content
    assert len(admin.get("/staff/tiepnhan/tokens").json()["items"]) == 1


def test_a_key_serves_one_operation(admin: Program) -> None:
    admin.send("/staff/tiepnhan/tokens", {"name": "a", "role": "receptionist"}, key="k")

    answer = admin.send(
        "/staff/hotich/tokens", {"name": "a", "role": "receptionist"}, key="k"
    )

    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:motcua:problem:key-reused"


def test_a_key_is_kept_for_three_days(town: Centre, desk: Program) -> None:
    desk.send("/dossiers", reception(town), key="k-1")

    for hours in (71, 73):
        at = NOW + timedelta(hours=hours)
        forget_old_keys(centre_id=town.id, at=at)
        with time_machine.travel(at, tick=False):
            desk.send("/dossiers", reception(town), key="k-1")
        expected = 1 if hours == 71 else 2
        assert Dossier.objects.filter(centre=town).count() == expected


def test_a_hundred_at_once_make_one_dossier(living_town: Centre) -> None:
    token = program_of("tiepnhan", "receptionist").headers["Authorization"][7:]
    body = reception(living_town)

    def send(_: int) -> Any:
        try:
            return Program(token).send("/dossiers", body, key="one")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=TIMES) as pool:
        answers = list(pool.map(send, range(TIMES)))

    assert Counter(answer.status_code for answer in answers) == {201: TIMES}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer for answer in answers) == TIMES - 1
    assert Dossier.objects.filter(centre=living_town).count() == 1
    assert (
        Citizen.objects.filter(centre=living_town, full_name="Bùi Thị An").count() == 1
    )
