"""The dossier and everything that tells its story."""

from motcua.dossiers.models.agencies import (
    AgencyTask,
    HandOver,
    Medium,
    Reminder,
)
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
from motcua.dossiers.models.steps import Hold, Step

__all__ = [
    "AgencyTask",
    "Dossier",
    "DossierVisit",
    "Exit",
    "HandOver",
    "Hold",
    "Medium",
    "Origin",
    "Paper",
    "Pause",
    "Promise",
    "PromiseReview",
    "Reminder",
    "Slip",
    "StateChange",
    "Step",
    "fee_channel",
]
