"""The control slip (form 06): every hand-over of a dossier, who gave, who received."""

from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import override

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NotYourStep
from motcua.dossiers.models import Dossier, HandOver, Medium, Slip, Step
from motcua.dossiers.services import locking, slips
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre

TEMPLATE: Final = "control-slip-1"
RESULTS: Final = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}


def draw_control_slip(*, centre: Centre, code: str, by: Mandate, at: datetime) -> Slip:
    """Freeze what changed hands until now as the dossier's next control slip.

    Opinions asked in confidence are not on it: the slip travels with the dossier.
    """
    if not by.capabilities & {Capability.SEE_DOSSIERS, Capability.WORK_STEPS}:
        raise NotYourStep(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code)
        if by.user.centre_id != dossier.centre_id:
            raise NotYourStep(code)
        with override("vi"):
            content = {
                "received_at": slips.on_paper(dossier.received_at),
                "due_at": slips.on_paper(dossier.due_at) if dossier.due_at else None,
                "drawn_at": slips.on_paper(at),
                "officer": by.user.full_name,
                "rows": _rows(dossier),
            }
        slip = slips.frozen(
            dossier,
            Slip.Form.CONTROL_SLIP,
            TEMPLATE,
            content,
            at=at,
            number=slips.next_number(dossier, Slip.Form.CONTROL_SLIP),
        )
        slip.save(force_insert=True)
        locking.note(
            dossier, "draw_control_slip", by=by.user, at=at, number=slip.number
        )
    return slip


def _rows(dossier: Dossier) -> list[dict[str, Any]]:
    rows = [*_step_rows(dossier), *_agency_rows(dossier)]
    return sorted(rows, key=lambda row: str(row["given_at"]))


def _step_rows(dossier: Dossier) -> list[dict[str, Any]]:
    """One row for each step of the ward's own that was passed on."""
    steps = list(
        Step.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .select_related("finished_by", "assignee", "department")
        .order_by("position")
    )
    rows = []
    for step, following in pairwise(steps):
        is_theirs = step.agency_id or following.agency_id
        if step.finished_at is None or step.finished_by is None or is_theirs:
            continue
        taken = following.assignee or following.finished_by
        rows.append(
            {
                "giver": step.name,
                "given_at": slips.on_paper(step.finished_at),
                "given_by": step.finished_by.full_name,
                "receiver": following.name,
                "received_at": slips.on_paper(following.active_at)
                if following.active_at
                else None,
                "received_by": taken.full_name if taken else "",
                "result": "",
                "note": step.note,
            }
        )
    return rows


def _agency_rows(dossier: Dossier) -> list[dict[str, Any]]:
    handed = (
        HandOver.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, task__is_confidential=False
        )
        .select_related("task", "from_agency", "to_agency", "sent_by", "received_by")
        .order_by("sent_at", "id")
    )
    here = dossier.centre.name
    return [
        {
            "giver": row.from_agency.name if row.from_agency else here,
            "given_at": slips.on_paper(row.sent_at),
            "given_by": row.sent_by.full_name,
            "receiver": row.to_agency.name if row.to_agency else here,
            "received_at": slips.on_paper(row.received_at) if row.received_at else None,
            "received_by": row.received_by.full_name if row.received_by else "",
            "result": RESULTS.get(row.task.outcome, "") if row.from_agency else "",
            "note": _note(row),
        }
        for row in handed
    ]


def _note(row: HandOver) -> str:
    words = [f"{p['name']} ({p['count']})" for p in row.papers]
    if row.task.medium == Medium.ELECTRONIC:
        words = ["Bản điện tử", *words]
    if row.missing:
        words.append(f"Thiếu: {row.missing}")
    return "; ".join(words)
