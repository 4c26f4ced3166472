"""Creations that may be sent twice: the same key brings the same answer."""

import json
from collections.abc import Callable
from typing import Annotated, Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils import timezone
from ninja import Header, Schema

from motcua.accounts.selectors import Mandate
from motcua.foundation.requests import services as requests
from motcua.foundation.toolkit.work import unit_of_work

REPLAYED: Final = "Idempotency-Replayed"

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=80,
        pattern=r"^[\x21-\x7e]+$",
        description="Chosen by you for this one creation; kept for 72 hours.",
    ),
]


def caller(mandate: Mandate) -> str:
    """Whose keys these are: two people may choose the same one."""
    return f"api {mandate.user.id}"


def create_once(
    mandate: Mandate,
    key: str,
    content: Schema | dict[str, Any],
    do: Callable[[], Schema],
    *,
    what: str,
) -> HttpResponse:
    """Do a creation and answer 201 with what it returns; a replay gets the same bytes.

    `what` names the operation: one key serves one of them. Raises KeyReused.
    """
    asked = content.model_dump(mode="json") if isinstance(content, Schema) else content
    with unit_of_work():
        body, is_new = requests.answer_once(
            centre_id=mandate.user.centre_id,
            caller=caller(mandate),
            key=key,
            content=requests.fingerprint([what, asked]),
            at=timezone.localtime(),
            do=lambda: json.dumps(
                do().model_dump(), cls=DjangoJSONEncoder, ensure_ascii=False
            ),
        )
    response = HttpResponse(
        body, status=201, content_type="application/json; charset=utf-8"
    )
    mark_replay(response, is_new=is_new)
    return response


def mark_replay(response: HttpResponse, *, is_new: bool) -> None:
    """Say when an answer was given before."""
    if not is_new:
        response.headers[REPLAYED] = "true"
