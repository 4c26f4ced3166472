"""Give a later date, at most once, with an apology (form 04)."""

from datetime import datetime
from uuid import UUID

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    AlreadyExtended,
    NothingPromised,
    NotYourStep,
    ReasonMissing,
    WrongStep,
)
from motcua.dossiers.models import Dossier, Extension, Promise, Step
from motcua.dossiers.services import letters, locking, promises
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules import extensions
from motcua.rules.lifecycle import WORKING
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, FieldDuty


def extend(
    *,
    centre: Centre,
    code: str,
    new_due_at: datetime,
    reason: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Move the promise to a later date and apologise, all in one transaction.

    On time stays measured by the first promise. Raises ReasonMissing, NotYourStep for
    who may not sign it, WrongStep while the clock stands still, NothingPromised,
    AlreadyExtended, or ExtensionRefused of the rules.
    """
    if not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.active_step(dossier)
        if not may_sign(dossier, step, by):
            raise NotYourStep(code)
        if dossier.now_in not in WORKING:
            raise WrongStep(code)
        edition = promises.pinned_edition(dossier)
        if dossier.due_at is None or edition is None:
            raise NothingPromised(code)
        if Extension.objects.filter(centre=centre, dossier=dossier).exists():
            raise AlreadyExtended(code)
        ruling = extensions.extend(
            dossier.due_at, new_due_at, ward.calendar_of(edition), at=at
        )
        extension = Extension.objects.create(
            centre=centre,
            dossier=dossier,
            reason=reason.strip(),
            old_due_at=dossier.due_at,
            new_due_at=ruling.due_at,
            is_late=ruling.is_late,
            at=at,
            signed_by=by.user,
        )
        reckoning = promises.reckon(dossier, edition)
        if reckoning is None:
            raise NothingPromised(code)
        promises.move_promise(
            dossier, reckoning, edition, reason=Promise.Reason.EXTENSION, at=at
        )
        letters.freeze_apology(dossier, extension, role=min(by.roles, default=""))
        locking.note(
            dossier, "extend", by=by.user, at=at, reason=reason, late=ruling.is_late
        )
        locking.keep(dossier, *promises.COLUMNS)
    return dossier


def may_sign(dossier: Dossier, step: Step | None, by: Mandate) -> bool:
    """True for a leader, and for the head of the unit that has the dossier now."""
    if by.user.centre_id != dossier.centre_id or step is None:
        return False
    if not by.may(Capability.SIGN_APOLOGY):
        return False
    if by.may(Capability.APPROVE):
        return True
    unit = step.department_id or _answers_for(dossier)
    return unit is not None and unit in by.units


def _answers_for(dossier: Dossier) -> UUID | None:
    """The unit that answers for the dossier's field, where its step names none."""
    duty = FieldDuty.objects.filter(
        centre_id=dossier.centre_id, field_id=dossier.field_id
    ).first()
    return duty.department_id if duty else None
