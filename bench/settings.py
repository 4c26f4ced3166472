"""The trial centre's settings with one address more: an empty page, the floor."""

from motcua.config.settings.demo import *  # noqa: F403  (settings are layered so)

ROOT_URLCONF = "bench.addresses"
