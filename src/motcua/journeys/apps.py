"""The journeys app."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.journeys"
    label = "journeys"
