"""Dossiers that end otherwise, and a paper nobody needs, told in a real browser."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import pytest
from playwright.sync_api import Browser

from motcua.simulator.town import invented_tax_code
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
DAY: Final = datetime.fromisoformat("2026-11-24T08:30:00+07:00")
EXTRACT: Final = "2.000635"
MARITAL: Final = "1.004873"
PROXY: Final = "Đinh Công Sáng"
PROXY_ID: Final = "999085000702"
COMPANY: Final = "Công ty Cổ phần Đầu tư Xây dựng và Thương mại Dịch vụ Mường Thịnh"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One centre for these journeys, on a Tuesday morning."""
    with served_centre(tmp_path_factory.mktemp("ends"), at=DAY) as address:
        yield address


@pytest.fixture
def hall(browser: Browser, served: str, check_accessible: Check) -> Iterator[Hall]:
    """The people of the centre, each at a browser of their own."""
    people = Hall(browser, served, check_accessible, PICTURES)
    yield people
    people.close()


def test_an_organisation_gets_its_result_through_a_proxy(hall: Hall) -> None:
    code = intake(
        hall,
        EXTRACT,
        **person(PROXY, PROXY_ID),
        matter__for_whom="company",
        company__tax_code=invented_tax_code(7),
        company__name=COMPANY,
        company__address="Số 12, đường Cù Chính Lan, phường Hòa Bình",
        matter__authorisation="Giấy ủy quyền số 15/GUQ ngày 20/11/2026",
    )
    says(hall.slip("tiepnhan", code, "01"), code, COMPANY, PROXY)
    citizen = follow(hall, "citizen", code, PROXY_ID[-4:])
    reads(citizen, "đang được giải quyết")

    hand_on(hall, "hotich", code)
    act(hall, "phochutich", code, "approval")
    hand_on(hall, "vanthu", code)
    act(
        hall,
        "tiepnhan",
        code,
        "return",
        receiver=PROXY,
        relation="proxy",
        shown="authorisation",
        number="15/GUQ",
    )

    page = hall.dossier("giamdoc", code)
    reads(page, COMPANY, "Đã trao cho:", PROXY, "15/GUQ")
    hall.look(page)
    citizen = follow(hall, "citizen", code, PROXY_ID[-4:])
    reads(citizen, "Đã trả kết quả")
    assert COMPANY not in citizen.content()


def test_a_dossier_refused_at_reception_tells_why_and_where_to_appeal(
    hall: Hall,
) -> None:
    code = intake(hall, MARITAL, "refuse", **person("Bùi Văn Tứ", "999085000703"))
    page = hall.at("tiepnhan")
    fill(
        page,
        reason="Ông/Bà thường trú ở phường khác nên phường này không cấp được.",
        legal_ground="Khoản 1 Điều 21 Nghị định 123/2015/NĐ-CP",
    )
    hall.look(page)
    with leaving(page):
        page.keyboard.press("Control+Enter")
    reads(page, "Đã từ chối")
    hall.look(page)

    words = hall.slip("tiepnhan", code, "03")
    says(words, code, "TỪ CHỐI", "thường trú ở phường khác", "Điều 21", "khiếu nại")
    citizen = follow(hall, "citizen", code, "0703")
    reads(citizen, "không được tiếp nhận", "thường trú ở phường khác")


def test_a_citizen_withdraws_and_nothing_more_is_done(hall: Hall) -> None:
    code = intake(hall, MARITAL, **person("Bùi Thị Năm", "999190000704"))
    act(
        hall,
        "tiepnhan",
        code,
        "withdrawal",
        asked_by="Bùi Thị Năm",
        shown="letter",
        reason="Đã có giấy cấp năm ngoái còn dùng được",
        papers_back="Tờ khai, 1 bản",
    )

    page = hall.dossier("hotich", code)
    reads(page, "Không còn việc gì phải làm")
    hall.look(page)
    citizen = follow(hall, "citizen", code, "0704")
    reads(citizen, "đã rút hồ sơ", "giấy tờ đã nộp được trả lại")


def test_a_dossier_without_an_answer_is_stopped_and_taken_up_again(
    hall: Hall,
) -> None:
    code = intake(hall, MARITAL, **person("Hà Thị Sáu", "999190000705"))
    hand_on(hall, "chanhvp", code)
    act(hall, "hotich", code, "claims")
    ask_for_data(hall, code)
    act(
        hall,
        "hotich",
        code,
        "stops",
        kind="no_supplement",
        reason="Quá hạn mà chưa nhận được giấy tờ đã yêu cầu bổ sung.",
        legal_ground="Điều 19 Thông tư 03/2025/TT-VPCP",
        evidence="Phiếu yêu cầu bổ sung số 1",
    )

    words = hall.slip("hotich", code, "05")
    says(words, code, "DỪNG", "Quá hạn", "Điều 19")
    citizen = follow(hall, "citizen", code, "0705")
    reads(citizen, "đã dừng giải quyết", "Quá hạn")

    act(hall, "hotich", code, "stops/end", reason="Người nộp đã mang giấy đến")
    page = hall.dossier("hotich", code)
    hall.look(page)
    citizen = follow(hall, "citizen", code, "0705")
    reads(citizen, "đang được giải quyết")


def ask_for_data(hall: Hall, code: str) -> None:
    """One request that nobody answers."""
    page = hall.at("hotich", f"/desk/dossiers/{code}/supplement/")
    fill(
        page,
        **{
            "kinds-0": "wrong_form",
            "detail-0": "Mẫu năm 2020",
            "reason": "Tờ khai chưa đúng mẫu.",
        },
    )
    with leaving(page):
        page.keyboard.press("Control+Enter")
    says(hall.slip("hotich", code, "02"), code, "Mẫu năm 2020")


def test_nobody_is_made_to_fetch_a_paper_the_state_already_has(hall: Hall) -> None:
    page = hall.at("tiepnhan", "/desk/confirmations/")
    hall.look(page)
    hall.go(page, "/desk/confirmations/new/residence/")
    fill(
        page,
        **{
            "submitter-personal_id": "999190000706",
            "submitter-full_name": "Xa Thị Bảy",
        },
    )
    with leaving(page):
        page.keyboard.press("Control+Enter")
    reads(page, "Không phải làm giấy này", "Cơ sở dữ liệu quốc gia về dân cư")
    hall.look(page, "confirmation-refused")

    path = re.search(r"/desk/confirmations/refusals/[0-9a-f-]+/", page.url)
    assert path
    words = hall.paper("tiepnhan", f"{path.group()}paper/?size=a4")
    says(words, "Cơ sở dữ liệu quốc gia về dân cư", "309/2026/NĐ-CP")


def test_the_lists_of_a_director_tell_what_went_wrong(hall: Hall) -> None:
    for path, name in (
        ("/desk/oversight/stuck/", "stuck"),
        ("/desk/oversight/deviations/", "deviations"),
        ("/desk/trips/", "second-trips"),
    ):
        page = hall.at("giamdoc", path)
        hall.look(page, name)
