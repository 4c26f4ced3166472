"""The tab of a dossier that lays the approved process beside what happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from motcua.accounts.roles import role_name
from motcua.dossiers import selectors
from motcua.dossiers.models import DeviationKind, Step
from motcua.dossiers.selectors import DossierView, SideBySide
from motcua.ward import selectors as ward
from motcua.web.desk import rows

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class ProcessRow:
    """One step: planned and actual, ready to show."""

    name: str
    status: str
    planned_by: str
    unit: str
    planned: str
    done_by: str
    in_name_of: str
    spent: str
    is_over: bool
    kinds: list[str]


def rows_of(view: DossierView, *, at: datetime) -> list[ProcessRow]:
    """The steps side by side; hours are open office hours without the pauses."""
    calendar = ward.calendar_of(ward.edition_in_force(view.dossier.centre))
    compared = selectors.side_by_side(view.steps, view.pauses, calendar, at=at)
    return [_row(one) for one in compared]


def hours(amount: timedelta) -> str:
    """An amount of working time: 1 giờ 30 phút."""
    whole, minutes = divmod(amount // MINUTE, 60)
    if whole and minutes:
        return _("%(hours)s giờ %(minutes)s phút") % {
            "hours": whole,
            "minutes": minutes,
        }
    if whole:
        return _("%(hours)s giờ") % {"hours": whole}
    return _("%(minutes)s phút") % {"minutes": minutes}


def _row(one: SideBySide) -> ProcessRow:
    step = one.step
    who = step.finished_by or step.assignee
    return ProcessRow(
        name=rows.named(step),
        status=str(Step.Status(step.status).label),
        planned_by=role_name(step.role),
        unit=rows.named(step.department) if step.department else "",
        planned=hours(one.planned),
        done_by=who.full_name if who else "",
        in_name_of=_in_name_of(step),
        spent="" if one.spent is None else hours(one.spent),
        is_over="over_time" in one.kinds,
        kinds=[str(DeviationKind(kind).label) for kind in one.kinds],
    )


def _in_name_of(step: Step) -> str:
    if step.finished_for is None:
        return ""
    if step.delegation is None:
        return _("thay %(name)s") % {"name": step.finished_for.full_name}
    return _("%(form)s %(name)s, theo %(document)s") % {
        "form": step.delegation.form,
        "name": step.finished_for.full_name,
        "document": step.delegation.document_number,
    }
