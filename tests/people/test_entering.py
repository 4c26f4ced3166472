"""Citizens and organisations: entered once, corrected, never wiped, never in the clear."""

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from motcua.accounts.selectors import Mandate
from motcua.foundation.audit.models import Line
from motcua.people import selectors, services
from motcua.people.models import Citizen, Organisation
from motcua.people.services import Person, ReasonMissing
from motcua.rules.personal_id import NotAPersonalId
from motcua.rules.tax_code import NotATaxCode
from motcua.rules.vietnamese import NotAName, NotAPhone
from motcua.ward.models import Centre
from tests.cast import NOW

BINH = Person(
    full_name="Đinh Thị Bình",
    personal_id="999170000555",
    birth_on=date(1970, 3, 8),
    sex="female",
    phone="0912 345 679",
    email="binh@example.vn",
    address="Tổ 3",
)


def enter(town: Centre, by: Mandate, **changes: Any) -> Citizen:
    return services.enter_citizen(
        centre=town, person=replace(BINH, **changes), by=by.user, at=NOW
    )


def lines(citizen: Citizen) -> list[str]:
    found = Line.objects.filter(centre_id=citizen.centre_id, subject_id=citizen.id)
    return list(found.order_by("id").values_list("verb", flat=True))


def test_a_new_citizen_is_kept_as_the_register_writes(
    town: Centre, reception_mai: Mandate
) -> None:
    citizen = enter(town, reception_mai, full_name="  Đinh   Thị Bình ")

    citizen.refresh_from_db()
    assert (citizen.full_name, citizen.folded_name) == (
        "Đinh Thị Bình",
        "dinh thi binh",
    )
    assert (citizen.personal_id, citizen.phone) == ("999170000555", "0912345679")
    assert lines(citizen) == ["add_citizen"]


def test_the_same_number_is_the_same_person_and_is_corrected(
    town: Centre, reception_mai: Mandate
) -> None:
    first = enter(town, reception_mai)

    again = enter(town, reception_mai, address="Tổ 9", personal_id="999 170 000 555")

    assert again == first
    assert Citizen.objects.get(centre=town, id=first.id).address == "Tổ 9"
    line = Line.objects.get(centre_id=town.id, verb="correct_citizen")
    assert line.detail == {"fields": ["address"]}


def test_what_is_left_empty_wipes_nothing(town: Centre, reception_mai: Mandate) -> None:
    first = enter(town, reception_mai)

    enter(
        town,
        reception_mai,
        birth_on=None,
        sex="",
        phone="",
        email=" ",
        address="",
        neighbourhood=None,
    )

    kept = Citizen.objects.get(centre=town, id=first.id)
    assert (kept.birth_on, kept.sex, kept.phone) == (
        BINH.birth_on,
        "female",
        "0912345679",
    )
    assert (kept.email, kept.address) == ("binh@example.vn", "Tổ 3")
    assert lines(first) == ["add_citizen"]


def test_a_new_phone_is_found_and_the_old_one_no_more(
    town: Centre, reception_mai: Mandate
) -> None:
    citizen = enter(town, reception_mai)

    enter(town, reception_mai, phone="0987654321")

    assert selectors.search_citizens(town, "0987 654 321") == [citizen]
    assert selectors.search_citizens(town, "0912345679") == []


def test_decomposed_letters_are_the_same_name(
    town: Centre, reception_mai: Mandate
) -> None:
    first = enter(town, reception_mai)

    again = enter(
        town, reception_mai, full_name=unicodedata.normalize("NFD", "Đinh Thị Bình")
    )

    assert again == first
    assert lines(first) == ["add_citizen"]
    assert unicodedata.is_normalized("NFC", again.full_name)


def test_children_without_a_number_are_each_a_row(
    town: Centre, reception_mai: Mandate
) -> None:
    one = enter(town, reception_mai, personal_id="", phone="")
    two = enter(town, reception_mai, personal_id="", phone="")

    assert one != two


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"full_name": "  "}, NotAName),
        ({"full_name": "x" * 10_000_000}, NotAName),
        ({"full_name": "123"}, NotAName),
        ({"personal_id": "99917000055"}, NotAPersonalId),
        ({"personal_id": "abc"}, NotAPersonalId),
        ({"phone": "113"}, NotAPhone),
    ],
    ids=["blank", "ten megabytes", "digits", "eleven digits", "letters", "113"],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    town: Centre,
    reception_mai: Mandate,
    changes: dict[str, str],
    error: type[Exception],
) -> None:
    before = Citizen.objects.filter(centre=town).count()

    with pytest.raises(error):
        enter(town, reception_mai, **changes)

    assert Citizen.objects.filter(centre=town).count() == before


@pytest.mark.parametrize(
    "typed", ["dinh thi binh", "BÌNH đinh", "  Bình  ", "thi", "Đinh"]
)
def test_names_are_found_without_accents_in_any_order(
    town: Centre, reception_mai: Mandate, typed: str
) -> None:
    citizen = enter(town, reception_mai)

    assert citizen in selectors.search_citizens(town, typed)


def test_another_ward_finds_nobody(
    town: Centre, stranger_centre: Centre, reception_mai: Mandate
) -> None:
    enter(town, reception_mai)

    for typed in ("Đinh Thị Bình", "999170000555", "0912345679"):
        assert selectors.search_citizens(stranger_centre, typed) == []


@pytest.mark.parametrize("typed", ["", " ", "999", "%", "_"])
def test_too_little_finds_nothing_by_accident(town: Centre, typed: str) -> None:
    assert selectors.search_citizens(town, typed) == []


@pytest.mark.parametrize(
    ("typed", "agrees"),
    [
        ({"birth_on": BINH.birth_on}, ("name", "birth_on")),
        ({"phone_number": "0912345679"}, ("name", "phone")),
        (
            {"birth_on": BINH.birth_on, "phone_number": "0912345679"},
            ("name", "birth_on", "phone"),
        ),
    ],
)
def test_likely_duplicates_say_what_agrees(
    town: Centre,
    reception_mai: Mandate,
    typed: dict[str, Any],
    agrees: tuple[str, ...],
) -> None:
    citizen = enter(town, reception_mai)

    (likeness,) = selectors.likely_duplicates(town, full_name="ĐINH THI BINH", **typed)

    assert (likeness.citizen, likeness.agrees) == (citizen, agrees)


def test_a_name_alone_is_no_duplicate(town: Centre, reception_mai: Mandate) -> None:
    citizen = enter(town, reception_mai)

    assert selectors.likely_duplicates(town, full_name="Đinh Thị Bình") == []
    assert (
        selectors.likely_duplicates(
            town,
            full_name="Đinh Thị Bình",
            birth_on=BINH.birth_on,
            but=citizen.id,
        )
        == []
    )


def test_full_values_cost_a_reason_and_leave_a_line(
    town: Centre, reception_mai: Mandate
) -> None:
    citizen = enter(town, reception_mai)

    shown = services.reveal(
        citizen=citizen, reason=" Đối chiếu ", by=reception_mai.user, at=NOW
    )

    assert (shown.personal_id, shown.phone) == ("999170000555", "0912345679")
    line = Line.objects.get(centre_id=town.id, verb="see_person")
    assert (line.actor, line.reason) == ("tiepnhan", "Đối chiếu")
    assert "999170000555" not in str(line.detail)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_shown(
    town: Centre, reception_mai: Mandate, reason: str
) -> None:
    citizen = enter(town, reception_mai)

    with pytest.raises(ReasonMissing):
        services.reveal(citizen=citizen, reason=reason, by=reception_mai.user, at=NOW)

    assert not Line.objects.filter(centre_id=town.id, verb="see_person").exists()


def test_the_masks_show_what_helps_and_no_more(
    town: Centre, reception_mai: Mandate
) -> None:
    citizen = enter(town, reception_mai)

    assert "999170000555" not in citizen.masked_id
    assert citizen.masked_id.endswith("555")
    assert citizen.masked_phone == "091****679"


def test_the_row_holds_neither_number_nor_phone_in_the_clear(
    town: Centre, reception_mai: Mandate
) -> None:
    enter(town, reception_mai)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_citizen")
        whole = str(cursor.fetchall())

    assert "999170000555" not in whole
    assert "0912345679" not in whole


def test_a_priority_mark_keeps_its_evidence_once(
    town: Centre, reception_mai: Mandate
) -> None:
    citizen = enter(town, reception_mai)

    for evidence in ("thẻ", "thẻ mới"):
        services.mark_priority(
            citizen=citizen,
            category="MERIT",
            evidence=evidence,
            by=reception_mai.user,
            at=NOW,
        )

    assert selectors.categories_of(citizen) == {"MERIT"}
    assert citizen.marks.get().evidence == "thẻ mới"


def test_an_organisation_is_known_by_its_tax_code(
    town: Centre, reception_mai: Mandate
) -> None:
    head = enter(town, reception_mai)
    for name, address in (
        ("Công ty TNHH 1 Đà Giang", "Tổ 5"),
        ("Công ty Đà Giang", ""),
    ):
        services.enter_organisation(
            centre=town,
            name=name,
            tax_code="0100109106",
            address=address,
            representative=head,
            by=reception_mai.user,
            at=NOW,
        )

    known = selectors.organisation_by_tax_code(town, " 0100109106 ")
    assert known is not None
    assert (known.name, known.address) == ("Công ty Đà Giang", "Tổ 5")
    assert known.representative == head
    assert list(selectors.search_organisations(town, "da giang")) == [known]


def test_a_wrong_tax_code_is_refused(town: Centre, reception_mai: Mandate) -> None:
    with pytest.raises(NotATaxCode):
        services.enter_organisation(
            centre=town,
            name="Công ty",
            tax_code="0100109107",
            by=reception_mai.user,
            at=NOW,
        )

    assert not Organisation.objects.filter(centre=town, name="Công ty").exists()
    assert selectors.organisation_by_tax_code(town, "0100109107") is None
