"""Facts as plain JSON values and back, by their class's name."""

import dataclasses
import types
from datetime import datetime
from typing import Any, Protocol, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID


class Fact(Protocol):
    """Any frozen dataclass of this package; it belongs to one centre."""

    @property
    def centre_id(self) -> UUID:
        """The centre the fact is about."""


F = TypeVar("F", bound=Fact)


class NotAFact(TypeError):
    """A value that is no frozen dataclass of ids and plain values."""


def name_of(fact: type[Fact]) -> str:
    """The stable name under which the fact is stored: area and class."""
    return f"{fact.__module__.rsplit('.', 1)[-1]}.{fact.__name__}"


def to_plain(fact: Fact) -> dict[str, Any]:
    """The fact's fields as JSON values; raises NotAFact."""
    if not dataclasses.is_dataclass(fact) or isinstance(fact, type):
        raise NotAFact(type(fact).__name__)
    return {
        field.name: _plain(getattr(fact, field.name))
        for field in dataclasses.fields(fact)
    }


def from_plain(cls: type[F], values: dict[str, Any]) -> F:
    """Rebuild a fact of this class from what `to_plain` gave."""
    hints = get_type_hints(cls)
    return cls(**{name: _typed(hints[name], value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool):
        return value
    raise NotAFact(f"{type(value).__name__} is not a plain value")


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is types.UnionType:
        hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
    if hint is UUID:
        return UUID(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    return value
