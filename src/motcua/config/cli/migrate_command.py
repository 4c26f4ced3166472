"""`motcua migrate`: bring the tables to this version of the program."""

import argparse

from django.utils.translation import gettext as _

from motcua.config.cli.answers import say
from motcua.config.tables import bring_up_to_date, steps_to_run


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--plan", action="store_true", help="only say what would run")


def run(chosen: argparse.Namespace) -> int:
    """Run what is missing, in order; make a backup before."""
    steps = steps_to_run()
    for step in steps:
        say(step)
    if steps and not chosen.plan:
        bring_up_to_date()
    if not steps or not chosen.plan:
        say(_("Các bảng đã mới nhất."))
    return 0
