"""The Django app of the design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, their stylesheet, their script and their gallery."""

    name = "motcua.web.ui"
    label = "ui"
