"""Read the books."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.registers.models import BookClosing, BookEntry, Refusal
from motcua.registers.services import BOOK, SIGNERS
from motcua.ward.models import Centre


def entries(centre: Centre, year: int) -> QuerySet[BookEntry]:
    """The book of a year, the newest number first."""
    return (
        BookEntry.objects.filter(centre=centre, book=BOOK, year=year)
        .select_related("citizen", "signer", "issued_by", "dossier")
        .order_by("-number")
    )


def entry(centre: Centre, entry_id: UUID) -> BookEntry | None:
    """One entry."""
    return (
        BookEntry.objects.filter(centre=centre, id=entry_id)
        .select_related("citizen", "signer", "issued_by", "dossier", "visit")
        .first()
    )


def refusal(centre: Centre, refusal_id: UUID) -> Refusal | None:
    """One explanation that was handed over instead of a paper."""
    return (
        Refusal.objects.filter(centre=centre, id=refusal_id)
        .select_related("visit__citizen", "refused_by")
        .first()
    )


def refusals_by_kind(
    centre: Centre, *, since: datetime, until: datetime
) -> dict[str, int]:
    """How many papers of a span were refused because a database answers, by kind."""
    rows = (
        Refusal.objects.filter(
            centre=centre, refused_at__gte=since, refused_at__lt=until
        )
        .values_list("kind")
        .annotate(count=Count("id"))
    )
    return dict(rows)


def years(centre: Centre, *, now: date) -> list[int]:
    """The years with a book, the present one too, newest first."""
    found = BookEntry.objects.filter(centre=centre, book=BOOK).values_list("year")
    return sorted({now.year, *(year for (year,) in found.distinct())}, reverse=True)


def closing(centre: Centre, year: int) -> BookClosing | None:
    """How a year of the book was closed, if it was."""
    return (
        BookClosing.objects.filter(centre=centre, book=BOOK, year=year)
        .select_related("closed_by")
        .first()
    )


def signers(centre: Centre, *, on: date) -> list[User]:
    """Who may sign for the ward on this day, vice-chairmen first."""
    found: dict[UUID, User] = {}
    for role in reversed(SIGNERS):
        for user in accounts.people_with_role(centre, role, on=on):
            found.setdefault(user.id, user)
    return list(found.values())
