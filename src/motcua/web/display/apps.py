"""The display app."""

from importlib import import_module

from django.apps import AppConfig


class DisplayConfig(AppConfig):
    """The public screens of the hall, and the door by which machines come in."""

    name = "motcua.web.display"
    label = "display"

    def ready(self) -> None:
        """Register the screens before the first page is asked for."""
        import_module("motcua.web.display.live")
