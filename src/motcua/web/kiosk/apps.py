"""The kiosk app."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    """The ticket machine and look-up kiosk at the door."""

    name = "motcua.web.kiosk"
    label = "kiosk"
