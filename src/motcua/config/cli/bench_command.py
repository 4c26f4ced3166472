"""`motcua bench NAME`: our speed as a share of a floor measured in the same run."""

import argparse
import runpy
import sys
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

import motcua
from motcua.config.cli.answers import Problem

ROOT: Final = Path(motcua.__file__).resolve().parents[2]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command; the bench itself reads the rest."""
    parser.add_argument("name")
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def run(chosen: argparse.Namespace) -> int:
    """Run one module of the checkout's bench/ folder."""
    if not (ROOT / "bench" / f"{chosen.name}.py").exists():
        raise Problem(_("Không có phép đo %(name)s.") % {"name": chosen.name}, 2)
    sys.path.insert(0, str(ROOT))
    sys.argv = [f"bench.{chosen.name}", *chosen.rest]
    runpy.run_module(f"bench.{chosen.name}", run_name="__main__", alter_sys=True)
    return 0
