"""The dossier and everything that tells its story."""

from motcua.dossiers.models.dossier import (
    Dossier,
    DossierVisit,
    Exit,
    Origin,
    StateChange,
    fee_channel,
)
from motcua.dossiers.models.papers import Paper, PaperFile, Slip
from motcua.dossiers.models.promises import Pause, Promise, PromiseReview
from motcua.dossiers.models.steps import Hold, Step

__all__ = [
    "Dossier",
    "DossierVisit",
    "Exit",
    "Hold",
    "Origin",
    "Paper",
    "PaperFile",
    "Pause",
    "Promise",
    "PromiseReview",
    "Slip",
    "StateChange",
    "Step",
    "fee_channel",
]
