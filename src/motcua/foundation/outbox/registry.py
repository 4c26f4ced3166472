"""Which handler wants which fact; filled by each area's ``handlers.py`` at start."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from motcua.events import codec

F = TypeVar("F", bound=codec.Fact)
Handle = Callable[[Any, datetime], None]

_handlers: dict[str, dict[str, Handle]] = {}
_facts: dict[str, type[codec.Fact]] = {}


class UnknownHandler(LookupError):
    """A delivery names a handler that this version of the program does not have."""


def listens(
    fact: type[F],
) -> Callable[[Callable[[F, datetime], None]], Callable[[F, datetime], None]]:
    """Register the decorated function for this fact.

    It is called with the fact and the time of delivery, in its own transaction, at
    least once: it must be idempotent and only write rows.
    """
    kind = codec.name_of(fact)
    _facts[kind] = fact

    def register(
        handle: Callable[[F, datetime], None],
    ) -> Callable[[F, datetime], None]:
        name = f"{handle.__module__}.{handle.__name__}".removeprefix("motcua.")
        _handlers.setdefault(kind, {})[name] = handle
        return handle

    return register


def handler_names(kind: str) -> list[str]:
    """The handlers of one kind of fact."""
    return sorted(_handlers.get(kind, {}))


def call(kind: str, name: str, values: dict[str, Any], at: datetime) -> None:
    """Hand a stored fact to one handler; raises UnknownHandler."""
    try:
        handle, fact = _handlers[kind][name], _facts[kind]
    except KeyError:
        raise UnknownHandler(f"{name} for {kind}") from None
    handle(codec.from_plain(fact, values), at)
