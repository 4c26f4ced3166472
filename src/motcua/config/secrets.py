"""Keys made once at first start and kept under ``var/secrets``, readable by us only."""

import os
import secrets
from pathlib import Path


def kept_secret(folder: Path, name: str) -> str:
    """Return the 64-hex-digit key of this name, making it when it is not there.

    The file is created exclusively with mode 0600, so two programs that start
    together agree on one key.
    """
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        value = secrets.token_hex(32)
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    return value
