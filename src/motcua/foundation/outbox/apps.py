"""The outbox app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.foundation.outbox"
    label = "outbox"
