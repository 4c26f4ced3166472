"""Topics: what a screen shows, who renders it, and the signed address of its stream.

A topic is ``kind:argument``; one person's view of it adds a part, ``kind:argument:who``,
and is fresh again when ``kind:argument`` is touched. The surface that owns a kind registers a function that
renders the snapshot from the database alone; it checks for itself that the person in
the argument may still see it.
"""

from collections.abc import Callable, Set
from typing import Final

from django.core import signing
from django.db import transaction
from django.utils import translation

from motcua.foundation.toolkit.work import notify

Render = Callable[[str], str]
SALT: Final = "motcua.live"
LIFETIME_SECONDS: Final = 12 * 3600
CHANNEL: Final = "motcua_live"

_renderers: dict[str, Render] = {}
_woken_by: dict[str, str] = {}
_listeners: list[Callable[[str], None]] = []


class UnknownTopic(LookupError):
    """Nobody renders this kind of topic, or its address was altered or is too old."""


def renders(kind: str, *, woken_by: str = "") -> Callable[[Render], Render]:
    """Register the decorated function as the renderer of one kind of topic.

    With `woken_by` it is another look at the same thing: ``screen:<argument>…`` woken by
    ``hall`` is fresh again when ``hall:<argument>`` is touched.
    """

    def register(render: Render) -> Render:
        _renderers[kind] = render
        _woken_by[kind] = woken_by or kind
        return render

    return register


def is_touched(topic: str, dirty: Set[str]) -> bool:
    """True when the topic or what it belongs to is among the changed ones.

    One person's view of a thing names both, ``work:<centre>:<person>``; a change is
    told as ``work:<centre>``.
    """
    kind, *parts = topic.split(":")
    kind = _woken_by.get(kind, kind)
    return any(
        ":".join([kind, *parts[:end]]) in dirty for end in range(1, len(parts) + 1)
    )


def touch(topic: str) -> None:
    """Say that a topic changed; its screens are told when the transaction commits."""
    notify(CHANNEL, topic)
    transaction.on_commit(lambda: tell(topic))


def tell(topic: str) -> None:
    """Hand a changed topic to the hub of this process."""
    for listener in _listeners:
        listener(topic)


def listen(listener: Callable[[str], None]) -> None:
    """Have `listener` called with each topic that changes."""
    _listeners.append(listener)


def address(topic: str) -> str:
    """The signed path of the topic's stream, for the language of the page."""
    token = signing.dumps([topic, translation.get_language()], salt=SALT)
    return f"/events/{token}"


def opened(token: str) -> tuple[str, str]:
    """The topic and language of a stream's token; raises UnknownTopic."""
    try:
        topic, language = signing.loads(token, salt=SALT, max_age=LIFETIME_SECONDS)
    except (signing.BadSignature, ValueError):
        raise UnknownTopic from None
    return topic, language


def snapshot(topic: str, language: str) -> str:
    """Render the topic as it is now; raises UnknownTopic."""
    kind, _, argument = topic.partition(":")
    if kind not in _renderers:
        raise UnknownTopic(kind)
    with translation.override(language):
        return _renderers[kind](argument)
