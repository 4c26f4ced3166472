"""The reference pages that are written from the code itself.

`python -m motcua.config.reference docs/reference` rewrites them; a test holds the
committed pages against what this gives.
"""

import dataclasses
import inspect
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

import django

import motcua.events
from motcua.config.env import SETTINGS

HEAD: Final = "<!-- Written from the code by motcua.config.reference; do not edit. -->"


def pages() -> dict[str, str]:
    """Every page by its file name. Needs Django to be set up."""
    return {
        "settings.md": _page("Settings", _settings()),
        "commands.md": _page("Commands", _commands()),
        "events.md": _page("Facts", _events()),
        "permissions.md": _page("Roles and capabilities", _permissions()),
    }


def write(folder: Path) -> None:
    """Write the pages into a folder."""
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def _page(title: str, lines: Iterator[str]) -> str:
    return "\n".join([HEAD, "", f"# {title}", "", *lines]) + "\n"


def _settings() -> Iterator[str]:
    yield "Read from the environment only. A secret may be given as `NAME_FILE=/path`."
    yield "An unknown `MOTCUA_…` name is an error at start."
    yield ""
    yield "| Name | Meaning | Default |"
    yield "|---|---|---|"
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else ""
        made = "made at first start, kept under `var/secrets`" if setting.secret else ""
        yield f"| `{setting.name}` | {setting.meaning} | {default or made} |"


def _commands() -> Iterator[str]:
    cli = import_module("motcua.config.cli.__main__")
    yield "`bin/motcua COMMAND`; exit code 0 done, 1 the answer is no, 2 wrong words."
    yield "`--lang en` answers in English."
    for name in cli.COMMANDS:
        module = import_module(f"motcua.config.cli.{name}_command")
        yield ""
        yield f"## {name}"
        yield ""
        yield _whole_text(module)


def _events() -> Iterator[str]:
    yield "What areas announce through the outbox: ids and plain values, past tense."
    for found in iter_modules(motcua.events.__path__):
        if found.name == "codec":
            continue
        module = import_module(f"motcua.events.{found.name}")
        for name, fact in inspect.getmembers(module, dataclasses.is_dataclass):
            fields = ", ".join(f"`{f.name}`" for f in dataclasses.fields(fact))
            yield ""
            yield f"## {found.name}.{name}"
            yield ""
            yield f"{inspect.getdoc(fact)} Fields: {fields}."


def _permissions() -> Iterator[str]:
    roles = import_module("motcua.accounts.roles")
    capabilities = list(roles.Capability)
    yield "| Role | " + " | ".join(c.value for c in capabilities) + " |"
    yield "|---|" + "---|" * len(capabilities)
    for role in roles.staff_roles():
        held = roles.CAPABILITIES[role.code]
        marks = " | ".join("●" if c in held else "" for c in capabilities)
        yield f"| {role.name_en} (`{role.code}`) | {marks} |"


def _whole_text(module: ModuleType) -> str:
    paragraphs = (inspect.getdoc(module) or "").split("\n\n")
    return "\n\n".join(text.replace("\n", " ") for text in paragraphs)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings.test")
    django.setup()
    write(Path(sys.argv[1]))
