"""`motcua serve`: pages, streams and background work."""

import argparse
import contextlib
import errno
import ipaddress
import logging
import resource
import socket
from typing import Final

import uvicorn
from django.conf import settings
from django.utils.translation import gettext as _

from motcua.config.asgi import application, hub
from motcua.config.cli.answers import Problem
from motcua.config.env import env
from motcua.config.tables import steps_to_run
from motcua.config.worker import Worker

BACKLOG: Final = 2048
OPEN_FILES: Final = 8192
"""A file for every open screen, phone and page."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--no-worker", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Serve until Ctrl-C; requests under way are finished first."""
    refuse_public_demo()
    refuse_old_tables()
    allow_many_streams()
    door = open_door(env.text("MOTCUA_HOST"), env.number("PORT"))
    server = Server(
        uvicorn.Config(
            application,
            log_level=logging.WARNING,
            access_log=False,
            server_header=False,
            # ProxyMiddleware alone decides whom to believe.
            proxy_headers=False,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=64 * 1024,
        )
    )
    worker = None if chosen.no_worker else Worker()
    if worker:
        worker.start()
    try:
        # Ctrl-C comes back as an exception after everything was shut down.
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[door])
    finally:
        if worker:
            worker.stop()
    return 0


class Server(uvicorn.Server):
    """Lets the open screens go before it waits for requests under way."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then everything else."""
        await hub.stop()
        await super().shutdown(sockets)


def refuse_old_tables() -> None:
    """A program never serves tables of another version; raises Problem."""
    if steps_to_run():
        raise Problem(_("Các bảng dữ liệu chưa mới. Sao lưu rồi chạy: motcua migrate"))


def open_door(host: str, port: int) -> socket.socket:
    """Listen at the address; raises Problem when another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's delay off only then; an answer
    # in two writes would otherwise wait 40 ms for the browser's acknowledgement.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(BACKLOG)
    except OSError as error:
        door.close()
        if error.errno not in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
            raise
        text = _("Cổng %(port)d đang có chương trình khác dùng. Đặt cổng khác: PORT=….")
        raise Problem(text % {"port": port}) from None
    return door


def allow_many_streams() -> None:
    """Take as many open files as the machine lets us, up to what a full hall needs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def refuse_public_demo() -> None:
    """Invented sign-ins are for this machine alone; raises Problem."""
    host = env.text("MOTCUA_HOST")
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = host == "localhost"
    if settings.DEMO and not is_loopback:
        raise Problem(_("Bản dùng thử chỉ chạy trên 127.0.0.1."), exit_code=2)
