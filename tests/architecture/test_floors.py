"""Rows point only downwards (design.md 3); that files do so is import-linter's gate."""

from django.db import models

from tests.architecture.house import our_models, place, room


def is_ours(model: type[models.Model]) -> bool:
    """False for Django's own tables, which stand below everything."""
    return model.__module__.startswith("motcua.")


def test_every_foreign_key_points_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignObject | models.ManyToManyField)
        and isinstance(target := field.related_model, type)
        and is_ours(target)
        and room(target.__module__) != room(model.__module__)
        and not place(target.__module__) < place(model.__module__)
    ]

    assert not upward, "\n".join(upward)


def test_the_floors_read_from_the_contract_are_those_of_the_plan() -> None:
    going_down = [
        "motcua.config.urls",
        "motcua.web.desk.views",
        "motcua.web.ui.tags",
        "motcua.journeys.intake",
        "motcua.dossiers.models",
        "motcua.people.models",
        "motcua.accounts.models",
        "motcua.ward.models",
        "motcua.foundation.outbox.models",
        "motcua.foundation.toolkit.models",
        "motcua.rules.worktime",
    ]

    assert sorted(going_down, key=place, reverse=True) == going_down
