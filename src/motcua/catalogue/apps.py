"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.catalogue"
    label = "catalogue"
