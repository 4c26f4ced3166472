"""`motcua export`: the catalogue as a file that `motcua import` reads back."""

import argparse
import json
from pathlib import Path

from motcua.catalogue import selectors
from motcua.config.cli.answers import say
from motcua.config.cli.import_command import centre_named


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--out", type=Path)
    parser.add_argument("--centre", default="")


def run(chosen: argparse.Namespace) -> int:
    """Write the catalogue to a file or to standard output."""
    data = selectors.export_catalogue(centre_named(chosen.centre))
    text = json.dumps(data, ensure_ascii=False, indent=1)
    if chosen.out:
        chosen.out.write_text(text + "\n", encoding="utf-8")
    else:
        say(text)
    return 0
