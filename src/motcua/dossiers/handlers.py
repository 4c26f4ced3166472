"""What the dossiers do when something below them changes."""

from datetime import datetime

from motcua.dossiers.services import judge_step, review_promises
from motcua.events.dossiers import StepFinished
from motcua.events.ward import CalendarChanged
from motcua.foundation.outbox.registry import listens
from motcua.ward.models import CalendarEdition


@listens(CalendarChanged)
def list_changed_promises(fact: CalendarChanged, at: datetime) -> None:
    """Ask about every promise the new calendar would count differently."""
    edition = CalendarEdition.objects.select_related("centre").get(
        centre_id=fact.centre_id, id=fact.edition_id
    )
    review_promises(centre=edition.centre, edition=edition)


@listens(StepFinished)
def judge_finished_step(fact: StepFinished, at: datetime) -> None:
    """Write down what went other than the approved process says."""
    judge_step(
        centre_id=fact.centre_id, step_id=fact.step_id, finished_at=fact.finished_at
    )
