"""Make messages, send them, and note what people did about them."""

from motcua.notifications.services.calling import (
    NotOpen,
    note_call,
    prefer,
    retry,
)
from motcua.notifications.services.making import Cause, make
from motcua.notifications.services.reminding import remind, remind_uncollected
from motcua.notifications.services.sending import forget_texts, send_due

__all__ = [
    "Cause",
    "NotOpen",
    "forget_texts",
    "make",
    "note_call",
    "prefer",
    "remind",
    "remind_uncollected",
    "retry",
    "send_due",
]
