"""The ward app."""

from django.apps import AppConfig


class WardConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.ward"
    label = "ward"
