"""The clauses of the coordination regulation: added, vouched for, ended."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from motcua.catalogue.models import CoordinationClause, LocalProcedure
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre, Department


class ClauseInForce(Exception):
    """The agency has a clause for this procedure already; end it first."""


@dataclass(frozen=True)
class ClauseSetting:
    """What the regulation gives an agency: how long, in which way, by which text."""

    agency: Department
    hours: Decimal
    medium: str
    source: str
    local_procedure: LocalProcedure | None = None
    is_lead: bool = False
    is_verified: bool = False


def add_clause(
    *, centre: Centre, clause: ClauseSetting, by: audit.Actor, at: datetime
) -> CoordinationClause:
    """Write a clause down; it counts for what is asked from now on.

    Raises ClauseInForce.
    """
    with unit_of_work():
        try:
            with transaction.atomic():
                row = CoordinationClause.objects.create(
                    centre=centre,
                    local_procedure=clause.local_procedure,
                    agency=clause.agency,
                    hours=clause.hours,
                    medium=clause.medium,
                    source=clause.source,
                    is_lead=clause.is_lead,
                    is_verified=clause.is_verified,
                )
        except IntegrityError:
            raise ClauseInForce(clause.agency.code) from None
        _note(row, "add_clause", by=by, at=at, reason=clause.source)
    return row


def end_clause(
    *, clause: CoordinationClause, by: audit.Actor, at: datetime
) -> CoordinationClause:
    """Let a clause count no more; what was asked under it keeps it."""
    with unit_of_work():
        clause.ended_at = at
        clause.save(update_fields=["ended_at"])
        _note(clause, "end_clause", by=by, at=at)
    return clause


def _note(
    row: CoordinationClause,
    verb: str,
    *,
    by: audit.Actor,
    at: datetime,
    reason: str = "",
) -> None:
    audit.write(
        centre_id=row.centre_id,
        by=by,
        verb=verb,
        subject=("coordination_clause", row.id),
        at=at,
        reason=reason,
    )
