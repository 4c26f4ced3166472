"""Read the coordination regulation."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.catalogue.models import CoordinationClause, Procedure
from motcua.ward.models import Centre


def in_force(centre: Centre) -> QuerySet[CoordinationClause]:
    """Every clause that counts now, by agency."""
    return (
        CoordinationClause.objects.filter(centre=centre, ended_at=None)
        .select_related("agency", "local_procedure__procedure")
        .order_by("agency__name", "local_procedure__procedure__code")
    )


def clauses_for(
    centre_id: UUID, procedure: Procedure | UUID
) -> Mapping[UUID, CoordinationClause]:
    """The clause of each agency for this procedure: its own, else the general one."""
    found = CoordinationClause.objects.filter(
        Q(local_procedure=None) | Q(local_procedure__procedure=procedure),
        centre_id=centre_id,
        ended_at=None,
    )
    general_first = sorted(found, key=lambda row: row.local_procedure_id is not None)
    return {row.agency_id: row for row in general_first}


def clause(centre: Centre, clause_id: UUID) -> CoordinationClause | None:
    """One clause in force."""
    return in_force(centre).filter(id=clause_id).first()
