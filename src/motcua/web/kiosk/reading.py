"""What a page says when somebody has it read out: signed, so that only we choose the words."""

from typing import Final

from django.core import signing
from django.urls import reverse
from django.utils.translation import get_language

from motcua.queueing.voice import reading

SALT: Final = "kiosk reading"


def address_of(*sentences: str) -> str:
    """Where the sound of these sentences is; empty when it cannot be made.

    The engine's Vietnamese voice reads Vietnamese only.
    """
    if get_language() != "vi" or not reading.can_read():
        return ""
    text = ". ".join(sentence.strip(" .") for sentence in sentences if sentence)
    signed = signing.dumps(text[: reading.LONGEST], salt=SALT, compress=True)
    return reverse("kiosk:read", args=[signed])


def words_in(signed: str) -> str:
    """The sentences of an address; raises signing.BadSignature."""
    return str(signing.loads(signed, salt=SALT))
