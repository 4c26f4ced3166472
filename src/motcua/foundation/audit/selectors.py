"""Read the audit: the story of one subject, and whether the chain still holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.audit.models import Line, Seal, SealedLine
from motcua.foundation.audit.services import GENESIS, content_hash, seal_hash, unsealed

Place = tuple[int, UUID, str]
"""Where a line stands in its seal: position, line, content hash."""


def is_head(centre_id: UUID, head: str) -> bool:
    """True when the chain came by this head: one printed earlier was not cut off.

    Says nothing of the lines themselves; `verify` does.
    """
    seals = Seal.objects.filter(centre_id=centre_id, hash=head)
    return head == GENESIS or seals.exists()


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: counts, and the first bad row when there is one."""

    lines: int
    seals: int
    head: str
    fault: str = ""
    row: str = ""

    @property
    def is_intact(self) -> bool:
        """True when nothing was changed, removed, added or reordered."""
        return not self.fault


def story(*, centre_id: UUID, kind: str, subject_id: UUID) -> QuerySet[Line]:
    """Every line about one subject, oldest first."""
    return Line.objects.filter(
        centre_id=centre_id, subject_kind=kind, subject_id=subject_id
    ).order_by("at", "id")


def verify(centre_id: UUID) -> Verdict:
    """Walk the chain from its beginning; name the first row that does not agree."""
    head = GENESIS
    lines = seals = 0
    for seal in Seal.objects.filter(centre_id=centre_id).order_by("number").iterator():
        places = list(
            SealedLine.objects.filter(centre_id=centre_id, seal_number=seal.number)
            .order_by("position")
            .values_list("position", "line_id", "content_hash")
        )
        fault, row = _fault_of(seal, places, previous=head, number=seals + 1)
        if fault:
            return Verdict(lines, seals, head, fault, row)
        head, seals, lines = seal.hash, seals + 1, lines + len(places)
    for line in unsealed(centre_id).iterator():
        if content_hash(line) != line.content_hash:
            return Verdict(lines, seals, head, "line changed", str(line.id))
        lines += 1
    return Verdict(lines, seals, head)


def _fault_of(
    seal: Seal, places: list[Place], *, previous: str, number: int
) -> tuple[str, str]:
    if seal.number != number or seal.previous_hash != previous:
        return "seal missing or out of order", f"seal {number}"
    for fault, row in _line_faults(seal, places):
        return fault, row
    recounted = seal_hash(
        previous=previous,
        centre_id=seal.centre_id,
        number=seal.number,
        places=[(str(line_id), digest) for _, line_id, digest in places],
    )
    if recounted != seal.hash:
        return "seal does not cover its lines", f"seal {seal.number}"
    return "", ""


def _line_faults(seal: Seal, places: list[Place]) -> Iterator[tuple[str, str]]:
    found = Line.objects.filter(centre_id=seal.centre_id).in_bulk(
        [line_id for _, line_id, _ in places]
    )
    before = None
    for expected, (position, line_id, digest) in enumerate(places, start=1):
        line = found.get(line_id)
        if position != expected:
            yield "place missing", f"seal {seal.number}, place {expected}"
        elif position > seal.count:
            yield "line added", str(line_id)
        elif line is None:
            yield "line missing", str(line_id)
        elif line.content_hash != digest or content_hash(line) != digest:
            yield "line changed", str(line_id)
        elif before is not None and (line.at, line.id) < before:
            # The sealer takes lines in this order; see `services.unsealed`.
            yield "line out of order", str(line_id)
        before = (line.at, line.id) if line else before
    if len(places) < seal.count:
        yield "place missing", f"seal {seal.number}, place {len(places) + 1}"
