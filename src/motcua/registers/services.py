"""Issue general confirmations from a book, refuse those a database answers, close years.

Numbers have no gaps: one is taken in the transaction that writes the entry, after all
that can be refused was checked, and the book's row stays locked until the commit.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.dossiers.models import Dossier
from motcua.events.registers import (
    ConfirmationIssued,
    ConfirmationRefused,
    ConfirmationVoided,
)
from motcua.foundation.audit import services as audit
from motcua.foundation.numbering import services as numbering
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import take_turn, unit_of_work
from motcua.people.models import Citizen
from motcua.registers import typeset
from motcua.registers.kinds import Answer, Kind, all_kinds
from motcua.registers.models import BookClosing, BookEntry, Refusal
from motcua.visits.models import Visit
from motcua.ward.models import Centre

BOOK: Final = "confirmations"
CHAIRMAN: Final = "chairman"
SIGNERS: Final = (CHAIRMAN, "vice_chairman")
LONGEST: Final = 2000
LONGEST_REASON: Final = 300


class RegisterError(Exception):
    """The verb cannot be done now; nothing was changed."""


class UnknownKind(RegisterError):
    """There is no such confirmation."""


class DataExists(RegisterError):
    """A database answers already: the paper may not be asked for (309/2026 art. 4)."""

    def __init__(self, kind: Kind) -> None:
        """Keep the kind, which says what to use instead."""
        super().__init__(kind.code)
        self.kind = kind


class IsProcedure(RegisterError):
    """This paper is a procedure: it becomes a dossier."""


class NoData(RegisterError):
    """No database answers this; it cannot be refused for that reason."""


class BlankMissing(RegisterError):
    """Something the paper must say was not filled in, or is too long."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Keep the names of the blanks."""
        super().__init__(", ".join(names))
        self.names = names


class NotASigner(RegisterError):
    """This person does not sign for the ward today."""


class BookClosed(RegisterError):
    """The year of the book is closed."""


class YearNotOver(RegisterError):
    """A book is closed when its year is over and each paper signed or voided."""


class UnknownEntry(RegisterError):
    """The book has no such entry."""


class WrongStatus(RegisterError):
    """The paper is signed, or voided, already."""


class ReasonMissing(RegisterError):
    """A paper is voided only for a stated reason."""


@dataclass(frozen=True)
class Draft:
    """A confirmation as drafted: what kind, for whom, what it says, who will sign."""

    kind: str
    citizen: Citizen
    blanks: Mapping[str, str]
    signer: User


def kind_to_issue(code: str) -> Kind:
    """The kind when it may be issued; raises UnknownKind, DataExists, IsProcedure."""
    kind = all_kinds().get(code)
    if kind is None:
        raise UnknownKind(code)
    if kind.answer == Answer.REFUSE:
        raise DataExists(kind)
    if kind.answer == Answer.PROCEDURE:
        raise IsProcedure(code)
    return kind


def issue_confirmation(
    *,
    centre: Centre,
    draft: Draft,
    visit: Visit,
    by: User,
    at: datetime,
    entry_id: UUID | None = None,
) -> BookEntry:
    """Give the paper its number and enter it in the book; it waits to be signed.

    Raises what `kind_to_issue` does, BlankMissing, NotASigner or BookClosed.
    """
    kind = kind_to_issue(draft.kind)
    blanks = _filled(kind, draft.blanks)
    if not may_sign(centre, draft.signer, at=at):
        raise NotASigner(draft.signer.username)
    year = timezone.localdate(at).year
    with unit_of_work():
        _require_open(centre, year)
        number = numbering.take(centre_id=centre.id, series=BOOK, period=str(year))
        content = typeset.confirmation_content(
            centre, kind, draft.citizen, blanks, signer=draft.signer, number=number
        )
        content["issued_at"] = timezone.localtime(at).isoformat()
        content["is_for_chairman"] = CHAIRMAN not in _roles(draft.signer, at)
        entry = BookEntry(
            id=entry_id or new_id(),
            centre=centre,
            book=BOOK,
            year=year,
            number=number,
            kind=kind.code,
            template=typeset.CONFIRMATION,
            content=json.dumps(content, ensure_ascii=False),
            citizen=draft.citizen,
            visit=visit,
            status=BookEntry.Status.TO_SIGN,
            issued_at=at,
            issued_by=by,
            signer=draft.signer,
        )
        entry.digest = hashlib.sha256(typeset.entry_pdf(entry)).hexdigest()
        entry.save(force_insert=True)
        _note(entry, "issue_confirmation", by=by, at=at, number=number, kind=kind.code)
        outbox.record(
            ConfirmationIssued(
                centre_id=centre.id,
                entry_id=entry.id,
                kind=kind.code,
                year=year,
                number=number,
                issued_at=at,
            ),
            at=at,
        )
    return entry


def refuse_confirmation(
    *,
    centre: Centre,
    kind_code: str,
    citizen: Citizen | None,
    visit: Visit,
    by: User,
    at: datetime,
) -> Refusal:
    """Keep that a paper was not issued, and the explanation that was handed over.

    Raises UnknownKind, or NoData for a kind no database answers.
    """
    kind = all_kinds().get(kind_code)
    if kind is None:
        raise UnknownKind(kind_code)
    if kind.answer != Answer.REFUSE:
        raise NoData(kind_code)
    with unit_of_work():
        content = typeset.refusal_content(centre, kind, citizen, officer=by.full_name)
        content["refused_at"] = timezone.localtime(at).isoformat()
        refusal = Refusal.objects.create(
            centre=centre,
            kind=kind.code,
            template=typeset.REFUSAL,
            content=json.dumps(content, ensure_ascii=False),
            visit=visit,
            refused_at=at,
            refused_by=by,
        )
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="refuse_confirmation",
            subject=("refusal", refusal.id),
            at=at,
            reason=f"{kind.database_vi}; {kind.law}",
            kind=kind.code,
        )
        outbox.record(
            ConfirmationRefused(
                centre_id=centre.id,
                refusal_id=refusal.id,
                kind=kind.code,
                refused_at=at,
            ),
            at=at,
        )
    return refusal


def note_signature(
    *, centre: Centre, entry_id: UUID, by: User, at: datetime
) -> BookEntry:
    """Write down that the named signer signed the paper in ink.

    Raises UnknownEntry or WrongStatus.
    """
    with unit_of_work():
        entry = _locked(centre, entry_id)
        if entry.status != BookEntry.Status.TO_SIGN:
            raise WrongStatus(entry.status)
        entry.status, entry.signed_at = BookEntry.Status.SIGNED, at
        entry.save(update_fields=["status", "signed_at"])
        _note(entry, "note_signature", by=by, at=at, signer=entry.signer.audit_name)
    return entry


def void_confirmation(
    *, centre: Centre, entry_id: UUID, reason: str, by: User, at: datetime
) -> BookEntry:
    """Make a paper void; its number and content stay in the book with the reason.

    Raises UnknownEntry, WrongStatus, ReasonMissing or BookClosed.
    """
    if not reason.strip():
        raise ReasonMissing
    with unit_of_work():
        entry = _locked(centre, entry_id)
        _require_open(centre, entry.year)
        if entry.status == BookEntry.Status.VOIDED:
            raise WrongStatus(entry.status)
        entry.status, entry.voided_at = BookEntry.Status.VOIDED, at
        entry.void_reason = reason.strip()[:LONGEST_REASON]
        entry.save(update_fields=["status", "voided_at", "void_reason"])
        _note(entry, "void_confirmation", by=by, at=at, reason=entry.void_reason)
        outbox.record(
            ConfirmationVoided(centre_id=centre.id, entry_id=entry.id, voided_at=at),
            at=at,
        )
    return entry


def note_dossier(
    *, centre: Centre, entry_id: UUID, dossier: Dossier, by: User, at: datetime
) -> BookEntry:
    """Note that the matter of a paper went on as a dossier; raises UnknownEntry."""
    with unit_of_work():
        entry = _locked(centre, entry_id)
        entry.dossier = dossier
        entry.save(update_fields=["dossier"])
        _note(entry, "confirmation_to_dossier", by=by, at=at, dossier=dossier.code)
    return entry


def close_book(*, centre: Centre, year: int, by: User, at: datetime) -> BookClosing:
    """Close a year of the book: totals, and a hash over every entry in order.

    Raises BookClosed, or YearNotOver while the year runs or a paper waits to be signed.
    """
    with unit_of_work():
        _require_open(centre, year)
        entries = list(
            BookEntry.objects.filter(centre=centre, book=BOOK, year=year).order_by(
                "number"
            )
        )
        waits = any(entry.status == BookEntry.Status.TO_SIGN for entry in entries)
        if timezone.localdate(at).year <= year or waits:
            raise YearNotOver(year)
        closing = BookClosing.objects.create(
            centre=centre,
            book=BOOK,
            year=year,
            entries=len(entries),
            voided=sum(e.status == BookEntry.Status.VOIDED for e in entries),
            hash=hash_of(entries),
            closed_at=at,
            closed_by=by,
        )
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="close_book",
            subject=("book_closing", closing.id),
            at=at,
            year=year,
            entries=closing.entries,
            hash=closing.hash,
        )
    return closing


def hash_of(entries: list[BookEntry]) -> str:
    """SHA-256 over number, digest and status of each entry, in the book's order."""
    lines = [f"{e.number}:{e.digest}:{e.status}:{e.void_reason}" for e in entries]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def may_sign(centre: Centre, user: User, *, at: datetime) -> bool:
    """True when the person signs for this ward on this day."""
    is_ours = user.is_active and user.centre_id == centre.id
    return is_ours and bool(_roles(user, at) & set(SIGNERS))


def _roles(user: User, at: datetime) -> frozenset[str]:
    return accounts.mandate_of(user, on=timezone.localdate(at)).roles


def _filled(kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
    filled = {
        blank.name: " ".join(given.get(blank.name, "").split()) for blank in kind.blanks
    }
    wrong = tuple(n for n, text in filled.items() if not text or len(text) > LONGEST)
    if wrong:
        raise BlankMissing(wrong)
    return filled


def _require_open(centre: Centre, year: int) -> None:
    # Who closes and who issues take turns: no number is given after the closing.
    take_turn(f"book {BOOK} {centre.id} {year}")
    if BookClosing.objects.filter(centre=centre, book=BOOK, year=year).exists():
        raise BookClosed(year)


def _locked(centre: Centre, entry_id: UUID) -> BookEntry:
    entry = (
        BookEntry.objects.select_for_update(of=("self",))
        .select_related("signer")
        .filter(centre=centre, id=entry_id)
        .first()
    )
    if entry is None:
        raise UnknownEntry(entry_id)
    return entry


def _note(
    entry: BookEntry, verb: str, *, by: User, at: datetime, **detail: Any
) -> None:
    audit.write(
        centre_id=entry.centre_id,
        by=by,
        verb=verb,
        subject=("book_entry", entry.id),
        at=at,
        **detail,
    )
