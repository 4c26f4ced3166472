"""Personal data at rest: AES-256-GCM, and keyed indexes to find equal values.

A stored value is ``1:`` + base64(nonce + ciphertext); the column's name is bound to it
as associated data, so a value moved to another column does not decrypt.
"""

import base64
import hashlib
import hmac
import os
from functools import cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

VERSION: Final = "1"
NONCE_BYTES: Final = 12
INDEX_BYTES: Final = 16


class CannotDecrypt(Exception):
    """The stored value was not written with our key, or was altered."""


@cache
def _cipher(key: str) -> AESGCM:
    return AESGCM(bytes.fromhex(key))


def encrypt(value: str, *, column: str) -> str:
    """Encrypt for one column; two calls never give the same text."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(settings.FIELD_KEY).encrypt(nonce, value.encode(), column.encode())
    return f"{VERSION}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, *, column: str) -> str:
    """Return what was encrypted; raises CannotDecrypt."""
    version, _, body = stored.partition(":")
    if version != VERSION:
        raise CannotDecrypt(column)
    try:
        raw = base64.b64decode(body, validate=True)
        opened = _cipher(settings.FIELD_KEY).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], column.encode()
        )
    except (InvalidTag, ValueError):
        # Altered, or too short to be ours at all.
        raise CannotDecrypt(column) from None
    return opened.decode()


def blind_index(value: str, *, column: str) -> bytes:
    """A keyed, truncated hash (16 bytes) to look an equal value up; empty for ''."""
    if not value:
        return b""
    key = bytes.fromhex(settings.INDEX_KEY)
    message = f"{column}\x00{value}".encode()
    return hmac.new(key, message, hashlib.sha256).digest()[:INDEX_BYTES]


class EncryptedField(models.TextField):  # type: ignore[type-arg]  # no generics at run time
    """Text that is stored encrypted and read as plain text.

    `column` names what it is bound to; an empty string is stored as empty.
    """

    def __init__(self, *args: Any, column: str, **kwargs: Any) -> None:
        """Bind the values to `column`, like "citizen.phone"."""
        self.bound_to = column
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Keep the column's name in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "column": self.bound_to}

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way to the database."""
        plain = super().get_prep_value(value)
        return encrypt(plain, column=self.bound_to) if plain else plain

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Decrypt on the way from the database."""
        return decrypt(value, column=self.bound_to) if value else value
