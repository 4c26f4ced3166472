"""The desk app."""

from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the live screens of this room."""

    name = "motcua.web.desk"
    label = "desk"

    def ready(self) -> None:
        """Register the renderers."""
        import_module("motcua.web.desk.live")
