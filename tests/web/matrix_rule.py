"""What one address asks of its callers, and short words to say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.accounts.roles import Capability as Can


@dataclass(frozen=True)
class Rule:
    """What one address asks of its callers."""

    any_of: frozenset[Can] = frozenset()
    is_public: bool = False
    about: str = ""
    method: str = "GET"
    body: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    tells_numbers: bool = False
    """The answer may hold a whole personal number (a reveal, and nothing else)."""


def needs(*any_of: Can, **more: Any) -> Rule:
    """For those with at least one of these capabilities."""
    return Rule(any_of=frozenset(any_of), **_sent(more))


def staff(**more: Any) -> Rule:
    """For everybody with a role."""
    return Rule(**_sent(more))


def public(**more: Any) -> Rule:
    """For everybody."""
    return Rule(is_public=True, **_sent(more))


def _sent(more: dict[str, Any]) -> dict[str, Any]:
    """Let `send={…}` mean a POST with this body."""
    if "send" in more:
        more = {"method": "POST", **more, "body": more.pop("send")}
    more.pop("send", None)
    return more
