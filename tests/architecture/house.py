"""What the architecture tests look at: the floors, the files, the models."""

import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db import models

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = ROOT / "src/motcua"


@cache
def floors() -> dict[str, int]:
    """Package → its floor inside its container, from 0 at the bottom (pyproject.toml)."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = {}
    for contract in settings["tool"]["importlinter"]["contracts"]:
        for container in contract["containers"]:
            for floor, layer in enumerate(reversed(contract["layers"])):
                for room in layer.split("|"):
                    found[f"{container}.{room.strip(' ()')}"] = floor
    return found


def place(module: str) -> tuple[int, ...]:
    """Where a module stands: its floor, then its floor inside a divided one."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(2, len(parts) + 1))
    return tuple(floors()[name] for name in names if name in floors())


def room(module: str) -> str:
    """The innermost package with a floor of its own that holds the module."""
    parts = module.split(".")
    names = [".".join(parts[:length]) for length in range(2, len(parts) + 1)]
    return next(name for name in reversed(names) if name in floors())


def our_models() -> list[type[models.Model]]:
    """Every table of the program, those that Django makes for links too."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model.__module__.startswith("motcua.")]


def files(*endings: str) -> Iterator[Path]:
    """The files of the project that git keeps or would keep."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:  # an export without git's folder
        kept = ("src", "tests", "bench", "bin", "docs", "deploy", "requirements")
        paths = [path for folder in kept for path in (ROOT / folder).rglob("*")]
    for path in sorted(paths):
        if path.is_file() and (not endings or path.suffix in endings):
            yield path
