"""Reading a catalogue file: first dry, row by row, into new frozen versions."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

import motcua.catalogue
from motcua.accounts.selectors import Mandate
from motcua.catalogue import selectors, services
from motcua.catalogue.models import LocalProcess, Procedure, ProcedureVersion
from motcua.catalogue.services import ImportReport
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW

SHIPPED: Final = Path(motcua.catalogue.__file__).parent / "data" / "procedures.json"


@pytest.fixture
def file() -> dict[str, Any]:
    """The shipped catalogue, to be changed."""
    whole: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return whole


@pytest.fixture
def read(town: Centre, admin_quan: Mandate) -> Callable[..., ImportReport]:
    """Import a file: `read(file)`, `read(file, dry_run=True)`."""

    def once(data: object, *, dry_run: bool = False) -> ImportReport:
        return services.import_catalogue(
            centre=town, data=data, dry_run=dry_run, by=admin_quan.user, at=NOW
        )

    return once


Read = Callable[..., ImportReport]


def row_of(file: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in file["procedures"] if r["code"] == code)
    return found


def test_the_shipped_file_is_already_there(read: Read, file: dict[str, Any]) -> None:
    report = read(file)

    assert (report.unchanged, report.added, report.changed) == (172, [], [])
    assert report.errors == []


def test_a_dry_run_tells_everything_and_writes_nothing(
    read: Read, file: dict[str, Any]
) -> None:
    row_of(file, EXTRACT)["time_limit"]["value"] = 2
    row_of(file, EXTRACT)["time_limit"]["unit"] = "working_days"
    new = copy.deepcopy(row_of(file, "1.001193")) | {"code": "9.000001"}
    file["procedures"] += [new, {"code": "9.000002"}]
    before = ProcedureVersion.objects.count()

    report = read(file, dry_run=True)

    assert (report.changed, report.added) == ([EXTRACT], ["9.000001"])
    assert [(e.row, e.code) for e in report.errors] == [(174, "9.000002")]
    assert report.is_dry_run
    assert ProcedureVersion.objects.count() == before
    assert not Line.objects.filter(verb="import_catalogue", at=NOW).exists()


def test_bad_rows_are_named_and_the_others_read(
    read: Read, file: dict[str, Any]
) -> None:
    good = copy.deepcopy(row_of(file, EXTRACT)) | {"code": "9.000001"}
    rows = [
        good,
        "not a row",
        copy.deepcopy(good) | {"code": "1-234"},
        copy.deepcopy(good) | {"code": "9.000003", "field": "??"},
        copy.deepcopy(good) | {"code": "9.000004", "steps": {"items": []}},
        copy.deepcopy(good),
    ]

    report = read({"procedures": rows})

    assert report.added == ["9.000001"]
    assert [error.row for error in report.errors] == [2, 3, 4, 5, 6]
    assert all(error.message for error in report.errors)


@pytest.mark.parametrize("data", [None, [], {}, "x", {"procedures": None}, 7])
def test_something_that_is_no_catalogue_is_an_error_or_empty(
    read: Read, data: object
) -> None:
    report = read(data)

    assert report.added == report.changed == []


def test_a_changed_row_is_the_next_version_and_old_dossiers_keep_theirs(
    read: Read, file: dict[str, Any], dossier: Dossier, receive: Callable[..., Dossier]
) -> None:
    limit = row_of(file, EXTRACT)["time_limit"]
    limit |= {"value": 5, "unit": "working_days"}
    read(file)

    newer = receive()

    dossier.refresh_from_db()
    assert (dossier.version.number, newer.version.number) == (1, 2)
    assert dossier.version.limit_unit == "same_day"
    assert newer.due_at is not None
    assert dossier.due_at is not None
    assert newer.due_at > dossier.due_at
    old = dossiers.reckon(dossier)
    assert old is not None
    assert old.due_at == dossier.due_at


def test_reading_the_same_change_twice_makes_one_version(
    read: Read, file: dict[str, Any]
) -> None:
    row_of(file, EXTRACT)["note"] = "Ghi chú mới"

    read(file)
    again = read(file)

    assert again.unchanged == 172
    procedure = Procedure.objects.get(code=EXTRACT)
    assert [v.number for v in selectors.versions(procedure)] == [2, 1]


def test_an_import_leaves_one_audit_line_with_its_counts(
    read: Read, file: dict[str, Any], town: Centre
) -> None:
    row_of(file, EXTRACT)["note"] = "Ghi chú mới"

    read(file)

    line = Line.objects.get(centre_id=town.id, verb="import_catalogue", at=NOW)
    assert line.detail == {"added": 0, "changed": 1}


def test_a_repealed_procedure_is_offered_no_more(
    read: Read, file: dict[str, Any], town: Centre
) -> None:
    row_of(file, EXTRACT)["status"] = "repealed"

    read(file)

    with pytest.raises(selectors.UnknownProcedure):
        selectors.offer(town, EXTRACT, on=NOW.date())


def test_what_is_exported_is_what_was_read(
    town: Centre, file: dict[str, Any], read: Read
) -> None:
    exported = json.loads(json.dumps(selectors.export_catalogue(town)))

    by_code = {row["code"]: row for row in file["procedures"]}
    assert {row["code"]: row for row in exported["procedures"]} == by_code
    assert exported["count"] == len(by_code)
    assert read(exported).unchanged == len(by_code)


def test_values_without_a_source_carry_their_mark_until_confirmed(
    town: Centre, admin_quan: Mandate
) -> None:
    version = selectors.offer(town, EXTRACT, on=NOW.date()).version
    assumed = selectors.unconfirmed(town, version)
    assert "steps" in assumed
    assert "time_limit" not in assumed

    services.confirm_value(
        centre=town,
        version=version,
        value="steps",
        source="Quyết định 12/QĐ-UBND",
        by=admin_quan.user,
        at=NOW,
    )

    assert set(assumed) - set(selectors.unconfirmed(town, version)) == {"steps"}
    (kept,) = selectors.confirmations(town, version)
    assert (kept.confirmed_by, kept.source) == ("quantri", "Quyết định 12/QĐ-UBND")


def test_a_confirmation_holds_for_its_version_only(
    town: Centre, admin_quan: Mandate, read: Read, file: dict[str, Any]
) -> None:
    first = selectors.offer(town, EXTRACT, on=NOW.date()).version
    services.confirm_value(
        centre=town,
        version=first,
        value="steps",
        source="?",
        by=admin_quan.user,
        at=NOW,
    )
    row_of(file, EXTRACT)["note"] = "Ghi chú mới"
    read(file)

    second = selectors.offer(town, EXTRACT, on=NOW.date()).version

    assert second.number == 2
    assert "steps" in selectors.unconfirmed(town, second)


def test_until_a_decision_stands_behind_it_a_process_is_a_proposal(
    town: Centre,
) -> None:
    processes = LocalProcess.objects.filter(centre=town)

    assert processes.count() == 172
    assert not any(process.is_approved for process in processes)
