"""The yearly register (form 07): in order, numbered, closed once, recounted for ever."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from motcua.accounts import second_looks
from motcua.accounts.models import PendingAct
from motcua.accounts.second_looks import NotConfirmed
from motcua.accounts.selectors import Mandate
from motcua.dossiers import services as verbs
from motcua.dossiers.errors import (
    AlreadyClosed,
    NoSuchFile,
    NotYourStep,
    YearStillRuns,
    YearUnanswered,
)
from motcua.dossiers.models import Dossier, RegisterYear
from motcua.dossiers.selectors import register
from motcua.dossiers.services import register as services
from motcua.dossiers.services import register_files as files
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import MARITAL, bring
from tests.dossiers.conftest import ask as ask_for_paper
from tests.dossiers.test_endings import WISH, on
from tests.dossiers.test_receipt import text_of

MARK = "Vũ Thị Thu, 08:00 04/01/2027, 0a1b2c3d"
NEW_YEAR = datetime.fromisoformat("2027-01-04T08:00:00+07:00")
LAST_NIGHT = datetime.fromisoformat("2026-12-31T23:59:00+07:00")
FIRST_MORNING = datetime.fromisoformat("2027-01-01T00:00:00+07:00")


@pytest.fixture
def book(receive: Callable[..., Dossier]) -> list[Dossier]:
    """Three dossiers of 2026 and one of 2027, not received in this order."""
    last = receive(at=LAST_NIGHT)
    first = receive()
    second = receive(MARITAL, at=NOW + timedelta(hours=1))
    receive(at=FIRST_MORNING)
    return [first, second, last]


@pytest.fixture
def closed(town: Centre, book: list[Dossier], clerk_thu: Mandate) -> RegisterYear:
    return services.close_year(centre=town, year=2026, by=clerk_thu, at=NEW_YEAR)


def test_a_year_is_numbered_from_one_in_the_order_of_reception(
    town: Centre, book: list[Dossier]
) -> None:
    rows = list(register.register_rows(town, 2026))

    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.dossier for row in rows] == book
    assert [row.promised_at for row in rows] == [dossier.due_at for dossier in book]
    assert register.register_years(town) == [2027, 2026]


def test_a_part_goes_on_counting(town: Centre, book: list[Dossier]) -> None:
    rows = list(register.register_rows(town, 2026, offset=1, limit=1))

    assert [(row.number, row.dossier) for row in rows] == [(2, book[1])]


def test_another_ward_has_its_own_book(
    stranger_centre: Centre, book: list[Dossier]
) -> None:
    assert list(register.register_rows(stranger_centre, 2026)) == []
    assert register.register_years(stranger_centre) == []


def test_closing_writes_totals_and_hashes_down(
    town: Centre, closed: RegisterYear
) -> None:
    assert closed.count == 3
    assert closed.by_state == {"ACCEPTED": 3}
    assert closed.by_origin == {"online_at_centre": 3}
    assert len(closed.reception_hash) == len(closed.state_hash) == 64
    line = Line.objects.get(centre_id=town.id, verb="close_year")
    assert (line.actor, line.detail["count"]) == ("vanthu", 3)


def test_a_year_is_closed_once_and_not_before_it_is_over(
    town: Centre, closed: RegisterYear, clerk_thu: Mandate
) -> None:
    with pytest.raises(AlreadyClosed):
        services.close_year(centre=town, year=2026, by=clerk_thu, at=NEW_YEAR)
    with pytest.raises(YearStillRuns):
        services.close_year(centre=town, year=2027, by=clerk_thu, at=NEW_YEAR)

    assert RegisterYear.objects.filter(centre=town).count() == 1


@pytest.fixture
def lodged(lodge: Callable[..., Dossier]) -> Dossier:
    """Came in on the last evening of 2026; nobody has accepted it yet."""
    return lodge(at=LAST_NIGHT)


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_year_stays_open_while_one_lodged_in_it_is_not_answered(
    town: Centre,
    book: list[Dossier],
    lodged: Dossier,
    reception_mai: Mandate,
    clerk_thu: Mandate,
    is_asked: bool,
) -> None:
    if is_asked:
        ask_for_paper(town, lodged, reception_mai, at=LAST_NIGHT)

    with pytest.raises(YearUnanswered) as told:
        services.close_year(centre=town, year=2026, by=clerk_thu, at=NEW_YEAR)

    assert told.value.count == 1
    assert not RegisterYear.objects.filter(centre=town).exists()


@pytest.mark.parametrize("is_asked", [False, True])
def test_accepted_in_the_new_year_it_stands_in_the_new_book(
    town: Centre,
    book: list[Dossier],
    lodged: Dossier,
    reception_mai: Mandate,
    clerk_thu: Mandate,
    is_asked: bool,
) -> None:
    if is_asked:
        ask_for_paper(town, lodged, reception_mai, at=LAST_NIGHT)
        bring(town, lodged, reception_mai, at=NEW_YEAR)
    else:
        verbs.accept(**on(lodged, reception_mai, NEW_YEAR))

    closed = services.close_year(centre=town, year=2026, by=clerk_thu, at=NEW_YEAR)

    assert closed.count == len(book)
    assert register.recount(closed).is_untouched
    assert lodged in [row.dossier for row in register.register_rows(town, 2027)]


def test_refused_or_withdrawn_it_stays_in_the_year_it_was_lodged(
    town: Centre,
    book: list[Dossier],
    lodged: Dossier,
    reception_mai: Mandate,
    clerk_thu: Mandate,
) -> None:
    verbs.withdraw(wish=WISH, **on(lodged, reception_mai, NEW_YEAR))

    closed = services.close_year(centre=town, year=2026, by=clerk_thu, at=NEW_YEAR)

    assert closed.by_state == {"ACCEPTED": 3, "WITHDRAWN": 1}
    assert register.recount(closed).is_untouched


@pytest.mark.parametrize("who", ["tiepnhan", "phochutich", "songda.centre_director"])
def test_only_who_keeps_the_register_closes_it(
    town: Centre, book: list[Dossier], stranger_centre: Centre, who: str
) -> None:
    with pytest.raises(NotYourStep):
        services.close_year(centre=town, year=2026, by=mandate(who), at=NEW_YEAR)


def test_work_that_went_on_shows_and_touches_no_row(
    book: list[Dossier], closed: RegisterYear, reception_mai: Mandate
) -> None:
    assert not register.recount(closed).went_on

    verbs.withdraw(wish=WISH, **on(book[1], reception_mai, NEW_YEAR))

    again = register.recount(closed)
    assert again.is_untouched
    assert again.went_on
    assert again.now.by_state == {"ACCEPTED": 2, "WITHDRAWN": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"owner_name": "Người Khác"},
        {"received_at": NOW + timedelta(minutes=1)},
        {"origin": "post"},
    ],
)
def test_a_row_changed_behind_the_programs_back_shows(
    town: Centre, book: list[Dossier], closed: RegisterYear, change: dict[str, object]
) -> None:
    Dossier.objects.filter(centre=town, id=book[0].id).update(**change)

    assert not register.recount(closed).is_untouched


def test_the_book_reads_as_the_form_wants(
    town: Centre, book: list[Dossier], closed: RegisterYear
) -> None:
    pdf = files.register_pdf(town, 2026, mark=MARK, at=NEW_YEAR)

    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert page.mediabox.width > page.mediabox.height
    text = text_of(pdf)
    for words in (
        "SỔ THEO DÕI HỒ SƠ NĂM 2026",
        "Trang 1 / 1",
        "Bùi Thị An",
        "Khóa sổ lúc 08:00 04/01/2027, tổng cộng 3 hồ sơ",
        MARK,
    ):
        assert words in text
    letters = text.replace(" ", "").replace("-", "")
    for dossier in book:
        assert dossier.code.replace("-", "") in letters
    assert "999155000123" not in letters
    assert "0912345678" not in letters


def test_the_sheet_is_the_same_as_csv_and_as_xlsx(
    town: Centre, book: list[Dossier]
) -> None:
    text = b"".join(files.register_csv(town, 2026, mark=MARK)).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))

    assert head == [*files.COLUMNS, files.MARKED]
    assert {row[-1] for row in rows} == {MARK}
    assert [row[:2] for row in rows] == [
        [str(number), dossier.code] for number, dossier in enumerate(book, start=1)
    ]
    packed = io.BytesIO(b"".join(files.register_xlsx(town, 2026, mark=MARK)))
    with zipfile.ZipFile(packed) as package:
        assert package.testzip() is None
        sheet = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    lines = [
        ["".join(cell.itertext()) for cell in row]
        for row in sheet.iter()
        if row.tag.endswith("}row")
    ]
    assert lines == [head, *rows]


def ask(centre: Centre, by: Mandate, kind: str = "csv", part: int = 1) -> PendingAct:
    return files.ask_for_file(
        centre=centre,
        wanted=files.Wanted(2026, kind, part),
        reason="Nộp lưu trữ",
        by=by,
        at=NOW,
    )


def carry(centre: Centre, act: PendingAct, by: Mandate, at: datetime = NOW) -> bytes:
    file = files.carry_off(centre=centre, act_id=act.id, by=by, at=at)
    return b"".join(file.pieces)


def confirm(act: PendingAct, by: Mandate, *, is_confirmed: bool = True) -> None:
    second_looks.decide(act_id=act.id, is_confirmed=is_confirmed, by=by, at=NOW)


@pytest.mark.parametrize(
    ("kind", "start"), [("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")]
)
def test_a_file_leaves_once_when_two_people_want_it(
    town: Centre,
    book: list[Dossier],
    clerk_thu: Mandate,
    director_khanh: Mandate,
    kind: str,
    start: bytes,
) -> None:
    act = ask(town, clerk_thu, kind)
    confirm(act, director_khanh)

    assert carry(town, act, clerk_thu).startswith(start)

    line = Line.objects.get(centre_id=town.id, verb="export_register")
    assert (line.actor, line.reason) == ("vanthu", "Nộp lưu trữ")
    assert (line.detail["year"], line.detail["act"]) == (2026, str(act.id))
    with pytest.raises(NotConfirmed):
        carry(town, act, clerk_thu)


def test_every_row_names_who_carried_it_off(
    town: Centre, book: list[Dossier], clerk_thu: Mandate, director_khanh: Mandate
) -> None:
    act = ask(town, clerk_thu)
    confirm(act, director_khanh)

    text = carry(town, act, clerk_thu).decode("utf-8-sig")

    marks = {row[-1] for row in list(csv.reader(io.StringIO(text)))[1:]}
    name = clerk_thu.user.full_name
    assert marks == {f"{name}, {NOW:%H:%M %d/%m/%Y}, {act.id.hex[-8:]}"}


def test_nothing_leaves_on_the_word_of_one(
    town: Centre, book: list[Dossier], clerk_thu: Mandate, director_khanh: Mandate
) -> None:
    waits, declined, late = (ask(town, clerk_thu) for _ in range(3))
    confirm(declined, director_khanh, is_confirmed=False)
    confirm(late, director_khanh)

    with pytest.raises(NotConfirmed):
        carry(town, waits, clerk_thu)
    with pytest.raises(NotConfirmed):
        carry(town, declined, clerk_thu)
    with pytest.raises(NotConfirmed):
        carry(town, late, clerk_thu, at=NOW + timedelta(days=2))
    with pytest.raises(NotConfirmed):
        carry(town, late, director_khanh)
    assert not Line.objects.filter(verb="export_register").exists()


def test_only_who_keeps_the_register_asks_for_its_files(
    town: Centre,
    book: list[Dossier],
    clerk_thu: Mandate,
    reception_mai: Mandate,
    stranger: Mandate,
) -> None:
    for other in (reception_mai, stranger):
        with pytest.raises(NotYourStep):
            ask(town, other)
    with pytest.raises(NoSuchFile):
        ask(town, clerk_thu, "pdf", part=2)
    with pytest.raises(NoSuchFile):
        ask(town, clerk_thu, "doc")
