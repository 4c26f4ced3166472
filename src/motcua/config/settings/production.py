"""A real centre: no demo, no default sign-in."""

from motcua.config.settings.base import *  # noqa: F403  (settings are layered so)
