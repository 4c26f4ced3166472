"""General confirmations: issued without a gap, refused when a database answers."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.accounts.selectors import Mandate
from motcua.foundation.audit import selectors as audit
from motcua.journeys import confirmations
from motcua.journeys.confirmations import Asked
from motcua.registers import selectors, services, typeset
from motcua.registers.models import BookEntry
from motcua.visits import selectors as visits
from motcua.ward.models import Centre
from tests.cast import AN, NOW, mandate
from tests.dossiers.test_receipt import text_of
from tests.rivals import together

BLANKS = {
    "statement": "Gia đình có bốn người, bố mất sức lao động.",
    "purpose": "Xin miễn giảm học phí",
}
NEXT_YEAR = datetime.fromisoformat("2027-01-04T08:00:00+07:00")


def issue(centre: Centre, key: str = "1", at: datetime = NOW) -> UUID:
    """An asks for a paper on her family's circumstances."""
    asked = Asked("family_circumstances", AN, BLANKS, signer=mandate("phochutich").user)
    made, _ = confirmations.issue(
        centre=centre, asked=asked, by=mandate("tiepnhan").user, at=at, key=key
    )
    return made


def entry_of(centre: Centre, key: UUID) -> BookEntry:
    found = selectors.entry(centre, key)
    assert found is not None
    return found


def test_the_paper_says_number_person_content_and_signer(town: Centre) -> None:
    entry = entry_of(town, issue(town))

    pdf = typeset.entry_pdf(entry)
    text = text_of(pdf)
    assert (entry.year, entry.number, entry.status) == (2026, 1, "to_sign")
    assert "Số: 1/GXN-UBND" in text
    for said in ("Bùi Thị An", "999155000123", *BLANKS.values(), "PHÓ CHỦ TỊCH"):
        assert said in text
    assert entry.signer.full_name in text
    assert hashlib.sha256(pdf).hexdigest() == entry.digest


def test_sent_twice_it_is_one_paper(town: Centre) -> None:
    assert issue(town) == issue(town)

    assert selectors.entries(town, 2026).count() == 1


def test_the_chairmans_own_paper_is_not_signed_for_him(town: Centre) -> None:
    asked = Asked("family_circumstances", AN, BLANKS, signer=mandate("chutich").user)
    made, _ = confirmations.issue(
        centre=town, asked=asked, by=mandate("tiepnhan").user, at=NOW, key="c"
    )

    assert "KT. CHỦ TỊCH" not in text_of(typeset.entry_pdf(entry_of(town, made)))


def test_what_a_database_answers_is_refused_and_explained(
    town: Centre, reception_mai: Mandate
) -> None:
    asked = Asked("residence", AN, BLANKS, signer=mandate("phochutich").user)
    with pytest.raises(services.DataExists):
        confirmations.issue(
            centre=town, asked=asked, by=reception_mai.user, at=NOW, key="r"
        )

    refusal = confirmations.refuse(
        centre=town, asked=Asked("residence", AN), by=reception_mai.user, at=NOW
    )

    text = text_of(typeset.refusal_pdf(refusal))
    day: dict[str, Any] = {"since": NOW, "until": NOW + timedelta(days=1)}
    assert "Cơ sở dữ liệu quốc gia về dân cư" in text
    assert "309/2026" in text
    assert "VNeID" in text
    assert visits.counts_by_outcome(town, **day) == {"refused": 1}
    assert selectors.refusals_by_kind(town, **day) == {"residence": 1}
    assert not selectors.entries(town, 2026).exists()
    story = audit.story(centre_id=town.id, kind="refusal", subject_id=refusal.id)
    assert [line.verb for line in story] == ["refuse_confirmation"]


def test_a_paper_no_database_answers_cannot_be_refused_so(
    town: Centre, reception_mai: Mandate
) -> None:
    with pytest.raises(services.NoData):
        confirmations.refuse(
            centre=town, asked=Asked("damage"), by=reception_mai.user, at=NOW
        )

    assert visits.counts_by_outcome(town, since=NOW, until=NEXT_YEAR) == {}


def test_a_procedure_is_not_a_confirmation(
    town: Centre, reception_mai: Mandate
) -> None:
    asked = Asked("marital_status", AN, BLANKS, signer=mandate("phochutich").user)
    with pytest.raises(services.IsProcedure):
        confirmations.issue(
            centre=town, asked=asked, by=reception_mai.user, at=NOW, key="p"
        )


@pytest.mark.parametrize("statement", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_statement_takes_no_number(
    town: Centre, reception_mai: Mandate, statement: str
) -> None:
    asked = Asked(
        "damage",
        AN,
        BLANKS | {"statement": statement},
        signer=mandate("phochutich").user,
    )
    with pytest.raises(services.BlankMissing) as problem:
        confirmations.issue(
            centre=town, asked=asked, by=reception_mai.user, at=NOW, key="b"
        )

    assert problem.value.names == ("statement",)
    assert entry_of(town, issue(town)).number == 1


@pytest.mark.parametrize("who", ["vanthu", "songda.vice_chairman"])
def test_only_who_signs_for_this_ward_today_can_be_the_signer(
    town: Centre, stranger_centre: Centre, reception_mai: Mandate, who: str
) -> None:
    asked = Asked("damage", AN, BLANKS, signer=mandate(who).user)
    with pytest.raises(services.NotASigner):
        confirmations.issue(
            centre=town, asked=asked, by=reception_mai.user, at=NOW, key="s"
        )


def test_a_voided_paper_keeps_its_number_and_reason(
    town: Centre, clerk_thu: Mandate
) -> None:
    first = issue(town)
    by: dict[str, Any] = {"centre": town, "by": clerk_thu.user, "at": NOW}

    with pytest.raises(services.ReasonMissing):
        services.void_confirmation(entry_id=first, reason=" ", **by)
    services.void_confirmation(entry_id=first, reason="sai họ tên", **by)

    assert entry_of(town, issue(town, "2")).number == 2
    assert entry_of(town, first).void_reason == "sai họ tên"
    with pytest.raises(services.WrongStatus):
        services.note_signature(entry_id=first, **by)


def test_the_year_closes_with_totals_and_a_hash_that_notices_changes(
    town: Centre, clerk_thu: Mandate
) -> None:
    first, second = issue(town), issue(town, "2")
    by: dict[str, Any] = {"centre": town, "by": clerk_thu.user, "at": NEXT_YEAR}
    services.void_confirmation(entry_id=second, reason="nhầm", **by)
    with pytest.raises(services.YearNotOver):
        services.close_book(year=2026, **by)
    services.note_signature(entry_id=first, **by)

    closing = services.close_book(year=2026, **by)

    book = list(selectors.entries(town, 2026).order_by("number"))
    assert (closing.entries, closing.voided) == (2, 1)
    assert services.hash_of(book) == closing.hash
    book[0].digest = "0" * 64
    assert services.hash_of(book) != closing.hash
    with pytest.raises(services.BookClosed):
        issue(town, "late", at=NOW)
    with pytest.raises(services.BookClosed):
        services.void_confirmation(entry_id=first, reason="muộn", **by)
    printed = text_of(
        typeset.book_pdf(town, 2026, book, closing, names={"damage": "x"})
    )
    assert "SỔ CẤP GIẤY XÁC NHẬN NĂM 2026" in printed
    assert "trong đó hủy 1 số" in printed


def test_this_years_book_is_not_closed_yet(town: Centre, clerk_thu: Mandate) -> None:
    with pytest.raises(services.YearNotOver):
        services.close_book(centre=town, year=2026, by=clerk_thu.user, at=NOW)


def test_each_year_begins_at_one(town: Centre) -> None:
    issue(town)

    entry = entry_of(town, issue(town, "2", at=NEXT_YEAR))

    assert (entry.year, entry.number) == (2027, 1)


def test_another_ward_has_its_own_book(town: Centre, stranger_centre: Centre) -> None:
    made = issue(town)

    assert selectors.entry(stranger_centre, made) is None
    assert not selectors.entries(stranger_centre, 2026).exists()


def test_rivals_get_numbers_without_a_gap(living_town: Centre) -> None:
    together(8, lambda rival: [issue(living_town, f"{rival}-{n}") for n in range(8)])

    numbers = selectors.entries(living_town, 2026).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 65))
