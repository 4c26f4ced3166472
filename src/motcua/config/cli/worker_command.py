"""`motcua worker`: background work in a process of its own (PostgreSQL)."""

import argparse

from django.db import connection
from django.utils.translation import gettext as _

from motcua.config.cli.answers import Problem
from motcua.config.worker import Worker


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--once", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Work until Ctrl-C, or once through everything that is due."""
    if connection.vendor == "sqlite" and not chosen.once:
        raise Problem(
            _("Với SQLite, bộ xử lý nền chạy cùng trang web: dùng motcua serve."),
            exit_code=2,
        )
    worker = Worker()
    if chosen.once:
        worker.work_once()
    else:
        worker.work_until_stopped()
    return 0
