"""The dossier and everything that tells its story."""

from motcua.dossiers.models.dossier import (
    Dossier,
    DossierVisit,
    Exit,
    Origin,
    StateChange,
    fee_channel,
)
from motcua.dossiers.models.papers import Paper, Slip
from motcua.dossiers.models.promises import Pause, Promise, PromiseReview
from motcua.dossiers.models.returns import (
    CustodyMove,
    Proof,
    Relation,
    ReturnRecord,
)
from motcua.dossiers.models.steps import Hold, Step

__all__ = [
    "CustodyMove",
    "Dossier",
    "DossierVisit",
    "Exit",
    "Hold",
    "Origin",
    "Paper",
    "Pause",
    "Promise",
    "PromiseReview",
    "Proof",
    "Relation",
    "ReturnRecord",
    "Slip",
    "StateChange",
    "Step",
    "fee_channel",
]
