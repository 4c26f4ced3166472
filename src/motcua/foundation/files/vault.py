"""Sealed bytes in the storage: a key for each file, a random name, whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import ContentFile

from motcua.foundation.files.storage import papers

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
HEAD: Final = b"MC1"
FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CannotKeep(Exception):
    """The storage did not take the bytes; nothing of them stays."""

    def __init__(self, *, is_full: bool) -> None:
        """Say whether room is what it lacks."""
        super().__init__("full" if is_full else "broken")
        self.is_full = is_full


class Missing(Exception):
    """The storage has no such bytes, or not as they were sealed."""


def new_key() -> bytes:
    """A key for one file."""
    return secrets.token_bytes(KEY_BYTES)


def put(centre_id: UUID, data: bytes, key: bytes) -> str:
    """Seal the bytes, store them under a random name and return it; raises CannotKeep.

    The name is bound to the seal: bytes laid under another name do not open.
    """
    name = secrets.token_hex(16)
    place = f"{folder_of(centre_id)}/{name[:2]}/{name}"
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, data, place.encode())
    try:
        return papers().save(place, ContentFile(HEAD + nonce + sealed))
    except OSError as error:
        # Half a file is noise that takes the room others need.
        with suppress(OSError):
            papers().delete(place)
        raise CannotKeep(is_full=error.errno in FULL) from error


def get(place: str, key: bytes) -> bytes:
    """The plain bytes; raises Missing."""
    try:
        with papers().open(place) as file:
            raw: bytes = file.read()
    except OSError:
        raise Missing(place) from None
    nonce, sealed = raw[len(HEAD) :][:NONCE_BYTES], raw[len(HEAD) + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, sealed, place.encode())
    except (InvalidTag, ValueError):
        raise Missing(place) from None


def folder_of(centre_id: UUID) -> str:
    """Where a centre's files lie."""
    return centre_id.hex
