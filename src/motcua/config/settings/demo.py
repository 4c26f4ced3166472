"""`make run`: invented data, sign-ins printed, loopback only."""

from motcua.config.settings.base import *  # noqa: F403  (settings are layered so)

DEMO = True
TICKET_PRINTER = "motcua.integrations.demo_printer.demo_printer"
