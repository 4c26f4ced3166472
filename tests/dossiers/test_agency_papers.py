"""The control slip and the letters, read back as text."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import AgencyTask, Dossier
from motcua.ward.models import Centre
from tests.cast import NOW, mandate


def text_of(pdf: bytes) -> str:
    """The words of a PDF on one line."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def test_the_control_slip_names_every_hand_over(
    town: Centre, receive: Callable[..., Dossier], reception_mai: Mandate
) -> None:
    dossier = receive("1.004194")
    police = mandate("congan")
    task = AgencyTask.objects.get(centre=town, dossier=dossier)
    services.receive_task(
        centre=town, task_id=task.id, by=police, at=NOW, missing="Tờ khai"
    )
    services.answer_task(
        centre=town,
        task_id=task.id,
        answer="Được",
        by=police,
        at=NOW + timedelta(days=5),
    )

    slip = services.draw_control_slip(
        centre=town, code=dossier.code, by=reception_mai, at=NOW
    )
    text = text_of(services.slip_pdf(slip))

    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in text
    assert dossier.code in text
    assert "Công an phường" in text
    assert "09:00 25/11/2026" in text
    assert "09:00 30/11/2026" in text
    assert "Quá hạn" in text
    assert "Thiếu: Tờ khai" in text
    assert police.user.full_name in text
    assert services.slip_pdf(slip) == services.slip_pdf(slip)


def test_the_letter_to_a_late_agency_names_the_matter_and_nobody_else(
    town: Centre, receive: Callable[..., Dossier], director_khanh: Mandate
) -> None:
    dossier = receive("1.004194")
    late = NOW + timedelta(days=5)
    services.watch_agencies(centre=town, at=late)
    letter = dossier.reminders.get()

    signed = services.sign_reminder(
        centre=town, reminder_id=letter.id, by=director_khanh, at=late
    )
    text = text_of(services.reminder_pdf(signed))

    assert "NHẮC VIỆC PHỐI HỢP" in text
    assert "Kính gửi: Công an phường" in text
    assert dossier.code in text
    assert director_khanh.user.full_name in text
    assert dossier.owner_name not in text
