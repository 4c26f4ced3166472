"""`motcua import FILE`: procedures from a catalogue file, dry run first."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalogue import services
from motcua.config.cli.answers import Problem, say, say_json
from motcua.ward.founding import Founder
from motcua.ward.models import Centre


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--centre", default="")
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Import, or say what would be imported; 1 when a row has an error."""
    centre = centre_named(chosen.centre)
    try:
        data = json.loads(chosen.file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problem(
            _("Không đọc được tệp: %(error)s") % {"error": error}, exit_code=2
        ) from None
    report = services.import_catalogue(
        centre=centre,
        data=data,
        dry_run=chosen.dry_run,
        by=Founder(),
        at=timezone.now(),
    )
    facts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "errors": [asdict(fault) for fault in report.errors],
        "dry_run": report.is_dry_run,
    }
    if chosen.json:
        say_json(facts)
    else:
        say(
            _("Thêm %(added)d, thay %(changed)d, giữ nguyên %(same)d.")
            % {
                "added": len(report.added),
                "changed": len(report.changed),
                "same": report.unchanged,
            }
        )
        for fault in report.errors:
            say(f"  {fault.row}  {fault.code}  {fault.message}")
    return 1 if report.errors else 0


def centre_named(slug: str) -> Centre:
    """The centre with this slug, or the only one; raises Problem."""
    centres = list(Centre.objects.filter(slug=slug) if slug else Centre.objects.all())
    if len(centres) != 1:
        raise Problem(_("Hãy nêu Trung tâm bằng --centre."), exit_code=2)
    return centres[0]
