"""The visits app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.visits"
    label = "visits"
