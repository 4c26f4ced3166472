"""The portal app."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the live screens of this room."""

    name = "motcua.web.portal"
    label = "portal"

    def ready(self) -> None:
        """Register the screens before the first page is asked for."""
        import_module("motcua.web.portal.tracking_live")
        import_module("motcua.web.portal.hall.ticket_live")
