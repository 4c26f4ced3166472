"""Read a catalogue file into new procedures and new versions."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from motcua.catalogue import portable
from motcua.catalogue.models import (
    ApplicationForm,
    Component,
    LocalProcedure,
    LocalProcess,
    LocalStep,
    NationalFee,
    Procedure,
    ProcedureVersion,
)
from motcua.catalogue.services.processes import next_process
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.vietnamese import fold
from motcua.ward.models import Centre, Department, Field

ON_REQUEST: Final = "nếu yêu cầu"


@dataclass
class ImportReport:
    """What an import did or, as a dry run, would do."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    errors: list[portable.RowError] = field(default_factory=list)
    is_dry_run: bool = True


def import_catalogue(
    *,
    centre: Centre,
    data: object,
    dry_run: bool,
    by: audit.Actor,
    at: datetime,
) -> ImportReport:
    """Read a catalogue file into new procedures and new versions.

    A row that equals the version in force changes nothing; another one makes the next
    version, published at once. Rows with errors are reported and left out.
    """
    fields = {known.code: known for known in Field.objects.all()}
    rows, errors = portable.read_rows(data, fields=fields)
    report = ImportReport(errors=errors, is_dry_run=dry_run)
    current = _digests()
    for row in rows:
        code = row["code"]
        if current.get(code) == row_digest(row):
            report.unchanged += 1
        else:
            (report.changed if code in current else report.added).append(code)
    if dry_run:
        return report
    fresh = {*report.added, *report.changed}
    with unit_of_work():
        ours = _adopted(centre)
        departments = {d.code: d for d in Department.objects.filter(centre=centre)}
        for row in rows:
            if row["code"] in fresh:
                procedure = _new_version(row, fields[row["field"]], at).procedure
                _adopt(centre, procedure, row, departments, at)
            elif row["code"] not in ours:
                # Another centre of this database brought the procedure in.
                procedure = Procedure.objects.get(code=row["code"])
                _adopt(centre, procedure, row, departments, at)
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="import_catalogue",
            subject=("centre", centre.id),
            at=at,
            added=len(report.added),
            changed=len(report.changed),
        )
    return report


def import_form(*, content: dict[str, Any]) -> ApplicationForm:
    """Keep the application form of a procedure that is already in the catalogue."""
    procedure = Procedure.objects.get(code=content["procedure_code"])
    form, _ = ApplicationForm.objects.update_or_create(
        procedure=procedure,
        defaults={"content": content, "is_verified": content["verified"]},
    )
    return form


def row_digest(row: dict[str, Any]) -> str:
    """SHA-256 of a catalogue row, the same for the same content."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _digests() -> dict[str, str]:
    versions = ProcedureVersion.objects.order_by("number")
    return dict(versions.values_list("procedure__code", "digest"))


def _new_version(
    row: dict[str, Any], in_field: Field, at: datetime
) -> ProcedureVersion:
    names = (row["name_vi"], row.get("official_name_vi", ""), row["code"])
    procedure, _ = Procedure.objects.update_or_create(
        code=row["code"],
        defaults={
            "field": in_field,
            "name": row["name_vi"],
            "official_name": row.get("official_name_vi", ""),
            "name_en": row.get("name_en", ""),
            "folded_name": fold(" ".join(names))[:1500],
            "status": row["status"],
        },
    )
    limit = row["time_limit"]
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=procedure.versions.count() + 1,
        state=ProcedureVersion.State.PUBLISHED,
        effective_on=timezone.localdate(at),
        published_at=at,
        limit_quantity=limit["value"],
        limit_unit=limit["unit"],
        limit_note=limit.get("note", "")[:300],
        resume_policy=row.get("resume_policy", "RESTART"),
        retention_years=row.get("retention_years", 10),
        channels=row["channels"],
        result=(row["result_vi"] or "")[:500],
        legal_basis=row.get("legal_basis", []),
        department_code=row["department"],
        handler_role=row["handler_role"],
        note=row.get("note", "")[:500],
        marks=_marks(row),
        source=row.get("source", "")[:500],
        raw=row,
        digest=row_digest(row),
    )
    _add_components(version, row["documents"])
    _add_fees(version, row["fees"])
    return version


def _marks(row: dict[str, Any]) -> dict[str, bool]:
    return {
        "name": bool(row.get("verified")),
        "time_limit": bool(row["time_limit"].get("verified")),
        "documents": bool(row.get("documents_verified")),
        "steps": not row["steps"].get("synthetic_hours", True),
        "fees": all("synthetic_default" not in fee for fee in row["fees"]),
        "online_level": bool(row["channels"].get("online_level_verified")),
        "resume_policy": "resume_policy" not in row.get("synthetic_defaults", []),
        "retention_years": "retention_years" not in row.get("synthetic_defaults", []),
    }


def _add_components(version: ProcedureVersion, papers: list[dict[str, Any]]) -> None:
    Component.objects.bulk_create(
        Component(
            version=version,
            position=position,
            key=paper["id"],
            name=paper["name_vi"][:500],
            name_en=paper.get("name_en", "")[:500],
            originals=paper.get("originals", 0),
            copies=paper.get("copies", 0),
            mode=paper["mode"],
            is_required=paper["required"],
            form=paper.get("form", "")[:200],
        )
        for position, paper in enumerate(papers, start=1)
    )


def _add_fees(version: ProcedureVersion, fees: list[dict[str, Any]]) -> None:
    NationalFee.objects.bulk_create(
        NationalFee(
            version=version,
            position=position,
            unit=fee.get("unit_vi", ""),
            amount_vnd=fee["amount"],
            channel=fee.get("channel", ""),
            note=fee.get("note", "")[:500],
            set_by=fee.get("set_by", ""),
            assumed_vnd=fee.get("synthetic_default"),
            is_on_request=ON_REQUEST in fee.get("note", ""),
        )
        for position, fee in enumerate(fees, start=1)
    )


def _adopted(centre: Centre) -> set[str]:
    local = LocalProcedure.objects.filter(centre=centre)
    return set(local.values_list("procedure__code", flat=True))


def _adopt(
    centre: Centre,
    procedure: Procedure,
    row: dict[str, Any],
    departments: dict[str, Department],
    at: datetime,
) -> None:
    local, _ = LocalProcedure.objects.update_or_create(
        centre=centre,
        procedure=procedure,
        defaults={
            "department": departments.get(row["department"]),
            "is_offered": procedure.status == Procedure.Status.ACTIVE,
        },
    )
    # A proposal never takes the place of a process that was approved.
    if _has_approved_process(local):
        return
    process = next_process(local, is_synthetic=True, published_at=at)
    LocalStep.objects.bulk_create(
        LocalStep(
            centre=centre,
            process=process,
            position=position,
            key=item["key"],
            name=item["name_vi"],
            name_en=item.get("name_en", ""),
            role=item["role"],
            department=departments.get(item.get("department", "")),
            hours=Decimal(str(item["hours"])),
        )
        for position, item in enumerate(row["steps"]["items"], start=1)
    )


def _has_approved_process(local: LocalProcedure) -> bool:
    processes = LocalProcess.objects.filter(
        centre_id=local.centre_id, local_procedure=local
    )
    return any(process.is_approved for process in processes)
