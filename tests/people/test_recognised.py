"""A person the officer recognised although no number found them."""

from dataclasses import replace

from motcua.accounts.selectors import Mandate
from motcua.people import selectors
from motcua.people.models import Category, Citizen
from motcua.people.services import Person, enter_citizen, mark_priority
from motcua.ward.models import Centre
from tests.cast import AN, NOW


def enter(centre: Centre, person: Person, by: Mandate) -> Citizen:
    """Enter the person as this officer does."""
    return enter_citizen(centre=centre, person=person, by=by.user, at=NOW)


def test_the_recognised_one_is_used_and_keeps_the_number_on_file(
    town: Centre, reception_mai: Mandate
) -> None:
    known = enter(town, AN, reception_mai)
    typed = replace(AN, personal_id="", address="Tổ 2", known_as=known.id)

    found = enter(town, typed, reception_mai)

    assert found == known
    assert found.address == "Tổ 2"
    assert found.personal_id == "999155000123"


def test_one_without_a_number_gets_the_number_of_the_card(
    town: Centre, reception_mai: Mandate
) -> None:
    child = enter(town, Person(full_name="Bùi Gia Bảo"), reception_mai)
    typed = Person(
        full_name="Bùi Gia Bảo", personal_id="999225000321", known_as=child.id
    )

    enter(town, typed, reception_mai)

    found = selectors.search_citizens(town, "999225000321")
    assert found == [child]


def test_another_number_is_another_person_however_alike(
    town: Centre, reception_mai: Mandate
) -> None:
    known = enter(town, AN, reception_mai)
    typed = replace(AN, personal_id="999155000777", address="Tổ 9", known_as=known.id)

    found = enter(town, typed, reception_mai)

    known.refresh_from_db()
    assert found != known
    assert known.address != "Tổ 9"


def test_somebody_of_another_ward_is_never_recognised(
    town: Centre, stranger_centre: Centre, reception_mai: Mandate, stranger: Mandate
) -> None:
    theirs = enter(stranger_centre, AN, stranger)

    found = enter(town, replace(AN, known_as=theirs.id), reception_mai)

    assert found.centre == town
    assert found != theirs


def test_marks_of_many_are_read_at_once(town: Centre, reception_mai: Mandate) -> None:
    an = enter(town, AN, reception_mai)
    plain = enter(town, Person(full_name="Lê Văn Ba"), reception_mai)
    mark_priority(
        citizen=an,
        category=Category.ELDERLY,
        evidence="căn cước",
        by=reception_mai.user,
        at=NOW,
    )

    assert selectors.marks_of(town, [an.id, plain.id]) == {an.id: ["Người cao tuổi"]}
