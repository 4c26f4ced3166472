"""A dossier is found by what a person knows of it, in whatever way they type it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import Q

from motcua.dossiers import selectors
from motcua.dossiers.models import Dossier
from motcua.journeys.intake import Company
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import AN, NOW
from tests.dossiers.copies import copies

Receive = Callable[..., Dossier]
HOA = replace(AN, full_name="Nguyễn Thị Hoà", personal_id="999155000124", phone="")
MY_HOA = replace(AN, full_name="Hoàng Mỹ Hoa", personal_id="999155000125", phone="")


def found(centre: Centre, text: str) -> list[Dossier]:
    return list(selectors.search(centre, text).rows)


@pytest.mark.parametrize(
    "typed",
    ["nguyen thi hoa", "HOÀ nguyễn", "hoa thi", "nguy ho", "thi nguyen h", " thị  "],
)
def test_words_of_a_name_in_any_order_and_begun(
    town: Centre, receive: Receive, typed: str
) -> None:
    hers = receive(submitter=HOA)
    receive(submitter=MY_HOA)

    assert found(town, typed) == [hers]


@pytest.mark.parametrize("typed", ["guyen", "oa", "hoa thanh", "%", "nguyen_thi"])
def test_the_middle_of_a_word_is_no_word(
    town: Centre, receive: Receive, typed: str
) -> None:
    receive(submitter=HOA)

    assert found(town, typed) == []


def test_a_company_is_found_by_words_of_its_name(
    town: Centre, receive: Receive
) -> None:
    company = Company("Công ty TNHH Gỗ Đà Giang", "0100109106")
    theirs = receive(company=company, authorisation="Giấy giới thiệu")

    assert found(town, "go da giang") == [theirs]


def test_a_dossier_keeps_the_name_it_came_in_with(
    town: Centre, receive: Receive
) -> None:
    before = receive(submitter=HOA)
    after = receive(submitter=replace(HOA, full_name="Nguyễn Thị Hoà Bình"))

    assert found(town, "hoa nguyen") == [after, before]
    assert found(town, "binh nguyen") == [after]


@pytest.mark.parametrize("typed", ["999155000124", "999 155 000 124"])
def test_an_exact_number_finds_what_was_handed_in(
    town: Centre, receive: Receive, typed: str
) -> None:
    hers = receive(submitter=HOA)
    receive(submitter=MY_HOA)

    assert found(town, typed) == [hers]


def test_a_beginning_of_a_code_finds_the_newest_first(
    town: Centre, receive: Receive
) -> None:
    yesterday = receive(at=NOW - timedelta(days=1))
    first, second = receive(), receive()

    assert found(town, first.code[:20]) == [second, first]
    assert found(town, yesterday.code[:12]) == [second, first, yesterday]


def test_of_more_than_two_hundred_the_whole_name_comes_newest_first(
    town: Centre, receive: Receive
) -> None:
    oldest = receive(submitter=HOA, at=NOW - timedelta(days=1))
    Dossier.objects.bulk_create(copies(receive(submitter=HOA), 250))
    receive(submitter=replace(HOA, full_name="Nguyễn Thị Hoàn", personal_id=""))

    whole = selectors.search(town, "nguyen thi hoa")
    begun = selectors.search(town, "nguyen thi h")

    assert whole.is_cut
    assert begun.is_cut
    assert whole.rows.count() == 252
    assert whole.rows.last() == oldest
    assert begun.rows.count() == 200


def test_only_one_state_is_asked_for(town: Centre, receive: Receive) -> None:
    receive(submitter=HOA)

    assert not selectors.search(town, "hoa", limits=Q(state=State.RETURNED)).rows
    assert selectors.search(town, "hoa", limits=Q(state=State.ACCEPTED)).rows


def test_another_ward_finds_nothing(
    town: Centre, stranger_centre: Centre, receive: Receive
) -> None:
    hers = receive(submitter=HOA)

    for typed in ("nguyen thi hoa", HOA.personal_id, hers.code, hers.code[:12]):
        assert found(stranger_centre, typed) == []
