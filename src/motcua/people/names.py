"""Find names by the beginnings of their words, in any order, without accents."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from motcua.foundation.toolkit.bytewise import begins
from motcua.people.models import NameWord
from motcua.rules.vietnamese import fold
from motcua.ward.models import Centre

MOST_WORDS: Final = 8
# Beyond so many names all words are equally common: then the last one leads.
ENOUGH_TO_COMPARE: Final = 500


@dataclass(frozen=True)
class Names:
    """Folded names in the order of the alphabet, and whether there are more."""

    names: list[str]
    is_cut: bool = False


def names_like(centre: Centre, text: str, *, most: int) -> Names:
    """The names with a word that begins like each of these words.

    The rarest word is looked up, the others are checked on what it finds.
    """
    words = list(dict.fromkeys(fold(text).split()))[:MOST_WORDS]
    if not words:
        return Names([])
    leading = _rarest(centre, words)
    rows = of_word(centre, leading)
    for word in words:
        if word != leading:
            rows = rows.filter(Q(name__startswith=word) | Q(name__contains=f" {word}"))
    found = list(rows.order_by("word", "name").values_list("name", flat=True)[:most])
    return Names(sorted(set(found)), is_cut=len(found) == most)


def _rarest(centre: Centre, words: list[str]) -> str:
    """The word of the fewest names; between equals the last: given names differ most."""
    if len(words) == 1:
        return words[0]
    return min(
        reversed(words),
        key=lambda word: of_word(centre, word)[:ENOUGH_TO_COMPARE].count(),
    )


def of_word(centre: Centre, word: str) -> QuerySet[NameWord]:
    """The words that begin so, each with the name it is of."""
    return NameWord.objects.filter(begins("word", word), centre=centre)
