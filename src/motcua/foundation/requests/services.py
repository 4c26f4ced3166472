"""Run a command once however often it is sent; refuse guessing."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import F

from motcua.foundation.requests.models import FailedTries, IdempotencyKey
from motcua.foundation.toolkit import rows
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import require_transaction, unit_of_work

KEPT: Final = timedelta(hours=72)
WINDOW: Final = timedelta(minutes=10)


class KeyReused(Exception):
    """The same key was sent with another content."""


def fingerprint(content: Any) -> str:
    """SHA-256 of a command's content, the same for the same content."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def once(
    *,
    centre_id: UUID,
    caller: str,
    key: str,
    content: str,
    at: datetime,
    do: Callable[[UUID], None],
) -> tuple[UUID, bool]:
    """Call `do` with a new id unless this key already has its result.

    Returns the result's id and whether it was made just now. The key is a row of the
    same transaction as the work: a rival that comes at the same time waits for it and
    then finds the result; if the work fails, the key is free again.
    Raises KeyReused when `content` (a fingerprint) differs from the first time.
    """
    require_transaction("An idempotent command")
    mine = IdempotencyKey(
        centre_id=centre_id,
        caller=caller,
        key=key,
        fingerprint=content,
        result_id=new_id(),
        made_at=at,
    )
    if rows.insert_new(mine):
        do(mine.result_id)
        return mine.result_id, True
    kept = IdempotencyKey.objects.get(centre_id=centre_id, caller=caller, key=key)
    if kept.fingerprint != content:
        raise KeyReused(key)
    return kept.result_id, False


def result_of(*, centre_id: UUID, caller: str, key: str) -> UUID | None:
    """The id that this key already stands for, if its work was done."""
    return (
        IdempotencyKey.objects.filter(centre_id=centre_id, caller=caller, key=key)
        .values_list("result_id", flat=True)
        .first()
    )


def answer_once(
    *,
    centre_id: UUID,
    caller: str,
    key: str,
    content: str,
    at: datetime,
    do: Callable[[], str],
) -> tuple[str, bool]:
    """Like `once`, for work whose answer is a text: sent again, the same text comes back.

    The answer is kept encrypted for as long as its key.
    """

    def work(_result_id: UUID) -> None:
        kept.update(answer=do())

    kept = IdempotencyKey.objects.filter(centre_id=centre_id, caller=caller, key=key)
    _, is_new = once(
        centre_id=centre_id, caller=caller, key=key, content=content, at=at, do=work
    )
    return kept.get().answer, is_new


def forget_old_keys(*, centre_id: UUID, at: datetime) -> int:
    """Delete keys older than three days; return how many."""
    old = IdempotencyKey.objects.filter(centre_id=centre_id, made_at__lt=at - KEPT)
    return old.delete()[0]


def note_failure(what: str, *, at: datetime) -> None:
    """Count one failed try of `what` (a hashed address, a login name)."""
    window = _window(at)
    with unit_of_work():
        FailedTries.objects.bulk_create(
            [FailedTries(what=_opaque(what), window=window)], ignore_conflicts=True
        )
        FailedTries.objects.filter(what=_opaque(what), window=window).update(
            count=F("count") + 1
        )
        FailedTries.objects.filter(window__lt=window - 1).delete()


def is_blocked(what: str, *, at: datetime, most: int) -> bool:
    """True when `what` failed `most` times or more in this or the last window."""
    window = _window(at)
    counts = FailedTries.objects.filter(
        what=_opaque(what), window__in=[window, window - 1]
    ).values_list("count", flat=True)
    return sum(counts) >= most


def forgive(what: str) -> None:
    """Forget the failures of `what` after a success."""
    FailedTries.objects.filter(what=_opaque(what)).delete()


def _window(at: datetime) -> int:
    return int(at.timestamp() // WINDOW.total_seconds())


def _opaque(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()
