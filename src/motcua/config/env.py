"""The only module that reads the environment: typed, and loud at start.

Every setting of the program is one `Setting` below; an unknown ``MOTCUA_…`` name is
an error, so a misspelt setting never passes in silence. A secret may be given as a
file: ``NAME_FILE=/path``.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PREFIX: Final = "MOTCUA_"


class SettingError(Exception):
    """A setting is missing, unknown or cannot be read; the text says which."""


@dataclass(frozen=True)
class Setting:
    """One name the program understands, with its meaning for the reference page."""

    name: str
    meaning: str
    default: str | None = None
    secret: bool = False


SETTINGS: Final = (
    Setting(
        "DATABASE_URL", "Where the data live; a SQLite file under var/ without it."
    ),
    Setting("PORT", "The port of `serve` on its address.", "8000"),
    Setting("MOTCUA_HOST", "The address `serve` listens on.", "127.0.0.1"),
    Setting("MOTCUA_VAR", "The folder of everything written at run time.", "var"),
    Setting("MOTCUA_ALLOWED_HOSTS", "Names the site answers to, by comma.", ""),
    Setting(
        "MOTCUA_HTTPS",
        "1 when a proxy in front ends TLS and appends X-Forwarded-For.",
        "0",
    ),
    Setting("MOTCUA_UPLOAD_MEGABYTES", "The largest file that is taken.", "20"),
    Setting("MOTCUA_UPLOAD_PAGES", "The most pages of one file.", "200"),
    Setting("MOTCUA_UPLOAD_MEGAPIXELS", "The most million dots of a picture.", "40"),
    Setting(
        "MOTCUA_CLAMD",
        "The virus scanner: unix:/path/clamd.sock or host:port; none without it.",
        "",
    ),
    Setting("MOTCUA_SMTP_HOST", "The mail server; no e-mail goes without it.", ""),
    Setting("MOTCUA_SMTP_PORT", "The mail server's port.", "587"),
    Setting(
        "MOTCUA_SMTP_SECURITY", "starttls, tls or none to the mail server.", "starttls"
    ),
    Setting("MOTCUA_SMTP_USER", "Who signs in to the mail server; empty: nobody.", ""),
    Setting(
        "MOTCUA_SMTP_PASSWORD", "The password for the mail server.", "", secret=True
    ),
    Setting("MOTCUA_MAIL_FROM", "The address e-mails come from.", "no-reply@localhost"),
    Setting("MOTCUA_SECRET_KEY", "Signs sessions and links.", secret=True),
    Setting("MOTCUA_FIELD_KEY", "Encrypts personal data, 64 hex digits.", secret=True),
    Setting("MOTCUA_INDEX_KEY", "Keys the blind indexes, 64 hex digits.", secret=True),
)


class Env:
    """Typed access to one mapping of settings."""

    def __init__(self, values: Mapping[str, str]) -> None:
        """Refuse names of ours that nobody reads."""
        self._values = values
        known = {s.name for s in SETTINGS} | {
            f"{s.name}_FILE" for s in SETTINGS if s.secret
        }
        unknown = sorted(n for n in values if n.startswith(PREFIX) and n not in known)
        if unknown:
            raise SettingError(f"Unknown settings: {', '.join(unknown)}")

    def text(self, name: str) -> str:
        """The value, or its default; raises SettingError when there is neither."""
        value = self.optional(name)
        if value is None:
            raise SettingError(f"{name} is not set")
        return value

    def optional(self, name: str) -> str | None:
        """The value, or its default, or None."""
        setting = _by_name(name)
        if setting.secret and (path := self._values.get(f"{name}_FILE")):
            return Path(path).read_text(encoding="utf-8").strip()
        return self._values.get(name) or setting.default

    def flag(self, name: str) -> bool:
        """True for 1, false for 0 or nothing; anything else is an error."""
        value = self.text(name)
        if value not in {"0", "1"}:
            raise SettingError(f"{name} must be 0 or 1, not {value!r}")
        return value == "1"

    def number(self, name: str) -> int:
        """A whole number; raises SettingError otherwise."""
        try:
            return int(self.text(name))
        except ValueError:
            raise SettingError(f"{name} must be a whole number") from None

    def words(self, name: str) -> list[str]:
        """The parts between commas, without empty ones."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]


def _by_name(name: str) -> Setting:
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    raise SettingError(f"{name} is not declared in config/env.py")


env = Env(os.environ)
