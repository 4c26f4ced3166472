"""Topics: what a screen shows, who renders it, and the signed address of its stream.

A topic is ``kind:argument``; one person's view of it adds a part, ``kind:argument:who``,
and is fresh again when ``kind:argument`` is touched. The surface that owns a kind registers a function that
renders the snapshot from the database alone; it checks for itself that the person in
the argument may still see it. A kind may *follow* another: `screen` that follows `hall`
makes ``screen:centre:door`` fresh again when ``hall:centre`` is touched, so that the
verb below need not know which screens the surfaces above have.
"""

from collections.abc import Callable, Iterator
from typing import Final

from django.core import signing
from django.db import connection, transaction
from django.utils import translation

from motcua.foundation.live import notes
from motcua.foundation.toolkit.work import notify

Render = Callable[[str], str]
SALT: Final = "motcua.live"
LIFETIME_SECONDS: Final = 12 * 3600
BEAT_SECONDS: Final = 15.0
"""How long a stream may be silent: then it says at least that it is still there."""
CHANNEL: Final = "motcua_live"

_renderers: dict[str, Render] = {}
_follows: dict[str, str] = {}
_beats: dict[str, float] = {}
_patience: dict[str, float] = {}
_listeners: list[Callable[[str], None]] = []


class UnknownTopic(LookupError):
    """Nobody renders this kind of topic, or its address was altered or is too old."""


def renders(
    kind: str, *, follows: str = "", beat: float = BEAT_SECONDS, patience: float = 0.0
) -> Callable[[Render], Render]:
    """Register the decorated function as the renderer of one kind of topic.

    `follows` is the kind whose touches reach it too; `beat` the seconds after which a
    silent stream of it says that it is still there. Hundreds of screens of a kind with
    `patience` may follow one hall: each is drawn again at most once in so many seconds
    for what it follows, after the impatient ones, and at once for a touch of its own.
    """

    def register(render: Render) -> Render:
        _renderers[kind], _follows[kind] = render, follows
        _beats[kind], _patience[kind] = beat, patience
        return render

    return register


def touch(topic: str) -> None:
    """Say that a topic changed; its screens are told when the transaction commits."""
    notify(CHANNEL, topic)
    transaction.on_commit(lambda: tell(topic))


def tell(topic: str) -> None:
    """Hand a changed topic to the hub of this process, or leave it for the one that is."""
    for listener in _listeners:
        listener(topic)
    if not _listeners and connection.vendor == "sqlite":
        notes.leave(topic)


def listen(listener: Callable[[str], None]) -> None:
    """Have `listener` called with each topic that changes."""
    _listeners.append(listener)


def unlisten(listener: Callable[[str], None]) -> None:
    """Call `listener` no more."""
    _listeners.remove(listener)


def heard_by(topic: str) -> Iterator[str]:
    """Everything whose touch makes this topic fresh again: itself, what it is a part of,
    and the same of the kind that it follows."""
    kind, *rest = topic.split(":")
    for each in filter(None, (kind, _follows.get(kind, ""))):
        for end in range(1, len(rest) + 1):
            yield ":".join([each, *rest[:end]])


def beat_of(topic: str) -> float:
    """After how many silent seconds a stream of this topic gives a sign of life."""
    return _beats.get(topic.partition(":")[0], BEAT_SECONDS)


def patience_of(topic: str) -> float:
    """How many seconds a stream of this topic may wait for what it only follows."""
    return _patience.get(topic.partition(":")[0], 0.0)


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
