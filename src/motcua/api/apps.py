"""The api app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.api"
    label = "api"
