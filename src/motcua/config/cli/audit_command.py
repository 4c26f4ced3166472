"""`motcua audit verify|seal`: is every audit line still as it was written?"""

import argparse
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.config.cli.answers import say, say_json
from motcua.foundation.audit import selectors, services
from motcua.ward.models import Centre


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("what", choices=["verify", "seal"])
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Verify every centre's chain (1 names the first bad row), or seal what is new."""
    reports = [
        _seal(centre) if chosen.what == "seal" else _verify(centre)
        for centre in Centre.objects.order_by("slug")
    ]
    if chosen.json:
        say_json({"centres": reports})
    else:
        for report in reports:
            say(report["text"])
    return 0 if all(report["is_intact"] for report in reports) else 1


def _verify(centre: Centre) -> dict[str, Any]:
    verdict = selectors.verify(centre.id)
    text = (
        _("%(centre)s: %(lines)d dòng, %(seals)d niêm phong, nguyên vẹn.")
        if verdict.is_intact
        else _("%(centre)s: KHÔNG nguyên vẹn, %(fault)s: %(row)s.")
    )
    facts = {
        "centre": centre.slug,
        "lines": verdict.lines,
        "seals": verdict.seals,
        "head": verdict.head,
        "fault": verdict.fault,
        "row": verdict.row,
    }
    return facts | {"is_intact": verdict.is_intact, "text": text % facts}


def _seal(centre: Centre) -> dict[str, Any]:
    count = services.seal(centre_id=centre.id, at=timezone.now())
    facts = {"centre": centre.slug, "sealed": count}
    text = _("%(centre)s: niêm phong thêm %(sealed)d dòng.") % facts
    return facts | {"is_intact": True, "text": text}
