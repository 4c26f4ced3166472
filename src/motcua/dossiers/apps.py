"""The dossiers app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.dossiers"
    label = "dossiers"
