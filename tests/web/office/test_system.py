"""The audit and the work behind the scenes."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line
from motcua.foundation.outbox.models import Delivery, Message
from motcua.ward.models import Centre
from tests.cast import NOW, mandate


@pytest.fixture
def dead_letter(town: Centre) -> Delivery:
    """A fact nobody managed to deliver."""
    message = Message.objects.create(
        centre_id=town.id, kind="ward.CalendarChanged", values={}, recorded_at=NOW
    )
    return Delivery.objects.create(
        centre_id=town.id,
        message=message,
        handler="dossiers.handlers.list_changed_promises",
        attempts=9,
        next_try_at=NOW,
        dead_at=NOW,
        last_error="KeyError: 'edition_id'",
    )


def test_the_story_of_a_dossier_is_found_by_its_code(
    office: Client, dossier: Dossier
) -> None:
    page = office.get(
        "/office/system/audit/", {"code": dossier.code.lower().replace(".", "")}
    ).content.decode()

    assert "Tiếp nhận" in page
    assert "tiepnhan" in page


def test_a_code_of_nobody_says_so(office: Client, town: Centre) -> None:
    assert town
    page = office.get("/office/system/audit/", {"code": "x"}).content.decode()

    assert "Không có hồ sơ nào mang mã này" in page


def test_a_tampered_line_is_named(office: Client, dossier: Dossier) -> None:
    sound = office.get("/office/system/audit/?verify=1").content.decode()
    line = Line.objects.filter(centre_id=dossier.centre_id).latest("at")
    Line.objects.filter(centre_id=line.centre_id, id=line.id).update(reason="khác")

    broken = office.get("/office/system/audit/?verify=1").content.decode()

    assert "Chuỗi nhật ký nguyên vẹn" in sound
    assert "một dòng đã bị sửa" in broken
    assert str(line.id) in broken


def test_a_dead_letter_is_shown_and_tried_again(
    office: Client, dead_letter: Delivery
) -> None:
    page = office.get("/office/system/outbox/").content.decode()
    office.post(f"/office/system/outbox/{dead_letter.id}/replay/")

    dead_letter.refresh_from_db()
    assert "KeyError" in page
    assert (dead_letter.dead_at, dead_letter.attempts) == (None, 0)


def test_who_only_reads_the_audit_cannot_replay(
    signed_in: Callable[[Mandate], Client], dead_letter: Delivery
) -> None:
    browser = signed_in(mandate("kiemsoat"))

    page = browser.get("/office/system/outbox/").content.decode()
    answer = browser.post(f"/office/system/outbox/{dead_letter.id}/replay/")

    assert "Thử lại</span>" not in page.split("<tbody>")[1]
    assert answer.status_code == 404
