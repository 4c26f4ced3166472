"""The audit's chain: whatever is done to a row, `verify` names the first bad one."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet

from motcua.foundation.audit import selectors
from motcua.foundation.audit import services as audit
from motcua.foundation.audit.models import Line, Seal, SealedLine
from motcua.foundation.toolkit.models import first_id, made_at, new_id
from motcua.foundation.toolkit.work import NotInTransaction, unit_of_work
from tests.rivals import together

CENTRE: Final = UUID("01930000-0000-7000-8000-000000000001")
AT: Final = datetime.fromisoformat("2026-11-25T09:00:00+07:00")


class Officer:
    """Somebody who acts."""

    audit_id = UUID("01930000-0000-7000-8000-00000000000a")
    audit_name = "tiepnhan"


def write(number: int, *, centre_id: UUID = CENTRE) -> Line:
    with unit_of_work():
        return audit.write(
            centre_id=centre_id,
            by=Officer(),
            verb="receive",
            subject=("dossier", new_id()),
            at=AT + timedelta(seconds=number),
            number=number,
        )


@pytest.fixture
def lines(db: None) -> list[Line]:
    """Nine lines in three seals of three."""
    written = []
    for number in range(9):
        written.append(write(number))
        if number % 3 == 2:
            audit.seal(centre_id=CENTRE, at=AT)
    return written


def row(line: Line) -> QuerySet[Line]:
    return Line.objects.filter(centre_id=CENTRE, id=line.id)


def place(line: Line) -> QuerySet[SealedLine]:
    return SealedLine.objects.filter(centre_id=CENTRE, line_id=line.id)


def test_an_untouched_chain_is_intact(lines: list[Line]) -> None:
    verdict = selectors.verify(CENTRE)

    assert verdict.is_intact
    assert (verdict.lines, verdict.seals) == (9, 3)
    assert verdict.head == Seal.objects.get(centre_id=CENTRE, number=3).hash


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "nguoi-khac"},
        {"actor_id": None},
        {"verb": "look"},
        {"reason": "Khác"},
        {"detail": {"number": 99}},
        {"at": AT},
        {"subject_kind": "citizen"},
        {"subject_id": UUID(int=1)},
        {"content_hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_line_is_named(lines: list[Line], change: dict[str, object]) -> None:
    row(lines[4]).update(**change)
    row(lines[7]).update(verb="also changed")

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("line changed", str(lines[4].id))


def test_a_line_changed_with_its_own_hash_is_named(lines: list[Line]) -> None:
    forged = lines[4]
    forged.verb = "look"
    row(forged).update(verb="look", content_hash=audit.content_hash(forged))

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("line changed", str(forged.id))


def test_a_line_changed_with_hash_and_place_still_breaks_its_seal(
    lines: list[Line],
) -> None:
    forged = lines[4]
    forged.verb = "look"
    forged_hash = audit.content_hash(forged)
    row(forged).update(verb="look", content_hash=forged_hash)
    place(forged).update(content_hash=forged_hash)

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("seal does not cover its lines", "seal 2")


def test_a_whole_forged_seal_breaks_the_next_one(lines: list[Line]) -> None:
    second = Seal.objects.get(centre_id=CENTRE, number=2)
    forged = audit.seal_hash(
        previous=second.previous_hash, centre_id=CENTRE, number=2, places=[]
    )
    SealedLine.objects.filter(centre_id=CENTRE, seal_number=2).delete()
    Seal.objects.filter(centre_id=CENTRE, id=second.id).update(hash=forged, count=0)

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("seal missing or out of order", "seal 3")


def test_a_deleted_line_is_named(lines: list[Line]) -> None:
    row(lines[3]).delete()

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("line missing", str(lines[3].id))


@pytest.mark.parametrize(("which", "at"), [(3, 1), (4, 2), (5, 3)])
def test_a_line_deleted_with_its_place_is_named_by_the_place(
    lines: list[Line], which: int, at: int
) -> None:
    row(lines[which]).delete()
    place(lines[which]).delete()

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("place missing", f"seal 2, place {at}")


def test_a_line_inserted_into_a_seal_is_named(lines: list[Line]) -> None:
    added = write(4)
    SealedLine.objects.create(
        centre_id=CENTRE,
        seal_number=2,
        position=4,
        line_id=added.id,
        content_hash=added.content_hash,
    )

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("line added", str(added.id))


def test_a_line_inserted_without_its_hash_is_named(lines: list[Line]) -> None:
    added = Line(**{f.attname: getattr(lines[0], f.attname) for f in Line._meta.fields})
    added.id, added.verb = new_id(), "approve_result"
    added.save(force_insert=True)

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("line changed", str(added.id))


def test_two_lines_that_changed_places_are_noticed(lines: list[Line]) -> None:
    first, second = place(lines[3]).get(), place(lines[4]).get()
    SealedLine.objects.filter(centre_id=CENTRE, id=first.id).update(position=99)
    SealedLine.objects.filter(centre_id=CENTRE, id=second.id).update(position=1)
    SealedLine.objects.filter(centre_id=CENTRE, id=first.id).update(position=2)

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("line out of order", str(lines[3].id))


def test_seals_that_changed_places_are_noticed(lines: list[Line]) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        Seal.objects.filter(centre_id=CENTRE, number=old).update(number=new)
        SealedLine.objects.filter(centre_id=CENTRE, seal_number=old).update(
            seal_number=new
        )

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("seal missing or out of order", "seal 2")


@pytest.mark.parametrize("number", [1, 2])
def test_a_seal_cut_out_of_the_middle_is_noticed(
    lines: list[Line], number: int
) -> None:
    inside = SealedLine.objects.filter(centre_id=CENTRE, seal_number=number)
    Line.objects.filter(
        centre_id=CENTRE, id__in=[sealed.line_id for sealed in inside]
    ).delete()
    inside.delete()
    Seal.objects.filter(centre_id=CENTRE, number=number).delete()

    verdict = selectors.verify(CENTRE)

    expected = f"seal {number}"
    assert (verdict.fault, verdict.row) == ("seal missing or out of order", expected)


def test_a_cut_tail_shows_another_head_than_the_printed_one(lines: list[Line]) -> None:
    printed = selectors.verify(CENTRE).head
    inside = SealedLine.objects.filter(centre_id=CENTRE, seal_number=3)
    Line.objects.filter(
        centre_id=CENTRE, id__in=[sealed.line_id for sealed in inside]
    ).delete()
    inside.delete()
    Seal.objects.filter(centre_id=CENTRE, number=3).delete()

    assert selectors.verify(CENTRE).head != printed


def test_an_unsealed_line_is_checked_too(lines: list[Line]) -> None:
    fresh = write(10)
    row(fresh).update(verb="look")

    verdict = selectors.verify(CENTRE)

    assert (verdict.fault, verdict.row) == ("line changed", str(fresh.id))


def test_another_centre_keeps_its_own_chain(lines: list[Line]) -> None:
    other = new_id()
    write(1, centre_id=other)
    audit.seal(centre_id=other, at=AT)
    row(lines[0]).update(verb="look")

    assert selectors.verify(other).is_intact
    assert not selectors.verify(CENTRE).is_intact


def test_a_late_line_falls_into_the_next_seal(lines: list[Line]) -> None:
    late = write(1)

    sealed = audit.seal(centre_id=CENTRE, at=AT)

    assert sealed == 1
    assert place(late).get().seal_number == 4
    assert selectors.verify(CENTRE).is_intact


def test_nothing_new_makes_no_seal(lines: list[Line]) -> None:
    assert audit.seal(centre_id=CENTRE, at=AT) == 0
    assert Seal.objects.filter(centre_id=CENTRE).count() == 3


def test_the_story_of_a_subject_is_in_order(lines: list[Line]) -> None:
    found = selectors.story(
        centre_id=CENTRE, kind="dossier", subject_id=lines[2].subject_id
    )

    assert list(found) == [lines[2]]


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInTransaction):
        audit.write(
            centre_id=CENTRE,
            by=Officer(),
            verb="look",
            subject=("dossier", CENTRE),
            at=AT,
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer: nothing is late"
)
def test_a_line_that_commits_after_the_seal_is_not_lost() -> None:
    is_written, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with unit_of_work():
            write(0)
            is_written.set()
            may_commit.wait(timeout=20)

    def sealer() -> int:
        is_written.wait(timeout=20)
        write(1)
        first = audit.seal(centre_id=CENTRE, at=AT)
        may_commit.set()
        return first

    roles: list[Callable[[], int | None]] = [slow_writer, sealer]
    results = together(2, lambda number: roles[number]())

    assert results[1] == 1
    assert audit.seal(centre_id=CENTRE, at=AT) == 1
    assert selectors.verify(CENTRE).lines == 2


@pytest.mark.django_db(transaction=True)
def test_sealers_at_the_same_moment_never_fork_the_chain() -> None:
    def write_and_seal(number: int) -> int:
        total = 0
        for turn in range(8):
            write(number * 100 + turn)
            total += audit.seal(centre_id=CENTRE, at=AT)
        return total

    sealed = sum(together(6, write_and_seal)) + audit.seal(centre_id=CENTRE, at=AT)

    verdict = selectors.verify(CENTRE)
    assert verdict.is_intact
    assert (sealed, verdict.lines) == (48, 48)
    numbers = Seal.objects.filter(centre_id=CENTRE).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == list(
        range(1, verdict.seals + 1)
    )


def test_the_sealer_looks_only_at_what_was_made_lately(lines: list[Line]) -> None:
    lost = first_id(made_at(lines[0].id) - timedelta(hours=2))
    row(lines[8]).update(id=lost)
    place(lines[8]).delete()

    assert audit.seal(centre_id=CENTRE, at=AT) == 0
    assert audit.unsealed(CENTRE).get().id == lost


def test_a_key_tells_when_it_was_made() -> None:
    assert made_at(first_id(AT)) == AT
    assert first_id(AT) < UUID("01a2106e-6500-7000-8000-000000000001")
