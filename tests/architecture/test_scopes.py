"""Every table says whose data it holds, and keeps its promise (design.md 2)."""

from collections.abc import Iterator
from typing import Final

from django.apps import apps
from django.db import models
from django.db.models.constraints import UniqueConstraint

from motcua.foundation.toolkit.models import Scope
from tests.architecture.house import our_models

# Django's own tables hold nothing of a centre's business: local data.
LOCAL: Final = {
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "sessions.Session",
}
# Indexes and constraints of centre data that must not begin with the centre, and why.
NOT_BY_CENTRE: Final = {
    "outbox_due": "the claim of due deliveries serves all centres at once",
    "people_by_username": "who signs in names no centre",
    "tokens_by_digest": "a token finds its centre",
}


def centre_models() -> list[type[models.Model]]:
    """The tables whose rows belong to a centre."""
    return [m for m in our_models() if getattr(m, "scope", None) == Scope.CENTRE]


def keeps_its_centre(model: type[models.Model]) -> bool:
    """True when a field holds the centre (a key or its UUID), always and for good."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    field = fields.get("centre_id")
    return field is not None and not field.null and not field.editable


def orders(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Name → first column of every constraint and index; "" for an expression."""
    for index in [*model._meta.indexes, *model._meta.constraints]:
        if isinstance(index, models.Index | UniqueConstraint):
            leaders = [*index.fields, *(_expressed(e) for e in index.expressions)]
            yield index.name, leaders[0].removeprefix("-")
    for columns in model._meta.unique_together:
        yield f"unique_together {columns}", columns[0]
    for field in model._meta.concrete_fields:
        # The key, and keys to other rows, are UUIDs of rows of one centre.
        is_key = field.primary_key or field.is_relation
        if not is_key and (getattr(field, "db_index", False) or field.unique):
            yield f"{field.name} by itself", field.name


def _expressed(expression: object) -> str:
    return expression.deconstruct()[1][0] if isinstance(expression, models.F) else ""


def test_every_model_is_classified() -> None:
    unlisted = [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if not isinstance(getattr(model, "scope", None), Scope)
        and model._meta.label not in LOCAL
    ]

    assert not unlisted, "\n".join(unlisted)


def test_every_row_of_a_centre_has_its_centre_and_keeps_it() -> None:
    wrong = [m._meta.label for m in centre_models() if not keeps_its_centre(m)]

    assert not wrong, "\n".join(wrong)


def test_uniqueness_and_indexes_of_centre_data_begin_with_the_centre() -> None:
    wrong = [
        f"{model._meta.label}: {name}"
        for model in centre_models()
        for name, leader in orders(model)
        if leader not in {"centre", "centre_id"} and name not in NOT_BY_CENTRE
    ]

    assert not wrong, "\n".join(wrong)


def test_the_excepted_indexes_still_exist() -> None:
    names = {name for model in centre_models() for name, _ in orders(model)}

    assert set(NOT_BY_CENTRE) <= names


def test_keys_are_made_in_python() -> None:
    counted = [
        model._meta.label
        for model in our_models()
        if isinstance(model._meta.pk, models.AutoField)
    ]

    assert not counted, "\n".join(counted)
