"""Text compared byte by byte on every database, so that an index serves its beginning.

A database orders text by the language of its installation, which an index on "begins
with" cannot follow. Search keys and codes are plain letters: their bytes are order
enough.
"""

from typing import Any, Final

from django.db import models
from django.db.models import Q

LAST_CHARACTER: Final = "\U0010ffff"


class BytewiseField(models.CharField):  # type: ignore[type-arg]  # no generics at run time
    """Text whose order is that of its bytes; SQLite knows no other."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        """Name the order where the database has several."""
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def begins(field: str, beginning: str) -> Q:
    """The rows whose bytewise field begins so: a range of its index."""
    return Q(
        **{f"{field}__gte": beginning, f"{field}__lt": f"{beginning}{LAST_CHARACTER}"}
    )
