"""Files through the API: once for a key, refused with the field at fault, never cached."""

import hashlib
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.foundation.audit.models import Line
from motcua.foundation.files import decoding
from motcua.ward.models import Centre
from tests.api.programs import ROOT, Program
from tests.foundation.files.corpus.hostile import SVG
from tests.foundation.files.corpus.samples import blank_pdf, jpeg, saved

PDF = saved(blank_pdf(2))


@pytest.fixture(autouse=True, scope="module")
def no_decoder_stays() -> Iterator[None]:
    """The decoder that waits for the next file goes home with the tests."""
    yield
    decoding.stand.clear()


def attach(
    program: Program,
    code: str,
    data: bytes = PDF,
    *,
    name: str = "đơn.pdf",
    key: str = "k1",
    **sent: Any,
) -> Any:
    """Send a file as a program does."""
    return program.client.post(
        f"{ROOT}/dossiers/{code}/files",
        {"file": SimpleUploadedFile(name, data), **sent},
        headers={**program.headers, "Idempotency-Key": key},
    )


def test_a_file_is_sent_listed_and_taken_home(desk: Program, received: str) -> None:
    sent = attach(desk, received, paper=1)

    told = sent.json()
    assert (sent.status_code, told["pages"], told["status"]) == (201, 2, "clean")
    assert told["sha256"] == hashlib.sha256(PDF).hexdigest()
    listed = desk.get(f"/dossiers/{received}/files").json()["items"]
    assert [item["id"] for item in listed] == [told["id"]]
    taken = desk.get(f"/dossiers/{received}/files/{told['id']}")
    assert taken.content == PDF
    assert taken["Content-Disposition"].startswith("attachment")
    assert taken["Cache-Control"] == "private, no-store"
    assert Line.objects.filter(verb="see_file").exists()


def test_the_same_key_brings_the_same_answer(desk: Program, received: str) -> None:
    first, second = attach(desk, received), attach(desk, received)

    assert first.content == second.content
    assert second["Idempotency-Replayed"] == "true"
    assert len(desk.get(f"/dossiers/{received}/files").json()["items"]) == 1


def test_a_key_for_another_file_is_refused(desk: Program, received: str) -> None:
    attach(desk, received)

    other = attach(desk, received, jpeg(random.Random(1)), name="a.jpg")

    assert other.status_code == 422
    assert other.json()["type"].endswith("key-reused")


def test_a_hostile_file_is_refused_with_its_reason(
    desk: Program, received: str
) -> None:
    answer = attach(desk, received, SVG, name="anh.svg")

    assert answer.status_code == 422
    fault = answer.json()["errors"][0]
    assert fault["field"] == "file"
    assert "Chỉ nhận tệp PDF và ảnh" in fault["message"]


def test_a_file_may_be_larger_than_other_requests(desk: Program, received: str) -> None:
    pad = b"%" + b" " * 3_000_000 + b"\n"
    end = PDF.rfind(b"startxref")

    answer = attach(desk, received, PDF[:end] + pad + PDF[end:])

    assert answer.status_code == 201


def test_a_new_file_takes_the_place_of_an_old_one(desk: Program, received: str) -> None:
    old = attach(desk, received).json()["id"]

    new = attach(
        desk, received, jpeg(random.Random(1)), name="a.jpg", key="k2", replaces=old
    )

    listed = desk.get(f"/dossiers/{received}/files").json()["items"]
    assert [item["id"] for item in listed] == [new.json()["id"]]


def test_a_stranger_finds_nothing(
    town: Centre, desk: Program, outsider: Program, received: str
) -> None:
    file_id = attach(desk, received).json()["id"]

    assert attach(outsider, received).status_code == 404
    for path in ("files", f"files/{file_id}"):
        assert outsider.get(f"/dossiers/{received}/{path}").status_code == 404
