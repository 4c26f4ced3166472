"""Change the catalogue: import, approve a process, confirm a value, set fees."""

from motcua.catalogue.services.clauses import (
    ClauseInForce,
    ClauseSetting,
    add_clause,
    end_clause,
)
from motcua.catalogue.services.importing import (
    ImportReport,
    import_catalogue,
    import_form,
    row_digest,
)
from motcua.catalogue.services.processes import (
    Decision,
    ExemptionSetting,
    FeeSetting,
    StepPlan,
    UnsoundProcess,
    add_exemption,
    approve_process,
    confirm_value,
    set_fee,
)

__all__ = [
    "ClauseInForce",
    "ClauseSetting",
    "Decision",
    "ExemptionSetting",
    "FeeSetting",
    "ImportReport",
    "StepPlan",
    "UnsoundProcess",
    "add_clause",
    "add_exemption",
    "approve_process",
    "confirm_value",
    "end_clause",
    "import_catalogue",
    "import_form",
    "row_digest",
    "set_fee",
]
