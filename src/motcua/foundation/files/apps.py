"""The room of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Knows a centre only as a UUID, and no area at all."""

    name = "motcua.foundation.files"
    label = "files"
