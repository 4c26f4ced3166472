"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.web.desk"
    label = "desk"
