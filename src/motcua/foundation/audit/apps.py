"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.foundation.audit"
    label = "audit"
