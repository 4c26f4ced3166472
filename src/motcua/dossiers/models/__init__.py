"""The dossier and everything that tells its story."""

from motcua.dossiers.models.dossier import (
    Dossier,
    DossierVisit,
    Exit,
    Origin,
    Outcome,
    StateChange,
    fee_channel,
)
from motcua.dossiers.models.papers import Paper, Slip
from motcua.dossiers.models.promises import Pause, Promise, PromiseReview
from motcua.dossiers.models.steps import Hold, Step
from motcua.dossiers.models.supplements import (
    Refusal,
    SupplementFault,
    SupplementRequest,
)

__all__ = [
    "Dossier",
    "DossierVisit",
    "Exit",
    "Hold",
    "Origin",
    "Outcome",
    "Paper",
    "Pause",
    "Promise",
    "PromiseReview",
    "Refusal",
    "Slip",
    "StateChange",
    "Step",
    "SupplementFault",
    "SupplementRequest",
    "fee_channel",
]
