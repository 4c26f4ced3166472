"""One dossier with everything that can happen to it, told in a real browser."""

import os
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Check
from tests.e2e.served import served_centre
from tests.e2e.stories import (
    Hall,
    act,
    fill,
    follow,
    hand_on,
    intake,
    leaving,
    person,
    reads,
    says,
)

pytestmark = pytest.mark.e2e

PICTURES: Final = os.environ.get("PICTURES", "")
COMPLAINT: Final = "2.002409"
OWNER: Final = "Hoàng Phủ Nguyễn Thị Bảo Quỳnh Anh Thư"
OWNER_ID: Final = "999190000701"
FIRST_DAY: Final = datetime.fromisoformat("2026-09-14T08:30:00+07:00")
AFTER_THE_DATE: Final = datetime.fromisoformat("2026-11-24T08:30:00+07:00")


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """Where the centre keeps its database from one day to the other."""
    return tmp_path


def open_hall(browser: Browser, centre: str, check: Check) -> Hall:
    """The people of this centre."""
    return Hall(browser, centre, check, PICTURES)


def test_a_dossier_with_every_turn_ends_in_the_hand(
    browser: Browser, var: Path, check_accessible: Check
) -> None:
    with served_centre(var, at=FIRST_DAY) as centre:
        hall = open_hall(browser, centre, check_accessible)
        code = intake(hall, COMPLAINT, **person(OWNER, OWNER_ID))
        says(hall.slip("tiepnhan", code, "01"), code, OWNER, "TIẾP NHẬN")
        follow(hall, "citizen", code, OWNER_ID[-4:])
        hand_on(hall, "chanhvp", code)
        supplement(hall, code)
        payment(hall, code)
        police(hall, code)
        apology(hall, code)
        hall.close()

    with served_centre(var, at=AFTER_THE_DATE) as centre:
        hall = open_hall(browser, centre, check_accessible)
        sign_for_the_leader(hall, code)
        hand_on(hall, "vanthu", code)
        late_return(hall, code)
        hall.close()


def supplement(hall: Hall, code: str) -> None:
    """The officer ticks what is wrong, the counter writes down what came."""
    act(hall, "hotich", code, "claims")
    page = hall.at("hotich", f"/desk/dossiers/{code}/supplement/")
    fill(
        page,
        **{
            "kinds-0": "unsigned",
            "detail-0": "Trang 2 chưa ký",
            "kinds-1": "unreadable",
            "detail-1": "Ảnh chụp mốc giới mờ, không thấy số",
            "reason": "Đơn chưa đủ để thụ lý, xin bổ sung một lần các mục sau.",
        },
    )
    hall.look(page, "supplement-ask", fold=1600)
    with leaving(page):
        page.keyboard.press("Control+Enter")
    words = hall.slip("hotich", code, "02")
    says(words, code, "Trang 2 chưa ký", "mốc giới mờ", "BỔ SUNG")
    citizen = follow(hall, "citizen", code, OWNER_ID[-4:])
    reads(citizen, "cần bổ sung giấy tờ", "Trang 2 chưa ký")
    hall.look(citizen, "tracking-missing", fold=1800)

    page = hall.at("tiepnhan", f"/desk/dossiers/{code}/supplement/answer/")
    for place in (1, 2):
        page.locator(f'[name="has-{place}"]').check()
    fill(page, **{"how-1": "Đơn đã ký đủ hai trang", "how-2": "Bản sao chứng thực rõ"})
    fill(page, **{"kind-2": "certified", "count-2": "2"})
    hall.look(page)
    with leaving(page):
        page.keyboard.press("Control+Enter")
    page = hall.dossier("hotich", code)
    reads(page, "Người nộp đã bổ sung", "Đơn đã ký đủ hai trang", "2 bản")
    hall.look(page, "supplement-answered", fold=1600)


def payment(hall: Hall, code: str) -> None:
    """The clock stands still until the receipt is shown."""
    act(
        hall,
        "hotich",
        code,
        "payments",
        reason="Chi phí trích đo địa chính thửa đất",
        amount="1.250.000 đ",
        evidence="Thông báo số 12/TB-UBND",
    )
    citizen = follow(hall, "citizen", code, OWNER_ID[-4:])
    reads(citizen, "cần nộp tiền", "1.250.000 đ", "trích đo")
    act(hall, "tiepnhan", code, "payments/confirmation", evidence="BL 0045")
    page = hall.dossier("hotich", code)
    assert "Chờ thực hiện nghĩa vụ tài chính" not in page.locator("main").inner_text()


def police(hall: Hall, code: str) -> None:
    """The police answer at their own sign-in; the control slip tells both ways."""
    page = hall.at("hotich", f"/desk/dossiers/{code}/agencies/")
    page.get_by_label("Công an").first.check()
    fill(page, question="Xác minh ai đang ở tại thửa đất 45 và từ khi nào.", hours="16")
    page.locator('[name="papers"]').first.check()
    hall.look(page)
    with leaving(page):
        page.get_by_role("button", name="Gửi câu hỏi").click()

    page = hall.at("congan", "/partner/")
    reads(page, code)
    hall.look(page, "partner-inbox")
    assert OWNER_ID not in page.content()
    with leaving(page):
        ours = page.locator("main tr, main li", has_text=code).first
        ours.locator('a[href*="/partner/tasks/"]').first.click()
    hall.look(page, "partner-task", fold=1600)
    with leaving(page):
        page.get_by_role("button", name="Xác nhận đã nhận").click()
    fill(
        page, answer="Hộ khiếu nại ở tại thửa 45 từ tháng 3 năm 1998, không gián đoạn."
    )
    hall.look(page)
    with leaving(page):
        page.get_by_role("button", name="Gửi trả lời").click()

    page = hall.dossier("hotich", code, "agencies")
    reads(page, "tháng 3 năm 1998")
    back = page.get_by_role("button", name="Xác nhận đã nhận lại")
    if back.count():
        with leaving(page):
            back.first.click()
    draw_control_slip(hall, code)


def draw_control_slip(hall: Hall, code: str) -> None:
    """The slip that tells every hand-over so far."""
    page = hall.dossier("hotich", code, "slips")
    form = page.locator('form[action$="/control-slips/"]')
    token = form.locator('[name="csrfmiddlewaretoken"]').input_value()
    address = f"{hall.centre}/desk/dossiers/{code}/control-slips/"
    sent = page.request.post(
        address,
        form={"csrfmiddlewaretoken": token},
        headers={"referer": page.url, "origin": hall.centre},
    )
    assert sent.headers["content-type"] == "application/pdf"
    says(hall.slip("hotich", code, "06"), code, "KIỂM SOÁT", "Công an")


def apology(hall: Hall, code: str) -> None:
    """One later date, given in time, with its letter."""
    act(
        hall,
        "chutich",
        code,
        "extension",
        new_due_at="16/11/2026 16:30",
        reason="Chờ kết quả trích đo thửa đất",
    )
    says(hall.slip("hotich", code, "04"), code, "XIN LỖI", "16/11/2026", "trích đo")
    citizen = follow(hall, "citizen", code, OWNER_ID[-4:])
    reads(citizen, "xin lỗi Ông/Bà", "Chờ kết quả trích đo")


def sign_for_the_leader(hall: Hall, code: str) -> None:
    """The chairman is away; the deputy signs in his name, by a paper."""
    page = hall.at("chutich", "/desk/absences/")
    fill(page, starts_on="24/11/2026", ends_on="27/11/2026", reason="Họp tại tỉnh")
    with leaving(page):
        page.get_by_role("button", name="Ghi báo vắng").click()
    reads(page, "27/11/2026")

    page = hall.at("quantri", "/office/staff/delegations/")
    for name, title in (("leader", "Chủ tịch"), ("deputy", "Phó Chủ tịch")):
        choice = page.locator(f'[name="{name}"] option').filter(has_text=f"· {title}")
        page.locator(f'[name="{name}"]').select_option(
            choice.first.get_attribute("value")
        )
    fill(
        page,
        form="KT",
        starts_on="24/11/2026",
        ends_on="27/11/2026",
        document_number="31/QĐ-UBND",
        document_on="23/11/2026",
    )
    with leaving(page):
        page.locator("main form button[type=submit]").first.click()
    reads(page, "31/QĐ-UBND")

    hand_on(hall, "hotich", code)
    hand_on(hall, "chanhvp", code)
    page = hall.at("phochutich", "/desk/approvals/")
    page.get_by_role("row", name=code).get_by_role("checkbox").check()
    hall.look(page)
    with leaving(page):
        page.get_by_role("button", name="Ký duyệt các hồ sơ đã chọn").click()
    page = hall.dossier("giamdoc", code, "process")
    reads(page, "31/QĐ-UBND")
    hall.look(page)


def late_return(hall: Hall, code: str) -> None:
    """Late, with an apology, a proof and the originals given back."""
    citizen = follow(hall, "citizen", code, OWNER_ID[-4:])
    reads(citizen, "Đã có kết quả", "Chậm hơn ngày đã hẹn")
    page = hall.dossier("tiepnhan", code)
    form = page.locator('form[action$="/return/"]').last
    for one in form.locator('[name="papers_back"]').all():
        one.check()
    fill(form, relation="owner", shown="id_card")
    hall.look(page, "result-hand-over", fold=1600)
    with leaving(page):
        form.get_by_role("button", name="Trả kết quả").last.click()
    page = hall.dossier("tiepnhan", code)
    reads(page, "Đã trao cho:", OWNER, "Trả chậm hơn hẹn, đã xin lỗi")
    hall.look(page, "result-handed", fold=1600)
    citizen = follow(hall, "citizen", code, OWNER_ID[-4:])
    reads(citizen, "Đã trả kết quả")
    assert OWNER not in citizen.locator("main").inner_text()
