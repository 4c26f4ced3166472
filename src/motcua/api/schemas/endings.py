"""What is sent with a dossier's other endings."""

from typing import Annotated

from motcua.api.schemas.fields import Instant, Name, Sent, most, words
from motcua.dossiers.models import Stop, Withdrawal


class PaymentSent(Sent):
    """A financial duty: what, how much, by which notice."""

    reason: Annotated[str, words(500)]
    amount: Annotated[str, most(100)] = ""
    evidence: Annotated[str, words(300)]


class EvidenceSent(Sent):
    """What proves it: the number of a receipt."""

    evidence: Annotated[str, words(300)]


class StopSent(Sent):
    """Why the agency stops, on which legal ground, and what proves it."""

    kind: Stop.Kind
    reason: Annotated[str, words(500)]
    legal_ground: Annotated[str, words(300)]
    evidence: Annotated[str, words(300)]
    papers_back: Annotated[str, most(500)] = ""


class WithdrawalSent(Sent):
    """The applicant's wish: why, who asked, by which proof, what was given back."""

    reason: Annotated[str, words(500)]
    asked_by: Name
    shown: Withdrawal.Shown
    papers_back: Annotated[str, most(500)] = ""


class ExtensionSent(Sent):
    """The new date, in office time, and the reason the apology gives."""

    new_due_at: Instant
    reason: Annotated[str, words(500)]
