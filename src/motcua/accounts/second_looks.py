"""Acts that need two people: one asks, another confirms (dual control).

Role grants happen at the moment of the confirmation; an export or a deletion that was
confirmed may be done once, by the person who asked, within a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from motcua.accounts import services
from motcua.accounts.models import PendingAct, User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre

OPEN_FOR: Final = timedelta(days=3)
USABLE_FOR: Final = timedelta(days=1)


class OwnWish(Exception):
    """Nobody confirms what they asked for, or what gives them more rights."""


class UnknownAct(LookupError):
    """The centre has no such act."""


class NotWaiting(Exception):
    """The act was decided before, or waited too long."""


class NotConfirmed(Exception):
    """The act was not confirmed for this person, was done already, or is too old."""


@dataclass(frozen=True)
class RoleWish:
    """A role for a person: from when, until when and within what."""

    role: str
    starts_on: date
    ends_on: date | None = None
    field_id: UUID | None = None
    step_key: str = ""
    neighbourhood_id: UUID | None = None

    @property
    def scope(self) -> services.RoleScope:
        """Within what it would be held."""
        return services.RoleScope(self.field_id, self.step_key, self.neighbourhood_id)


def ask_for_role(
    *, user: User, wish: RoleWish, by: User, at: datetime, reason: str = ""
) -> PendingAct:
    """Ask that a person may hold a role; nothing changes until another confirms.

    Raises services.UnknownRole or services.RoleAlreadyHeld.
    """
    services.check_role(user, wish.role, wish.starts_on, wish.ends_on, wish.scope)
    detail = {key: str(value) for key, value in asdict(wish).items() if value}
    return ask(
        kind=PendingAct.Kind.ROLE_GRANT,
        subject_id=user.id,
        detail=detail,
        reason=reason,
        by=by,
        at=at,
    )


def add_person(
    *,
    centre: Centre,
    new: services.NewUser,
    roles: Iterable[str],
    by: User,
    at: datetime,
) -> User:
    """Add a person, and ask that they may hold these roles from today on.

    Raises what `services.add_user` raises; until somebody confirms, the person can
    sign in and do nothing.
    """
    with unit_of_work():
        user = services.add_user(centre=centre, new=new, roles=(), by=by, at=at)
        for role in roles:
            wish = RoleWish(role, starts_on=timezone.localdate(at))
            ask_for_role(user=user, wish=wish, by=by, at=at)
    return user


def ask(
    *,
    kind: str,
    subject_id: UUID | None,
    detail: Mapping[str, str],
    reason: str,
    by: User,
    at: datetime,
) -> PendingAct:
    """Write down what somebody wants to do; another person has three days to answer."""
    with unit_of_work():
        act = PendingAct.objects.create(
            centre_id=by.centre_id,
            kind=PendingAct.Kind(kind),
            subject_id=subject_id,
            detail=dict(detail),
            reason=reason,
            asked_by=by,
            asked_at=at,
        )
        _note(act, "ask_second_look", by, at, reason=reason)
    return act


def decide(
    *, act_id: UUID, is_confirmed: bool, by: Mandate, at: datetime
) -> PendingAct:
    """Confirm or decline; a confirmed role counts at its holder's next request.

    Raises UnknownAct for another centre's, NotWaiting when it was answered before or
    is too old, OwnWish when the one who decides asked for it or would gain by it,
    PermissionError without the right.
    """
    if not by.may(Capability.CONFIRM_ACTS):
        raise PermissionError(act_id)
    with unit_of_work():
        act = (
            PendingAct.objects.select_for_update()
            .filter(centre_id=by.user.centre_id, id=act_id)
            .first()
        )
        if act is None:
            raise UnknownAct(act_id)
        if act.decision or at > act.asked_at + OPEN_FOR:
            raise NotWaiting(act_id)
        if by.user.id in {act.asked_by_id, act.subject_id}:
            raise OwnWish(act_id)
        act.decision = (
            PendingAct.Decision.CONFIRMED
            if is_confirmed
            else PendingAct.Decision.DECLINED
        )
        act.decided_by, act.decided_at = by.user, at
        act.save(update_fields=["decision", "decided_by", "decided_at"])
        _note(act, "decide_second_look", by.user, at, decision=act.decision)
        if is_confirmed and act.kind == PendingAct.Kind.ROLE_GRANT:
            _grant(act, by.user, at)
    return act


def use(*, act_id: UUID, kind: str, by: User, at: datetime) -> PendingAct:
    """Spend a confirmed export or deletion, once, by the person who asked.

    Raises UnknownAct for another centre's, else NotConfirmed.
    """
    with unit_of_work():
        act = (
            PendingAct.objects.select_for_update()
            .filter(centre_id=by.centre_id, id=act_id, kind=kind)
            .first()
        )
        if act is None:
            raise UnknownAct(act_id)
        if act.asked_by_id != by.id or not is_usable(act, at=at):
            raise NotConfirmed(act_id)
        act.used_at = at
        act.save(update_fields=["used_at"])
        _note(act, "use_second_look", by, at)
    return act


def is_usable(act: PendingAct, *, at: datetime) -> bool:
    """True while the one who asked may do what was confirmed."""
    return (
        act.decision == PendingAct.Decision.CONFIRMED
        and act.used_at is None
        and act.decided_at is not None
        and at <= act.decided_at + USABLE_FOR
    )


def waiting(centre: Centre, *, at: datetime) -> QuerySet[PendingAct]:
    """What waits for a second person, the oldest first."""
    return _acts(centre).filter(decision="", asked_at__gte=at - OPEN_FOR)


def of_subject(centre: Centre, subject_id: UUID) -> QuerySet[PendingAct]:
    """Every act asked for about this person or thing, the newest first."""
    return _acts(centre).filter(subject_id=subject_id).order_by("-asked_at", "-id")


def asked_by(user: User, *, kind: str) -> QuerySet[PendingAct]:
    """What this person asked for of this kind, the newest first."""
    acts = PendingAct.objects.filter(centre_id=user.centre_id, asked_by=user, kind=kind)
    return acts.select_related("decided_by").order_by("-asked_at", "-id")


def decided(centre: Centre) -> QuerySet[PendingAct]:
    """What was answered, the newest first."""
    return _acts(centre).exclude(decision="").order_by("-asked_at", "-id")


def _acts(centre: Centre) -> QuerySet[PendingAct]:
    return (
        PendingAct.objects.filter(centre=centre)
        .select_related("asked_by", "decided_by")
        .order_by("asked_at", "id")
    )


def _grant(act: PendingAct, by: User, at: datetime) -> None:
    assert act.subject_id is not None
    user = User.objects.get(centre_id=act.centre_id, id=act.subject_id)
    detail = act.detail
    services.grant_role(
        user=user,
        role=detail["role"],
        starts_on=date.fromisoformat(detail["starts_on"]),
        ends_on=date.fromisoformat(detail["ends_on"]) if "ends_on" in detail else None,
        scope=services.RoleScope(
            field_id=_key(detail, "field_id"),
            step_key=detail.get("step_key", ""),
            neighbourhood_id=_key(detail, "neighbourhood_id"),
        ),
        by=by,
        at=at,
    )
    act.used_at = at
    act.save(update_fields=["used_at"])


def _key(detail: Mapping[str, str], name: str) -> UUID | None:
    return UUID(detail[name]) if name in detail else None


def _note(
    act: PendingAct, verb: str, by: audit.Actor, at: datetime, **detail: Any
) -> None:
    audit.write(
        centre_id=act.centre_id,
        by=by,
        verb=verb,
        subject=("pending_act", act.id),
        at=at,
        kind=act.kind,
        **detail,
    )
