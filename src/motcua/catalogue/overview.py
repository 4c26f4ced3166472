"""The catalogue as its administrators read it: what is sound, what waits for a source."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.catalogue import selectors
from motcua.catalogue.models import (
    Confirmation,
    FeeExemption,
    LocalFee,
    LocalProcedure,
    LocalProcess,
    LocalStep,
    Procedure,
    ProcedureVersion,
)
from motcua.rules.vietnamese import fold
from motcua.ward.models import Centre


@dataclass(frozen=True)
class CatalogueRow:
    """One procedure of the list."""

    local: LocalProcedure
    version_number: int
    is_approved: bool
    doubts: int

    @property
    def is_repealed(self) -> bool:
        """True when the law no longer knows it."""
        return self.local.procedure.status == Procedure.Status.REPEALED

    @property
    def is_in_use(self) -> bool:
        """True when the centre takes dossiers for it."""
        return self.local.is_offered and not self.is_repealed


@dataclass(frozen=True)
class ProcedureFile:
    """Everything an administrator sees of one procedure."""

    local: LocalProcedure
    version: ProcedureVersion
    versions: list[ProcedureVersion]
    processes: list[LocalProcess]
    steps: list[LocalStep]
    fees: list[LocalFee]
    exemptions: list[FeeExemption]
    confirmations: dict[str, Confirmation]
    doubts: list[str]

    @property
    def process(self) -> LocalProcess | None:
        """The process new dossiers follow."""
        return self.processes[0] if self.processes else None


def rows(centre: Centre, *, text: str = "", field: str = "") -> list[CatalogueRow]:
    """The centre's procedures with what is still open about each, by code."""
    found = selectors.everything(centre)
    if field:
        found = found.filter(procedure__field__code=field)
    for word in fold(text).split():
        found = found.filter(procedure__folded_name__contains=word)
    versions = {
        version.procedure_id: version
        for version in ProcedureVersion.objects.filter(
            state=ProcedureVersion.State.PUBLISHED
        )
        .only("procedure_id", "number", "marks")
        .order_by("number")
    }
    approved = _approved(centre)
    confirmed = set(
        Confirmation.objects.filter(centre=centre).values_list(
            "procedure_id", "version_number", "value"
        )
    )
    return [
        CatalogueRow(
            local,
            version_number=version.number,
            is_approved=local.id in approved,
            doubts=len(_doubts(version, confirmed)),
        )
        for local in found
        if (version := versions.get(local.procedure_id)) is not None
    ]


def procedure_file(centre: Centre, code: str, *, on: date) -> ProcedureFile | None:
    """One procedure with its versions, processes, fees and marks."""
    local = selectors.everything(centre).filter(procedure__code=code).first()
    if local is None:
        return None
    version = selectors.version_in_force(local.procedure, on=on)
    if version is None:
        return None
    mine = {"centre": centre, "local_procedure": local}
    processes = list(LocalProcess.objects.filter(**mine).order_by("-number"))
    confirmations = selectors.confirmations(centre, version)
    return ProcedureFile(
        local=local,
        version=version,
        versions=list(selectors.versions(local.procedure).defer("raw")),
        processes=processes,
        steps=_steps(centre, processes),
        fees=list(LocalFee.objects.filter(**mine).order_by("-from_on", "name")),
        exemptions=list(
            FeeExemption.objects.filter(
                Q(local_procedure=local) | Q(local_procedure=None), centre=centre
            ).order_by("-from_on")
        ),
        confirmations={row.value: row for row in confirmations},
        doubts=selectors.unconfirmed(centre, version),
    )


def _approved(centre: Centre) -> set[object]:
    """The local procedures whose newest process has a decision behind it."""
    newest: dict[object, bool] = {}
    for process in LocalProcess.objects.filter(centre=centre).order_by("number"):
        newest[process.local_procedure_id] = process.is_approved
    return {key for key, is_approved in newest.items() if is_approved}


def _doubts(
    version: ProcedureVersion, confirmed: Collection[tuple[object, int, str]]
) -> list[str]:
    return [
        value
        for value, is_verified in version.marks.items()
        if not is_verified
        and (version.procedure_id, version.number, value) not in confirmed
    ]


def _steps(centre: Centre, processes: list[LocalProcess]) -> list[LocalStep]:
    if not processes:
        return []
    return list(
        LocalStep.objects.filter(centre=centre, process=processes[0])
        .select_related("department")
        .order_by("position")
    )
