"""Write who signs in whose name, by which paper, from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from motcua.accounts.models import DelegatedField, Delegation, RoleAssignment, User
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import take_turn, unit_of_work
from motcua.ward.models import Field

LONGEST_DAYS: Final = 366


class DelegationError(Exception):
    """The signature cannot be given so."""


class WrongDelegationDays(DelegationError):
    """It ends before it begins, or lasts longer than a year."""


class NotASigner(DelegationError):
    """Only who signs by a role of their own can give the signature away."""


class CannotSignFor(DelegationError):
    """The deputy does not hold the post this form of signing asks for."""


class ChainedDelegation(DelegationError):
    """What was delegated cannot be delegated further."""


class AlreadyDelegated(DelegationError):
    """The same two people have a delegation on some of these days."""


@dataclass(frozen=True)
class NewDelegation:
    """Form, days, paper and fields of a delegation; no field means all of them."""

    form: str
    starts_on: date
    ends_on: date
    document_number: str
    document_on: date
    fields: Sequence[Field] = ()


def delegate_signature(
    *, leader: User, deputy: User, new: NewDelegation, by: User, at: datetime
) -> Delegation:
    """Let a person sign for a leader; it counts at the deputy's next request.

    Raises WrongDelegationDays, NotASigner, CannotSignFor, ChainedDelegation or
    AlreadyDelegated.
    """
    if not new.starts_on <= new.ends_on:
        raise WrongDelegationDays
    if (new.ends_on - new.starts_on).days >= LONGEST_DAYS:
        raise WrongDelegationDays
    with unit_of_work():
        # A chain written by two people at once would be seen by neither.
        take_turn(f"delegations {leader.centre_id}")
        _check(leader, deputy, new)
        delegation = Delegation.objects.create(
            centre_id=leader.centre_id,
            leader=leader,
            deputy=deputy,
            form=new.form,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            document_number=new.document_number,
            document_on=new.document_on,
            made_by=by,
            made_at=at,
        )
        for field in new.fields:
            DelegatedField.objects.create(
                centre_id=leader.centre_id, delegation=delegation, field=field
            )
        _note(delegation, "delegate_signature", by=by, at=at)
    return delegation


def revoke_delegation(*, delegation: Delegation, by: audit.Actor, at: datetime) -> None:
    """Take the signature back; it is gone at the deputy's next request."""
    with unit_of_work():
        delegation.revoked_at = at
        delegation.save(update_fields=["revoked_at"])
        _note(delegation, "revoke_delegation", by=by, at=at)


def _check(leader: User, deputy: User, new: NewDelegation) -> None:
    if leader == deputy or deputy.centre_id != leader.centre_id:
        raise CannotSignFor
    if not leader.is_active or not _has(leader, Capability.APPROVE, new):
        raise NotASigner(leader.username)
    # Article 13 of Decree 30/2020: a deputy of the leader signs "KT.", the head of a
    # unit "TL." or "TUQ.".
    is_deputy = new.form == Delegation.Form.FOR_HEAD
    needed = Capability.APPROVE if is_deputy else Capability.ASSIGN
    if not deputy.is_active or not _has(deputy, needed, new):
        raise CannotSignFor(deputy.username)
    if _given(new).filter(centre_id=leader.centre_id, deputy=leader).exists():
        raise ChainedDelegation(leader.username)
    if _given(new).filter(centre_id=leader.centre_id, leader=deputy).exists():
        raise ChainedDelegation(deputy.username)
    pair = {"leader": leader, "deputy": deputy}
    if _given(new).filter(centre_id=leader.centre_id, **pair).exists():
        raise AlreadyDelegated(deputy.username)


def _given(new: NewDelegation) -> QuerySet[Delegation]:
    return Delegation.objects.filter(
        revoked_at=None, starts_on__lte=new.ends_on, ends_on__gte=new.starts_on
    )


def _has(user: User, capability: Capability, new: NewDelegation) -> bool:
    """True when a role held on the first day allows it."""
    held = RoleAssignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=new.starts_on),
        centre_id=user.centre_id,
        user=user,
        starts_on__lte=new.starts_on,
    ).values_list("role", flat=True)
    return any(capability in CAPABILITIES.get(role, ()) for role in held)


def _note(delegation: Delegation, verb: str, *, by: audit.Actor, at: datetime) -> None:
    audit.write(
        centre_id=delegation.centre_id,
        by=by,
        verb=verb,
        subject=("user", delegation.leader_id),
        at=at,
        deputy=delegation.deputy.username,
        form=delegation.form,
        document=delegation.document_number,
        starts_on=delegation.starts_on.isoformat(),
        ends_on=delegation.ends_on.isoformat(),
    )
    topics.touch(f"work:{delegation.centre_id}")
