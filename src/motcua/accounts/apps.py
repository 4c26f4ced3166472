"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the tables of this room."""

    name = "motcua.accounts"
    label = "accounts"
