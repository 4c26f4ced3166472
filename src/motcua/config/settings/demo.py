"""`make run`: invented data, sign-ins printed, loopback only."""

from motcua.config.settings.base import *

DEMO = True
