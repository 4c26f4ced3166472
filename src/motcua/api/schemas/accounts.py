"""People who sign in, their roles and their tokens."""

from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

from motcua.accounts import models
from motcua.accounts.models import User
from motcua.api.schemas.fields import Day, Moment, Name, Sent, most, words

Username = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,59}$")]


class StaffTold(Schema):
    """A person of the centre with the roles held today."""

    username: str
    full_name: str
    title: str
    kind: str
    department: str | None
    is_active: bool
    roles: list[str]


class Staff(Schema):
    """One page of the staff and the address of the next."""

    items: list[StaffTold]
    next: str | None


class StaffSent(Sent):
    """A new person; without a password nobody signs in with this name yet."""

    username: Username
    full_name: Name
    title: Annotated[str, most(100)] = ""
    kind: User.Kind = User.Kind.STAFF
    department: Annotated[str, most(20)] = ""
    roles: Annotated[list[Annotated[str, most(40)]], Field(max_length=20)] = []
    password: Annotated[str, Field(max_length=200)] | None = None


class RoleSent(Sent):
    """A role from a day on, to a last day if it has one, perhaps within a scope."""

    role: Annotated[str, words(40)]
    starts_on: Day | None = None
    ends_on: Day | None = None
    field: Annotated[str, most(10)] = ""
    step: Annotated[str, most(20)] = ""
    neighbourhood: Annotated[int, Field(ge=0, le=9999)] = 0
    reason: Annotated[str, most(300)] = ""


class PendingAct(Schema):
    """An act that waits, or waited, for a second person."""

    id: UUID
    kind: str
    detail: dict[str, str]
    reason: str
    asked_by: str
    asked_at: Moment
    decision: str
    decided_by: str | None
    decided_at: Moment | None

    @classmethod
    def of(cls, act: models.PendingAct) -> "PendingAct":
        """The act as programs read it."""
        return cls(
            id=act.id,
            kind=act.kind,
            detail=act.detail,
            reason=act.reason,
            asked_by=act.asked_by.username,
            asked_at=act.asked_at,
            decision=act.decision,
            decided_by=act.decided_by.username if act.decided_by else None,
            decided_at=act.decided_at,
        )


class PendingActs(Schema):
    """What waits for a second person."""

    items: list[PendingAct]


class DecisionSent(Sent):
    """Whether the second person agrees."""

    is_confirmed: bool


class RoleEndSent(Sent):
    """The last day of a role; yesterday ends it at once."""

    ends_on: Day


class ActiveSent(Sent):
    """Whether the person may sign in."""

    is_active: bool


class TokenSent(Sent):
    """A name to know the token by, and the one role it carries."""

    name: Annotated[str, words(80)]
    role: Annotated[str, words(40)]


class TokenTold(Schema):
    """A token without its text."""

    id: UUID
    username: str
    role: str
    name: str
    made_at: Moment
    expires_at: Moment
    revoked_at: Moment | None


class Tokens(Schema):
    """The tokens of one person, newest first."""

    items: list[TokenTold]


class TokenMade(Schema):
    """A new token; its text is shown only in this answer and its replay."""

    username: str
    role: str
    name: str
    token: str
