"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.web.portal"
    label = "portal"
