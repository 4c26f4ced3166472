"""What a row of a catalogue file must look like before anything is made of it.

The shapes are data: a check for each value, a mapping for an object, a list of one
shape for a list. A name that ends in "!" must be there.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Check = Callable[[object], bool]

HOURS: Final = 9999


def text(most: int) -> Check:
    """A text of at most so many characters."""
    return lambda value: isinstance(value, str) and len(value) <= most


def whole(most: int) -> Check:
    """A whole number from zero to so many."""
    return lambda value: type(value) is int and 0 <= value <= most


def one_of(*values: str) -> Check:
    """One of these words."""
    return lambda value: isinstance(value, str) and value in values


def maybe(check: Check) -> Check:
    """The same, or null."""
    return lambda value: value is None or check(value)


def flag(value: object) -> bool:
    """True or false."""
    return isinstance(value, bool)


def hours(value: object) -> bool:
    """Some hours, perhaps a part of one."""
    return type(value) in {int, float} and 0 <= float(str(value)) <= HOURS


def anything(value: object) -> bool:
    """An object whose inside is kept and not read."""
    return isinstance(value, Mapping)


NOTE: Final = text(5000)
AMOUNT: Final = whole(2_000_000_000)
COUNT: Final = whole(999)

PAPER: Final[dict[str, Any]] = {
    "id!": text(40),
    "name_vi!": NOTE,
    "name_en": NOTE,
    "mode!": one_of("submit", "present"),
    "required!": flag,
    "originals": COUNT,
    "copies": COUNT,
    "form": NOTE,
}
FEE: Final[dict[str, Any]] = {
    "amount!": maybe(AMOUNT),
    "synthetic_default": maybe(AMOUNT),
    "unit_vi": text(60),
    "channel": one_of("", "direct", "online", "postal"),
    "note": NOTE,
    "set_by": text(100),
}
STEP: Final[dict[str, Any]] = {
    "key!": text(20),
    "name_vi!": text(200),
    "name_en": text(200),
    "role!": text(40),
    "hours!": hours,
    "department": text(20),
}
ROW: Final[dict[str, Any]] = {
    "code!": text(20),
    "name_vi!": text(500),
    "name_en": text(500),
    "official_name_vi": text(1000),
    "field!": text(10),
    "status!": one_of("active", "repealed"),
    "time_limit!": {
        "value!": maybe(whole(HOURS)),
        "unit!": text(20),
        "note": NOTE,
        "verified": flag,
    },
    "channels!": anything,
    "documents!": [PAPER],
    "fees!": [FEE],
    "steps!": {"items!": [STEP], "synthetic_hours": flag},
    "result_vi!": maybe(NOTE),
    "legal_basis": [text(200)],
    "department!": text(20),
    "handler_role!": text(40),
    "resume_policy": one_of("RESTART", "CONTINUE"),
    "retention_years": whole(200),
    "synthetic_defaults": [text(100)],
    "note": NOTE,
    "source": NOTE,
}


def first_fault(row: Mapping[str, object]) -> str:
    """The place of the first value that is not as it must be, or nothing."""
    return next(_faults(row, ROW, ""), "")


def _faults(value: object, shape: Any, place: str) -> Iterator[str]:
    if isinstance(shape, dict):
        yield from _object_faults(value, shape, place)
    elif isinstance(shape, list):
        yield from _list_faults(value, shape[0], place)
    elif not shape(value):
        yield place


def _object_faults(value: object, shape: dict[str, Any], place: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield place
        return
    for name, inner in shape.items():
        bare = name.rstrip("!")
        inside = f"{place}.{bare}" if place else bare
        if bare in value:
            yield from _faults(value[bare], inner, inside)
        elif bare != name:
            yield inside


def _list_faults(value: object, shape: Any, place: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield place
        return
    for number, item in enumerate(value, start=1):
        yield from _faults(item, shape, f"{place}.{number}")
