"""Approved processes, confirmed values, fees and exemptions: what a ward adds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from motcua.catalogue.models import (
    Confirmation,
    FeeExemption,
    LocalFee,
    LocalProcedure,
    LocalProcess,
    LocalStep,
    ProcedureVersion,
)
from motcua.catalogue.portable import is_whole
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre, Department


class UnsoundProcess(ValueError):
    """A dossier could not walk these steps from reception to return."""


@dataclass(frozen=True)
class StepPlan:
    """One step of a process as an administrator writes it down."""

    key: str
    name: str
    role: str
    hours: Decimal
    department: Department | None = None
    name_en: str = ""


@dataclass(frozen=True)
class Decision:
    """The document by which a process was approved."""

    number: str
    on: date
    signer: str


@dataclass(frozen=True)
class FeeSetting:
    """What is charged from a day on, by the document that says so."""

    name: str
    unit: str
    amount_vnd: int
    from_on: date
    legal_source: str
    channel: str = ""


@dataclass(frozen=True)
class ExemptionSetting:
    """Who pays less, through which channel, between which days, by which document.

    An empty category or channel means everybody or every channel.
    """

    category: str
    channel: str
    percent: int
    from_on: date
    until_on: date | None
    legal_source: str


def approve_process(
    *,
    local_procedure: LocalProcedure,
    steps: Sequence[StepPlan],
    decision: Decision,
    by: audit.Actor,
    at: datetime,
) -> LocalProcess:
    """Write down the approved process as the next one; open dossiers keep theirs.

    Raises UnsoundProcess.
    """
    keys = [plan.key for plan in steps]
    if not is_whole(keys):
        raise UnsoundProcess(", ".join(keys))
    with unit_of_work():
        process = next_process(
            local_procedure,
            decision_number=decision.number,
            decided_on=decision.on,
            signer=decision.signer,
            published_at=at,
        )
        LocalStep.objects.bulk_create(
            LocalStep(
                centre_id=process.centre_id,
                process=process,
                position=position,
                key=plan.key,
                name=plan.name,
                name_en=plan.name_en,
                role=plan.role,
                department=plan.department,
                hours=plan.hours,
            )
            for position, plan in enumerate(steps, start=1)
        )
        _note(process, by, "approve_process", at, decision=decision.number)
    return process


def confirm_value(
    *,
    centre: Centre,
    version: ProcedureVersion,
    value: str,
    source: str,
    by: audit.Actor,
    at: datetime,
) -> Confirmation:
    """Vouch for one assumed value of a version, naming the source that was read."""
    with unit_of_work():
        confirmation, _ = Confirmation.objects.update_or_create(
            centre=centre,
            procedure=version.procedure,
            version_number=version.number,
            value=value,
            defaults={
                "confirmed_at": at,
                "confirmed_by": by.audit_name,
                "source": source,
            },
        )
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="confirm_value",
            subject=("procedure", version.procedure_id),
            at=at,
            reason=source,
            value=value,
        )
    return confirmation


def set_fee(
    *, local_procedure: LocalProcedure, fee: FeeSetting, by: audit.Actor, at: datetime
) -> LocalFee:
    """Set a fee of the province or the ward; it stands before the national one."""
    with unit_of_work():
        row, _ = LocalFee.objects.update_or_create(
            centre_id=local_procedure.centre_id,
            local_procedure=local_procedure,
            name=fee.name,
            channel=fee.channel,
            from_on=fee.from_on,
            defaults={
                "unit": fee.unit,
                "amount_vnd": fee.amount_vnd,
                "legal_source": fee.legal_source,
            },
        )
        _note(row, by, "set_fee", at, amount_vnd=fee.amount_vnd)
    return row


def add_exemption(
    *,
    centre: Centre,
    local_procedure: LocalProcedure | None,
    exemption: ExemptionSetting,
    by: audit.Actor,
    at: datetime,
) -> FeeExemption:
    """Let a group of persons, a channel or both pay less between two days.

    Without a procedure it holds for every procedure of the centre.
    """
    with unit_of_work():
        row = FeeExemption.objects.create(
            centre=centre,
            local_procedure=local_procedure,
            category=exemption.category,
            channel=exemption.channel,
            percent=exemption.percent,
            from_on=exemption.from_on,
            until_on=exemption.until_on,
            legal_source=exemption.legal_source,
        )
        _note(row, by, "add_exemption", at, percent=exemption.percent)
    return row


def next_process(local: LocalProcedure, **values: Any) -> LocalProcess:
    """Make the next process of a procedure, still without steps."""
    last = (
        LocalProcess.objects.filter(centre_id=local.centre_id, local_procedure=local)
        .order_by("-number")
        .first()
    )
    return LocalProcess.objects.create(
        centre_id=local.centre_id,
        local_procedure=local,
        number=last.number + 1 if last else 1,
        **values,
    )


def _note(
    row: LocalProcess | LocalFee | FeeExemption,
    by: audit.Actor,
    verb: str,
    at: datetime,
    **detail: Any,
) -> None:
    audit.write(
        centre_id=row.centre_id,
        by=by,
        verb=verb,
        subject=(row._meta.model_name or "row", row.id),
        at=at,
        **detail,
    )
