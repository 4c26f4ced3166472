"""The typesetting app."""

from django.apps import AppConfig


class TypesettingConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.foundation.typesetting"
    label = "typesetting"
