"""Move what a person holds to those who come after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.dossiers.errors import CannotReceiveTo, NoSuccessor
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.selectors.succession import open_work, sole_roles
from motcua.dossiers.services import locking
from motcua.foundation.toolkit.work import unit_of_work


@dataclass(frozen=True)
class HandedOn:
    """One step that changed hands."""

    code: str
    step: str
    role: str
    to: User


def hand_on(
    *, user: User, successors: Mapping[str, User], by: User, at: datetime, reason: str
) -> list[HandedOn]:
    """Give every unfinished step of a person to the successor of its role.

    Raises NoSuccessor when a role is left without anybody who takes its work, and
    CannotReceiveTo for a successor who does not hold the role or the unit of a step.
    """
    with unit_of_work():
        able = {role: _roles(person, user, at) for role, person in successors.items()}
        handed = []
        for code in sorted(
            set(open_work(user).values_list("dossier__code", flat=True))
        ):
            dossier = locking.locked(user.centre_id, code)
            # Read under the lock: one finished meanwhile stays with who finished it.
            handed += [
                _move(dossier, step, successors, able, by, at, reason)
                for step in open_work(user).filter(dossier=dossier)
            ]
        for role in sole_roles(user, on=timezone.localdate(at)):
            raise NoSuccessor(role)
    return handed


def _move(
    dossier: Dossier,
    step: Step,
    successors: Mapping[str, User],
    able: Mapping[str, frozenset[str]],
    by: User,
    at: datetime,
    reason: str,
) -> HandedOn:
    to = successors.get(step.role)
    if to is None:
        raise NoSuccessor(step.role)
    if step.role not in able[step.role]:
        raise CannotReceiveTo(to.username)
    if step.department_id not in {None, to.department_id}:
        raise CannotReceiveTo(to.username)
    step.assignee = to
    step.save(update_fields=["assignee"])
    locking.note(dossier, "hand_on", by=by, at=at, reason=reason, to=to.username)
    locking.keep(dossier, *_pointed(dossier, step))
    return HandedOn(dossier.code, step.name, step.role, to)


def _pointed(dossier: Dossier, step: Step) -> list[str]:
    is_active = step.status == Step.Status.ACTIVE
    return locking.point_at(dossier, step) if is_active else []


def _roles(person: User, leaving: User, at: datetime) -> frozenset[str]:
    if person.centre_id != leaving.centre_id or not person.is_active:
        return frozenset()
    if person == leaving:
        return frozenset()
    return accounts.mandate_of(person, on=timezone.localdate(at)).roles
