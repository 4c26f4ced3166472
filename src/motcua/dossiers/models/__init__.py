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
    Outcome,
    StateChange,
    fee_channel,
)
from motcua.dossiers.models.endings import (
    Extension,
    Stop,
    Withdrawal,
)
from motcua.dossiers.models.oversight import (
    DeviationKind,
    StepDeviation,
    StuckLimit,
)
from motcua.dossiers.models.papers import (
    Paper,
    PaperFile,
    Slip,
)
from motcua.dossiers.models.promises import (
    Pause,
    Promise,
    PromiseReview,
)
from motcua.dossiers.models.register import (
    RegisterYear,
)
from motcua.dossiers.models.returns import (
    CustodyMove,
    Proof,
    Relation,
    ReturnRecord,
)
from motcua.dossiers.models.steps import (
    Hold,
    Step,
)
from motcua.dossiers.models.supplements import (
    Refusal,
    SupplementFault,
    SupplementRequest,
)

__all__ = [
    "AgencyTask",
    "CustodyMove",
    "DeviationKind",
    "Dossier",
    "DossierVisit",
    "Exit",
    "Extension",
    "HandOver",
    "Hold",
    "Medium",
    "Origin",
    "Outcome",
    "Paper",
    "PaperFile",
    "Pause",
    "Promise",
    "PromiseReview",
    "Proof",
    "Refusal",
    "RegisterYear",
    "Relation",
    "Reminder",
    "ReturnRecord",
    "Slip",
    "StateChange",
    "Step",
    "StepDeviation",
    "Stop",
    "StuckLimit",
    "SupplementFault",
    "SupplementRequest",
    "Withdrawal",
    "fee_channel",
]
