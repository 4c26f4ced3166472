"""Many dossiers of one kind at once, for lists that only long ones can show."""

from collections.abc import Iterator
from copy import copy

from motcua.dossiers.models import Dossier
from motcua.dossiers.models.dossier import new_lookup_token
from motcua.foundation.toolkit.models import new_id


def copies(dossier: Dossier, count: int, *, first: int = 0) -> Iterator[Dossier]:
    """So many more of it, with codes nobody else has, numbered from `first` on."""
    for number in range(first, first + count):
        twin = copy(dossier)
        twin.id, twin.lookup_token = new_id(), new_lookup_token()
        twin.code = f"{dossier.code[:-4]}{9000 + number}"
        yield twin
