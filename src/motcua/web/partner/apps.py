"""The partner app."""

from django.apps import AppConfig


class PartnerConfig(AppConfig):
    """The surface of the agencies that work with the centre."""

    name = "motcua.web.partner"
    label = "partner"
