"""The numbering app."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.foundation.numbering"
    label = "numbering"
