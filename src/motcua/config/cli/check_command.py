"""`motcua check`: is this installation fit to serve?"""

import argparse
import shutil
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from motcua.config.cli.answers import say, say_json
from motcua.config.tables import steps_to_run
from motcua.foundation.audit.selectors import verify
from motcua.foundation.typesetting.services import FONTS
from motcua.ward.models import Centre

FREE_SHARE: Final = 0.05


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--deploy", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Go through the checks; 1 when one of them fails."""
    checks: dict[str, Callable[[], str]] = {
        "settings": lambda: _settings(is_deploy=chosen.deploy),
        "database": _database,
        "migrations": _migrations,
        "durability": _durability,
        "disk": _disk,
        "fonts": _fonts,
        "audit": _audit,
    }
    faults = {name: _ask(check) for name, check in checks.items()}
    if chosen.json:
        say_json({name: fault or "ok" for name, fault in faults.items()})
    else:
        for name, fault in faults.items():
            say(f"{'✗' if fault else '✓'} {name:<12} {fault}")
    return 1 if any(faults.values()) else 0


def _ask(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError as error:
        return _("Cơ sở dữ liệu không trả lời: %(error)s") % {"error": error}


def _settings(*, is_deploy: bool) -> str:
    try:
        call_command("check", deploy=is_deploy, fail_level="WARNING", verbosity=0)
    except CommandError as error:
        return str(error).strip()
    return ""


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    steps = steps_to_run()
    if steps:
        return _("Còn %(count)d bước chuyển đổi chưa chạy.") % {"count": len(steps)}
    return ""


def _durability() -> str:
    wanted = (
        {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": "2"}
        if connection.vendor == "sqlite"
        else {
            "SHOW fsync": "on",
            "SHOW full_page_writes": "on",
            "SHOW synchronous_commit": "on",
        }
    )
    with connection.cursor() as cursor:
        for question, answer in wanted.items():
            cursor.execute(question)
            if (found := str(cursor.fetchone()[0])) != answer:
                return f"{question} = {found}"
    return ""


def _disk() -> str:
    usage = shutil.disk_usage(settings.VAR)
    if usage.free < usage.total * FREE_SHARE:
        return _("Đĩa còn dưới 5 %%.") % {}
    return ""


def _fonts() -> str:
    return "" if any(FONTS.rglob("*.ttf")) else _("Thiếu phông chữ in.")


def _audit() -> str:
    for centre in Centre.objects.all():
        verdict = verify(centre.id)
        if not verdict.is_intact:
            return f"{centre.slug}: {verdict.fault}, {verdict.row}"
    return ""
