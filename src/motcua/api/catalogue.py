"""The catalogue: read it, import and export it, and what an administrator decides."""

from typing import Annotated, Any, Final

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.api.auth import STAFF, ApiRequest, Bearer
from motcua.api.idempotency import Key, create_once
from motcua.api.paging import Paging, cut, next_address
from motcua.api.problems import INVALID, FieldError, Problem
from motcua.api.schemas.catalogue import (
    ConfirmationSent,
    ConfirmationTold,
    ExemptionMade,
    ExemptionSent,
    FeeMade,
    FeeSent,
    FeeTold,
    ImportSent,
    ImportTold,
    ProcedureLine,
    Procedures,
    ProcedureTold,
    ProcessMade,
    ProcessSent,
    RowErrorTold,
    Versions,
    VersionTold,
    procedure_told,
)
from motcua.catalogue import selectors, services
from motcua.catalogue.models import LocalProcedure
from motcua.catalogue.portable import STEP_KEYS, is_whole
from motcua.catalogue.selectors import Offer, UnknownProcedure
from motcua.catalogue.services import (
    Decision,
    ExemptionSetting,
    FeeSetting,
    StepPlan,
)
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

router = Router(tags=["catalogue"])

MANAGES: Final = Bearer(Capability.MANAGE_CATALOGUE)


class Words(Schema):
    """Words of the name or the code, with or without accents."""

    q: Annotated[str, Field(max_length=200)] = ""


@router.get("/procedures", auth=STAFF, response=Procedures)
def list_procedures(
    request: ApiRequest, words: Query[Words], paging: Query[Paging]
) -> Procedures:
    """A page of the procedures the centre offers."""
    found, offset = cut(selectors.search(request.auth.user.centre, words.q), paging)
    return Procedures(
        items=[ProcedureLine.of(local) for local in found],
        next=next_address(request, offset),
    )


@router.get("/procedures/{code}", auth=STAFF, response=ProcedureTold)
def read_procedure(request: ApiRequest, code: str) -> ProcedureTold:
    """One procedure with its papers, fees, steps, and values still unconfirmed."""
    centre = request.auth.user.centre
    offer = _offer(centre, code)
    return procedure_told(
        offer,
        fees=_fees(offer),
        unconfirmed=selectors.unconfirmed(centre, offer.version),
        confirmations=list(selectors.confirmations(centre, offer.version)),
    )


@router.get("/procedures/{code}/versions", auth=STAFF, response=Versions)
def list_versions(request: ApiRequest, code: str) -> Versions:
    """Every version of one procedure, newest first."""
    local = _local(request.auth.user.centre, code)
    rows = selectors.versions(local.procedure).defer("raw")
    return Versions(items=[VersionTold.from_orm(version) for version in rows])


@router.post("/procedures/{code}/processes", auth=MANAGES, response={201: ProcessMade})
def approve_process(
    request: ApiRequest, code: str, sent: ProcessSent, key: Key
) -> HttpResponse:
    """Write down the approved process; open dossiers keep theirs."""
    centre = request.auth.user.centre
    local = _local(centre, code)
    steps = _plan(centre, sent)

    def do() -> ProcessMade:
        process = services.approve_process(
            local_procedure=local,
            steps=steps,
            decision=Decision(sent.decision_number, sent.decided_on, sent.signer),
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return ProcessMade(
            procedure=code,
            number=process.number,
            decision_number=process.decision_number,
        )

    return create_once(request.auth, key, sent, do, what=f"process {code}")


@router.post(
    "/procedures/{code}/confirmations", auth=MANAGES, response={201: ConfirmationTold}
)
def confirm_value(
    request: ApiRequest, code: str, sent: ConfirmationSent, key: Key
) -> HttpResponse:
    """Vouch for one assumed value of the version in force."""
    centre = request.auth.user.centre
    version = _offer(centre, code).version
    if sent.value not in version.marks:
        raise _invalid("value", _("Phiên bản này không có giá trị đó."))

    def do() -> ConfirmationTold:
        made = services.confirm_value(
            centre=centre,
            version=version,
            value=sent.value,
            source=sent.source,
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return ConfirmationTold.from_orm(made)

    return create_once(request.auth, key, sent, do, what=f"confirmation {code}")


@router.post("/procedures/{code}/fees", auth=MANAGES, response={201: FeeMade})
def set_fee(request: ApiRequest, code: str, sent: FeeSent, key: Key) -> HttpResponse:
    """Set what is charged from a day on."""
    local = _local(request.auth.user.centre, code)

    def do() -> FeeMade:
        values = sent.model_dump()
        services.set_fee(
            local_procedure=local,
            fee=FeeSetting(**values),
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return FeeMade(**values, procedure=code)

    return create_once(request.auth, key, sent, do, what=f"fee {code}")


@router.post(
    "/procedures/{code}/exemptions", auth=MANAGES, response={201: ExemptionMade}
)
def exempt_from_fee(
    request: ApiRequest, code: str, sent: ExemptionSent, key: Key
) -> HttpResponse:
    """Let a group, a channel or both pay less for one procedure."""
    local = _local(request.auth.user.centre, code)
    return _exempt(request, sent, key, local, code)


@router.post("/exemptions", auth=MANAGES, response={201: ExemptionMade})
def exempt_from_all_fees(
    request: ApiRequest, sent: ExemptionSent, key: Key
) -> HttpResponse:
    """Let a group, a channel or both pay less for every procedure."""
    return _exempt(request, sent, key, None, None)


@router.post("/catalogue/imports", auth=MANAGES, response={201: ImportTold})
def import_catalogue(
    request: ApiRequest, sent: ImportSent, key: Key, *, dry_run: bool = True
) -> HttpResponse:
    """Read a catalogue into new versions; a dry run only says what would happen."""

    def do() -> ImportTold:
        report = services.import_catalogue(
            centre=request.auth.user.centre,
            data={"procedures": sent.procedures},
            dry_run=dry_run,
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return ImportTold(
            is_dry_run=report.is_dry_run,
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            errors=[RowErrorTold.from_orm(error) for error in report.errors],
        )

    return create_once(request.auth, key, sent, do, what=f"import {dry_run}")


@router.get("/catalogue/export", auth=MANAGES, response=dict[str, Any])
def export_catalogue(request: ApiRequest) -> dict[str, Any]:
    """The whole catalogue in the shape the import reads."""
    return selectors.export_catalogue(request.auth.user.centre)


def _exempt(
    request: ApiRequest,
    sent: ExemptionSent,
    key: str,
    local: LocalProcedure | None,
    code: str | None,
) -> HttpResponse:
    if sent.until_on is not None and sent.until_on < sent.from_on:
        raise _invalid("until_on", _("Ngày kết thúc không được trước ngày bắt đầu."))

    def do() -> ExemptionMade:
        values = sent.model_dump()
        services.add_exemption(
            centre=request.auth.user.centre,
            local_procedure=local,
            exemption=ExemptionSetting(
                **values | {"category": sent.category.value if sent.category else ""}
            ),
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return ExemptionMade(**values, procedure=code)

    return create_once(request.auth, key, sent, do, what=f"exemption {code}")


def _local(centre: Centre, code: str) -> LocalProcedure:
    local = selectors.everything(centre).filter(procedure__code=code).first()
    if local is None:
        raise Http404
    return local


def _offer(centre: Centre, code: str) -> Offer:
    try:
        return selectors.offer(centre, code, on=timezone.localdate())
    except UnknownProcedure:
        raise Http404 from None


def _fees(offer: Offer) -> list[FeeTold]:
    lines = selectors.assess_fees(
        offer, person_categories=(), channel="direct", on=timezone.localdate()
    )
    return [FeeTold.from_orm(line) for line in lines]


def _plan(centre: Centre, sent: ProcessSent) -> list[StepPlan]:
    units = {unit.code: unit for unit in ward.departments(centre)}
    for place, step in enumerate(sent.steps):
        if step.key not in STEP_KEYS:
            raise _invalid(f"steps.{place}.key", _("Không có loại bước này."))
        if step.role not in CAPABILITIES:
            raise _invalid(f"steps.{place}.role", _("Không có vai trò này."))
        if step.department and step.department not in units:
            raise _invalid(f"steps.{place}.department", _("Không có đơn vị này."))
    if not is_whole([step.key for step in sent.steps]):
        raise _invalid(
            "steps",
            _("Quy trình phải bắt đầu bằng tiếp nhận và kết thúc bằng trả kết quả."),
        )
    return [
        StepPlan(
            key=step.key,
            name=step.name,
            role=step.role,
            hours=step.hours,
            department=units.get(step.department),
            name_en=step.name_en,
        )
        for step in sent.steps
    ]


def _invalid(field: str, message: str) -> Problem:
    return Problem(INVALID, errors=[FieldError(field, message)])
