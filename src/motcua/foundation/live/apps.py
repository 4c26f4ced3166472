"""The live app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.foundation.live"
    label = "live"
