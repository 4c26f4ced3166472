"""The office app."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.web.office"
    label = "office"
