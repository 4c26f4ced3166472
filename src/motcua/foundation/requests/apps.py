"""The requests app."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.foundation.requests"
    label = "requests"
