"""`motcua serve`: pages, streams and background work."""

import argparse
import ipaddress
import logging

import uvicorn
from django.conf import settings
from django.utils.translation import gettext as _

from motcua.config.cli.answers import Problem
from motcua.config.env import env
from motcua.config.worker import Worker


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--no-worker", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Serve until Ctrl-C; requests under way are finished first."""
    refuse_public_demo()
    worker = None if chosen.no_worker else Worker()
    if worker:
        worker.start()
    try:
        uvicorn.run(
            "motcua.config.asgi:application",
            host=env.text("MOTCUA_HOST"),
            port=env.number("PORT"),
            log_level=logging.WARNING,
            access_log=False,
            server_header=False,
            # ProxyMiddleware alone decides whom to believe.
            proxy_headers=False,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=64 * 1024,
        )
    finally:
        if worker:
            worker.stop()
    return 0


def refuse_public_demo() -> None:
    """Invented sign-ins are for this machine alone; raises Problem."""
    host = env.text("MOTCUA_HOST")
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = host == "localhost"
    if settings.DEMO and not is_loopback:
        raise Problem(_("Bản dùng thử chỉ chạy trên 127.0.0.1."), exit_code=2)
