"""Whose signature it is: the signer's own, or a leader's by a delegation."""

from datetime import datetime

from django.utils import timezone

from motcua.accounts import away
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NotYourStep
from motcua.dossiers.models import Step
from motcua.dossiers.services import locking


def sign(step: Step, by: Mandate, *, at: datetime) -> None:
    """Write on the step whose signature this is; finishing it is the caller's.

    A signer by role signs for themselves, a substitute for the absent one, a deputy for
    the leader, by the delegation's paper. Raises NotYourStep when no paper covers it.
    """
    step.delegation = None
    absent = {person.user_id for person in by.stands_for}
    if step.role in by.roles:
        if step.assignee_id not in absent:
            step.assignee = by.user
    elif step.assignee_id != by.user.id:
        given = locking.signature_for(step, by)
        paper = given and away.delegation_for(
            leader_id=given.leader_id,
            deputy=by.user,
            field_id=step.dossier.field_id,
            on=timezone.localdate(at),
        )
        # The mandate was read at the start of the request; the paper counts now.
        if not given or not paper:
            raise NotYourStep(step.dossier.code)
        step.assignee_id, step.delegation = given.leader_id, paper
    step.save(update_fields=["assignee", "delegation"])
