"""Write audit lines and seal them.

A line carries its own content hash from the start and waits for nobody. The sealer
folds committed lines into batches afterwards, so a line that commits late simply comes
in the next seal.
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from motcua.foundation.audit.models import Line, Seal, SealedLine
from motcua.foundation.toolkit.models import first_id, made_at, new_id
from motcua.foundation.toolkit.work import (
    keep,
    require_transaction,
    take_turn,
    unit_of_work,
)

GENESIS: Final = "0" * 64
BATCH: Final = 500
# No transaction stays open so long. A sealer that looked further back would read the
# whole history every ten seconds.
LATEST: Final = timedelta(hours=1)


class Actor(Protocol):
    """Whoever acts: a person who signed in, a token, or the program itself."""

    @property
    def audit_id(self) -> UUID | None:
        """The actor's key, if it has one."""

    @property
    def audit_name(self) -> str:
        """An opaque name for the line, never personal data of citizens."""


def write(
    *,
    centre_id: UUID,
    by: Actor,
    verb: str,
    subject: tuple[str, UUID],
    at: datetime,
    reason: str = "",
    **detail: Any,
) -> Line:
    """Add one line inside the caller's transaction; `detail` holds no personal data."""
    require_transaction("An audit line")
    line = Line(
        id=new_id(),
        centre_id=centre_id,
        at=at,
        actor_id=by.audit_id,
        actor=by.audit_name[:80],
        verb=verb,
        subject_kind=subject[0],
        subject_id=subject[1],
        reason=reason[:500],
        detail=detail,
    )
    line.content_hash = content_hash(line)
    keep(line)
    return line


def content_hash(line: Line) -> str:
    """SHA-256 over every field of the line, in an encoding without ambiguity."""
    content = [
        str(line.id),
        str(line.centre_id),
        line.at.timestamp(),
        str(line.actor_id),
        line.actor,
        line.verb,
        line.subject_kind,
        str(line.subject_id),
        line.reason,
        line.detail,
    ]
    return _digest(content)


def seal_hash(
    *, previous: str, centre_id: UUID, number: int, places: list[tuple[str, str]]
) -> str:
    """SHA-256 over the previous seal and this one's lines (id, hash) in order."""
    return _digest([previous, str(centre_id), number, places])


def seal(*, centre_id: UUID, at: datetime) -> int:
    """Seal every committed line that has no seal yet; return how many were sealed."""
    total = 0
    while count := _seal_batch(centre_id=centre_id, at=at):
        total += count
        if count < BATCH:
            break
    return total


def unsealed(centre_id: UUID, *, after: UUID | None = None) -> QuerySet[Line]:
    """The centre's lines that no seal covers yet, oldest first.

    With `after` only those whose key was made later than that one.
    """
    sealed = SealedLine.objects.filter(centre_id=centre_id, line_id=OuterRef("id"))
    lines = Line.objects.filter(~Exists(sealed), centre_id=centre_id)
    if after is not None:
        lines = lines.filter(id__gt=after)
    return lines.order_by("at", "id")


def _seal_batch(*, centre_id: UUID, at: datetime) -> int:
    with unit_of_work():
        # Two sealers would read one head and make two seals after it.
        take_turn(f"seal {centre_id}")
        last = Seal.objects.filter(centre_id=centre_id).order_by("-number").first()
        since = first_id(made_at(last.id) - LATEST) if last else None
        lines = list(unsealed(centre_id, after=since)[:BATCH])
        if not lines:
            return 0
        number = last.number + 1 if last else 1
        previous = last.hash if last else GENESIS
        places = [(str(line.id), line.content_hash) for line in lines]
        Seal.objects.create(
            centre_id=centre_id,
            number=number,
            previous_hash=previous,
            hash=seal_hash(
                previous=previous, centre_id=centre_id, number=number, places=places
            ),
            count=len(lines),
            sealed_at=at,
        )
        SealedLine.objects.bulk_create(
            SealedLine(
                centre_id=centre_id,
                seal_number=number,
                position=position,
                line_id=line.id,
                content_hash=line.content_hash,
            )
            for position, line in enumerate(lines, start=1)
        )
    return len(lines)


def _digest(content: list[Any]) -> str:
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
