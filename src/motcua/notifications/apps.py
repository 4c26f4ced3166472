"""The notifications app."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers the tables and handlers of this room."""

    name = "motcua.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Register the handlers."""
        import_module("motcua.notifications.handlers")
