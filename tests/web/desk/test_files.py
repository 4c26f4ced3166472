"""FIL-2 and the desk: sent several at once, shown safely, and every look written down."""

import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier, PaperFile
from motcua.foundation.audit.models import Line
from motcua.foundation.files import decoding, vault
from motcua.foundation.files.models import StoredFile
from tests.foundation.files.corpus.hostile import SVG
from tests.foundation.files.corpus.samples import (
    blank_pdf,
    jpeg,
    saved,
    where_it_was_taken,
)
from tests.web.html import assert_sound


@pytest.fixture(autouse=True, scope="module")
def no_decoder_stays() -> Iterator[None]:
    """The decoder that waits for the next file goes home with the tests."""
    yield
    decoding.stand.clear()


def photo(seed: int = 1, name: str = "Căn cước.jpg") -> SimpleUploadedFile:
    data = jpeg(random.Random(seed), exif=where_it_was_taken(6))
    return SimpleUploadedFile(name, data, "image/jpeg")


def drawing() -> SimpleUploadedFile:
    return SimpleUploadedFile("ảnh <b>.svg", SVG, "image/png")


def at(dossier: Dossier, *parts: object) -> str:
    return "/".join(["/desk/dossiers", dossier.code, *map(str, parts), ""])


def sound(answer: Any) -> str:
    """The text of a sound page that says some file was not taken."""
    assert answer.status_code == 422
    return assert_sound(answer)


def send(client: Client, dossier: Dossier, **files: Any) -> Any:
    named = {name.replace("_", "-"): file for name, file in files.items()}
    return client.post(at(dossier, "files"), named, follow=True)


def attached_to(dossier: Dossier) -> list[PaperFile]:
    return list(
        PaperFile.objects.filter(centre=dossier.centre, removed_at=None).select_related(
            "file"
        )
    )


@pytest.fixture
def attached(at_counter: Client, dossier: Dossier) -> PaperFile:
    """A photo at the first paper."""
    send(at_counter, dossier, file_1=photo())
    return attached_to(dossier)[0]


def test_several_files_are_sent_at_once(at_counter: Client, dossier: Dossier) -> None:
    pdf = SimpleUploadedFile("đơn.pdf", saved(blank_pdf(2)))

    answer = send(at_counter, dossier, file_1=[photo(1), photo(2)], file_other=pdf)

    text = assert_sound(answer)
    assert "Đã nhận 3 tệp." in text
    assert "Căn cước.jpg" in text
    assert "2 trang" in text
    assert len(attached_to(dossier)) == 3


def test_a_bad_file_is_named_beside_its_field_and_the_others_are_kept(
    at_counter: Client, dossier: Dossier
) -> None:
    answer = send(at_counter, dossier, file_1=[drawing(), photo()])

    text = sound(answer)
    assert "ảnh &lt;b&gt;.svg: Chỉ nhận tệp PDF và ảnh JPG, PNG, HEIC." in text
    assert 'aria-invalid="true"' in text
    assert "Đã nhận 1 tệp." in text
    assert len(attached_to(dossier)) == 1


def test_nothing_chosen_is_said(at_counter: Client, dossier: Dossier) -> None:
    assert "Chưa chọn tệp nào." in assert_sound(send(at_counter, dossier))


def test_a_file_that_is_too_heavy_is_read_no_further_than_needed(
    at_counter: Client, dossier: Dossier, settings: Any
) -> None:
    settings.UPLOAD_LIMITS = settings.UPLOAD_LIMITS | {"bytes": 1024 * 1024}
    heavy = SimpleUploadedFile("quét.pdf", b"%PDF-1.7" + b" " * 1_500_000)

    answer = send(at_counter, dossier, file_1=heavy)

    assert "quét.pdf: Tệp nặng quá 1 MB." in sound(answer)


def test_a_full_disk_is_told_and_nothing_is_kept(
    at_counter: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storages["papers"], "save", full)

    answer = send(at_counter, dossier, file_1=photo())

    assert "đã đầy nên chưa giữ được tệp" in sound(answer)
    assert attached_to(dossier) == []
    assert not StoredFile.objects.filter(centre_id=dossier.centre_id).exists()


def test_a_disk_that_fills_in_the_middle_of_a_file_leaves_no_half_of_it(
    at_counter: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Filling(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            whole = self.read()
            yield whole[: len(whole) // 2]
            raise OSError(28, "No space left on device")

    send(at_counter, dossier, file_1=photo(1))
    folder = Path(storages["papers"].path("."))
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    monkeypatch.setattr(vault, "ContentFile", Filling)

    answer = send(at_counter, dossier, file_1=photo(2))

    assert "đã đầy nên chưa giữ được tệp" in sound(answer)
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before
    assert len(attached_to(dossier)) == 1
    assert StoredFile.objects.filter(centre_id=dossier.centre_id).count() == 1


def test_a_file_is_served_so_that_it_can_do_nothing(
    at_counter: Client, dossier: Dossier, attached: PaperFile
) -> None:
    answer = at_counter.get(at(dossier, "files", attached.id))

    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline; filename")
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert not shown.getexif()


def test_taking_a_file_home_keeps_its_name(
    at_counter: Client, dossier: Dossier, attached: PaperFile
) -> None:
    answer = at_counter.get(at(dossier, "files", attached.id), {"download": "1"})

    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''C")


def test_every_look_is_written_down(
    at_counter: Client, dossier: Dossier, attached: PaperFile, reception_mai: Mandate
) -> None:
    at_counter.head(at(dossier, "files", attached.id))
    at_counter.get(at(dossier, "files", attached.id))

    line = Line.objects.get(centre_id=dossier.centre_id, verb="see_file")
    assert line.actor_id == reception_mai.user.id
    assert line.detail == {"file": str(attached.id)}


@pytest.mark.parametrize("part", ["", "thumbnail"])
def test_a_stranger_finds_nothing(
    dossier: Dossier,
    attached: PaperFile,
    stranger: Mandate,
    signed_in: Callable[[Mandate], Client],
    part: str,
) -> None:
    address = at(dossier, "files", attached.id, *filter(None, [part]))

    assert signed_in(stranger).get(address).status_code == 404
    assert not Line.objects.filter(verb="see_file", centre_id=dossier.centre_id)


def test_a_file_of_another_dossier_is_not_found_here(
    at_counter: Client,
    receive: Callable[..., Dossier],
    attached: PaperFile,
) -> None:
    other = receive()

    assert at_counter.get(at(other, "files", attached.id)).status_code == 404


def test_a_file_in_quarantine_is_listed_but_not_shown(
    at_counter: Client, dossier: Dossier, attached: PaperFile
) -> None:
    StoredFile.objects.filter(centre_id=dossier.centre_id, id=attached.file_id).update(
        status=StoredFile.Status.QUARANTINED
    )

    text = assert_sound(at_counter.get(at(dossier)))

    assert "Chờ quét vi-rút" in text
    assert "1 tệp chưa dùng được" in text
    for part in ((), ("thumbnail",)):
        address = at(dossier, "files", attached.id, *part)
        assert at_counter.get(address).status_code == 404


def test_a_file_is_taken_off(
    at_counter: Client, dossier: Dossier, attached: PaperFile
) -> None:
    answer = at_counter.post(
        at(dossier, "files", attached.id, "removal"), {}, follow=True
    )

    assert "Đã gỡ tệp Căn cước.jpg." in assert_sound(answer)
    assert attached_to(dossier) == []
    assert at_counter.get(at(dossier, "files", attached.id)).status_code == 404


def test_who_may_not_add_files_sees_no_field(
    dossier: Dossier,
    attached: PaperFile,
    director_khanh: Mandate,
    signed_in: Callable[[Mandate], Client],
) -> None:
    director = signed_in(director_khanh)

    text = assert_sound(director.get(at(dossier)))
    refused = send(director, dossier, file_1=photo(2))

    assert "Căn cước.jpg" in text
    assert 'type="file"' not in text
    assert "Chưa phải lượt Ông/Bà thêm tệp" in assert_sound(refused)
    assert len(attached_to(dossier)) == 1


def test_papers_are_scanned_right_after_the_reception(
    at_counter: Client, dossier: Dossier
) -> None:
    page = at_counter.get(f"/desk/intake/{dossier.code}/")
    assert 'name="file-1"' in assert_sound(page)

    answer = at_counter.post(
        at(dossier, "files"), {"from": "received", "file-1": photo()}, follow=True
    )

    assert answer.redirect_chain[-1][0] == f"/desk/intake/{dossier.code}/"
    assert "Căn cước.jpg" in assert_sound(answer)


def test_a_request_beyond_all_measure_is_answered_with_a_sentence(
    at_counter: Client, dossier: Dossier, settings: Any
) -> None:
    settings.LARGEST_UPLOAD = 100_000
    heavy = SimpleUploadedFile("quét.pdf", b" " * 200_000)

    answer = at_counter.post(at(dossier, "files"), {"file-1": heavy})

    assert answer.status_code == 413
    assert "Lần gửi này quá lớn" in answer.content.decode()
