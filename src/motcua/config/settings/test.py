"""The test suite, on SQLite or on the PostgreSQL of ``DATABASE_URL``."""

from motcua.config.settings.base import *  # noqa: F403  (settings are layered so)

DEMO = True
SECRET_KEY = "test-secret-key-of-more-than-fifty-characters-in-all-0123456789"  # noqa: S105
FIELD_KEY = "11" * 32
INDEX_KEY = "22" * 32
# Hashing is tested on its own; elsewhere its price would only slow the tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files are written for real where their durability is tested.
STORAGES = STORAGES | {  # noqa: F405  (settings are layered so)
    "papers": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
}
