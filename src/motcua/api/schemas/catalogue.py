"""Procedures as a centre offers them, and what an administrator sends."""

from decimal import Decimal
from typing import Annotated, Any, Self

from ninja import Field, Schema
from pydantic import BeforeValidator

from motcua.api.schemas.fields import Day, Moment, Sent, most, words
from motcua.catalogue.models import (
    Confirmation,
    LocalProcedure,
    LocalProcess,
    LocalStep,
    ProcedureVersion,
)
from motcua.catalogue.portable import STEP_KEYS
from motcua.catalogue.selectors import Offer
from motcua.people.models import Category

MOST_VND = 2_000_000_000


class ProcedureLine(Schema):
    """One procedure of the list."""

    code: str
    name: str
    name_en: str
    field: str
    department: str | None

    @classmethod
    def of(cls, local: LocalProcedure) -> Self:
        """The line of this procedure."""
        return cls(
            code=local.procedure.code,
            name=local.procedure.name,
            name_en=local.procedure.name_en,
            field=local.procedure.field.code,
            department=local.department.code if local.department else None,
        )


class Procedures(Schema):
    """One page of procedures and the address of the next."""

    items: list[ProcedureLine]
    next: str | None


class ComponentTold(Schema):
    """A paper the procedure asks for."""

    key: str
    name: str
    name_en: str
    originals: int
    copies: int
    mode: str
    is_required: bool
    form: str


class FeeTold(Schema):
    """A fee; an amount nobody knows is null and never zero."""

    name: str
    unit: str
    unit_price: int | None
    source: str


class StepPlanned(Schema):
    """One step of the process in force."""

    position: int
    key: str
    name: str
    role: str
    department: str | None
    hours: float


class ProcessTold(Schema):
    """The process in force, and the decision behind it if there is one."""

    number: int
    is_approved: bool
    decision_number: str
    decided_on: Day | None
    signer: str
    steps: list[StepPlanned]


class ConfirmationTold(Schema):
    """Who vouched for a value that came without a source."""

    value: str
    confirmed_by: str
    confirmed_at: Moment
    source: str


class ProcedureTold(ProcedureLine):
    """Everything a centre knows about one procedure today."""

    version: int
    effective_on: Day
    limit_quantity: int | None
    limit_unit: str
    limit_note: str
    resume_policy: str
    result: str
    channels: dict[str, Any]
    legal_basis: list[Any]
    source: str
    unconfirmed: list[str]
    confirmations: list[ConfirmationTold]
    components: list[ComponentTold]
    fees: list[FeeTold]
    process: ProcessTold


class VersionTold(Schema):
    """One version; a published one is never changed."""

    number: int
    state: str
    effective_on: Day
    published_at: Moment | None
    digest: str


class Versions(Schema):
    """Every version, newest first."""

    items: list[VersionTold]


class RowErrorTold(Schema):
    """What is wrong with one row of a file."""

    row: int
    code: str
    message: str


class ImportTold(Schema):
    """What an import did or, as a dry run, would do."""

    is_dry_run: bool
    added: list[str]
    changed: list[str]
    unchanged: int
    errors: list[RowErrorTold]


class ImportSent(Sent):
    """A catalogue in the shape of the export; rows are checked one by one."""

    count: int | None = None
    procedures: list[Any]
    meta: dict[str, Any] = {}


class StepSent(Sent):
    """One step of an approved process."""

    key: Annotated[str, Field(json_schema_extra={"enum": sorted(STEP_KEYS)}), most(20)]
    name: Annotated[str, words(200)]
    role: Annotated[str, words(40)]
    hours: Annotated[Decimal, Field(ge=0, le=9999, decimal_places=2)]
    department: Annotated[str, most(20)] = ""
    name_en: Annotated[str, most(200)] = ""


class ProcessSent(Sent):
    """An approved process: the decision and its steps in order."""

    decision_number: Annotated[str, words(60)]
    decided_on: Day
    signer: Annotated[str, words(100)]
    steps: Annotated[list[StepSent], Field(min_length=2, max_length=40)]


class ProcessMade(Schema):
    """The process as it was written down."""

    procedure: str
    number: int
    decision_number: str


class ConfirmationSent(Sent):
    """An assumed value and the source that was read."""

    value: Annotated[str, words(40)]
    source: Annotated[str, words(300)]


class FeeSent(Sent):
    """What is charged from a day on, by the document that says so."""

    name: Annotated[str, words(200)]
    unit: Annotated[str, words(60)]
    amount_vnd: Annotated[int, Field(ge=0, le=MOST_VND)]
    from_on: Day
    legal_source: Annotated[str, words(200)]
    channel: Annotated[str, Field(pattern="^(|direct|online|postal)$")] = ""


class FeeMade(FeeSent):
    """The fee as it was written down."""

    procedure: str


def _no_blank(value: object) -> object:
    return None if value == "" else value


class ExemptionSent(Sent):
    """Who pays less, through which channel, from when to when."""

    category: Annotated[Category | None, BeforeValidator(_no_blank)] = None
    channel: Annotated[str, Field(pattern="^(|direct|online|postal)$")] = ""
    percent: Annotated[int, Field(ge=1, le=100)] = 100
    from_on: Day
    until_on: Day | None = None
    legal_source: Annotated[str, words(200)]


class ExemptionMade(ExemptionSent):
    """The exemption as it was written down; without procedure it is for all."""

    procedure: str | None


def process_told(process: LocalProcess, steps: tuple[LocalStep, ...]) -> ProcessTold:
    """A process as it is told."""
    return ProcessTold(
        number=process.number,
        is_approved=process.is_approved,
        decision_number=process.decision_number,
        decided_on=process.decided_on,
        signer=process.signer,
        steps=[
            StepPlanned(
                position=step.position,
                key=step.key,
                name=step.name,
                role=step.role,
                department=step.department.code if step.department else None,
                hours=float(step.hours),
            )
            for step in steps
        ],
    )


def version_values(version: ProcedureVersion) -> dict[str, Any]:
    """The version's own columns as `ProcedureTold` tells them."""
    return {
        "version": version.number,
        "effective_on": version.effective_on,
        "limit_quantity": version.limit_quantity,
        "limit_unit": version.limit_unit,
        "limit_note": version.limit_note,
        "resume_policy": version.resume_policy,
        "result": version.result,
        "channels": version.channels,
        "legal_basis": version.legal_basis,
        "source": version.source,
        "components": [
            ComponentTold.from_orm(component) for component in version.components.all()
        ],
    }


def procedure_told(
    offer: Offer,
    *,
    fees: list[FeeTold],
    unconfirmed: list[str],
    confirmations: list[Confirmation],
) -> ProcedureTold:
    """A procedure as it is told."""
    return ProcedureTold(
        **ProcedureLine.of(offer.local).model_dump(),
        **version_values(offer.version),
        fees=fees,
        unconfirmed=unconfirmed,
        confirmations=[ConfirmationTold.from_orm(row) for row in confirmations],
        process=process_told(offer.process, offer.steps),
    )
