"""The checklist of a dossier with its files, prepared for a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Paper, PaperFile
from motcua.dossiers.selectors import DossierView
from motcua.dossiers.services import paper_files as labels

FIELD: Final = "file-"
OTHER: Final = "other"
Faults = Mapping[str, list[str]]


@dataclass(frozen=True)
class PaperLook:
    """One paper of the checklist with its files and the field for more."""

    paper: Paper | None
    files: list[PaperFile] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def field(self) -> str:
        """The name of the file field."""
        return f"{FIELD}{self.paper.position if self.paper else OTHER}"


@dataclass(frozen=True)
class PapersLook:
    """The checklist as the page shows it."""

    rows: list[PaperLook]
    may_change: bool
    count: int
    waiting: int
    has_faults: bool


def look(
    mandate: Mandate, view: DossierView, faults: Faults | None = None
) -> PapersLook:
    """The papers with their files; `faults` are sentences for a field."""
    faults = faults or {}
    by_paper: dict[UUID, list[PaperFile]] = {}
    for attached in view.files:
        by_paper.setdefault(attached.paper_id, []).append(attached)
    rows = [
        PaperLook(
            paper, by_paper.get(paper.id, []), faults.get(str(paper.position), [])
        )
        for paper in view.papers
    ]
    may_change = services.may_change_files(view.dossier, mandate)
    has_other = any(p.component_key == labels.OTHER for p in view.papers)
    if may_change and not has_other:
        rows.append(PaperLook(None, faults=faults.get(OTHER, [])))
    return PapersLook(
        rows=rows,
        may_change=may_change,
        count=len(view.files),
        waiting=sum(not attached.file.is_clean for attached in view.files),
        has_faults=any(row.faults for row in rows),
    )
