"""The queueing app."""

from django.apps import AppConfig


class QueueingConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.queueing"
    label = "queueing"
