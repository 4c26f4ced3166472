"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.people"
    label = "people"
