"""The dossiers app."""

from importlib import import_module

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers the tables and handlers of this room."""

    name = "motcua.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Register the handlers."""
        import_module("motcua.dossiers.handlers")
