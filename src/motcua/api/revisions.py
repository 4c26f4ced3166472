"""ETag and If-Match: the revision of a dossier, said in HTTP."""

import re
from typing import Annotated, Final

from django.http import HttpResponse
from ninja import Header

from motcua.api.problems import MALFORMED, STALE, Problem
from motcua.dossiers.models import Dossier

_TAG: Final = re.compile(r'(?:W/)?"([0-9]{1,9})"')

IfMatch = Annotated[
    str | None,
    Header(
        default=None,
        alias="If-Match",
        max_length=200,
        description='The ETag you read, like "7"; an older one answers 412.',
    ),
]


def revision_of(if_match: str | None) -> int | None:
    """The revision a caller read, or None when any will do; raises Problem 400."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = _TAG.fullmatch(if_match.strip())
    if tag is None:
        # A tag we never gave cannot be the present one.
        raise Problem(STALE if if_match.strip().endswith('"') else MALFORMED)
    return int(tag.group(1))


def tag(response: HttpResponse, dossier: Dossier) -> None:
    """Say which revision the answer shows."""
    response.headers["ETag"] = f'"{dossier.revision}"'
