"""The registers app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.registers"
    label = "registers"
