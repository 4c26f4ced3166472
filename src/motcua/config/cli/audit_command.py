"""`motcua audit verify|seal`: is every audit line still as it was written?

`verify --head HASH` also asks whether a head that was printed earlier is still part of a
chain: a tail that was cut off is missed by nothing else.
"""

import argparse
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.config.cli.answers import say, say_json
from motcua.foundation.audit import selectors, services
from motcua.foundation.audit.wording import in_words
from motcua.ward.models import Centre


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("what", choices=["verify", "seal"])
    parser.add_argument("--head", default="", help="SHA-256")
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Verify every centre's chain (1 names the first bad row), or seal what is new."""
    reports = [
        _seal(centre) if chosen.what == "seal" else _verify(centre)
        for centre in Centre.objects.order_by("slug")
    ]
    facts: dict[str, Any] = {"centres": reports}
    is_sound = all(report["is_intact"] for report in reports)
    if chosen.head:
        facts["head_found"] = _is_known(chosen.head.strip().lower())
        is_sound = is_sound and facts["head_found"]
    if chosen.json:
        say_json(facts)
    else:
        for report in reports:
            say(report["text"])
        if not facts.get("head_found", True):
            slugs = ", ".join(report["centre"] for report in reports)
            say(_broken(centre=slugs, fault="head missing", row=chosen.head))
    return 0 if is_sound else 1


def _is_known(head: str) -> bool:
    """True when a centre's chain came by this head."""
    keys = Centre.objects.values_list("id", flat=True)
    return any(selectors.is_head(centre_id, head) for centre_id in keys)


def _verify(centre: Centre) -> dict[str, Any]:
    verdict = selectors.verify(centre.id)
    facts = {
        "centre": centre.slug,
        "lines": verdict.lines,
        "seals": verdict.seals,
        "head": verdict.head,
        "fault": verdict.fault,
        "row": verdict.row,
    }
    text = (
        _("%(centre)s: %(lines)d dòng, %(seals)d niêm phong, nguyên vẹn.") % facts
        if verdict.is_intact
        else _broken(centre=centre.slug, fault=verdict.fault, row=verdict.row)
    )
    return facts | {"is_intact": verdict.is_intact, "text": text}


def _broken(*, centre: str, fault: str, row: str) -> str:
    facts = {"centre": centre, "fault": in_words(fault), "row": row}
    return _("%(centre)s: KHÔNG nguyên vẹn, %(fault)s: %(row)s.") % facts


def _seal(centre: Centre) -> dict[str, Any]:
    count = services.seal(centre_id=centre.id, at=timezone.now())
    facts = {"centre": centre.slug, "sealed": count}
    text = _("%(centre)s: niêm phong thêm %(sealed)d dòng.") % facts
    return facts | {"is_intact": True, "text": text}
