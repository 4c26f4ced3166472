"""The verbs of a dossier; page, API, simulator and command line all call these."""

from motcua.dossiers.services.custody import keep_result, report_lost
from motcua.dossiers.services.handing import (
    Handing,
    check_handing,
    owed_papers,
    record_handing,
)
from motcua.dossiers.services.holds import place_hold, release_hold
from motcua.dossiers.services.pauses import open_pause, resume
from motcua.dossiers.services.promises import (
    decide_review,
    preview_due,
    reckon,
    review_promises,
)
from motcua.dossiers.services.reception import PaperGiven, Reception, receive
from motcua.dossiers.services.results import approve_result, return_result
from motcua.dossiers.services.slips import slip_pdf
from motcua.dossiers.services.steps import assign, claim, hand_over, send_back

__all__ = [
    "Handing",
    "PaperGiven",
    "Reception",
    "approve_result",
    "assign",
    "check_handing",
    "claim",
    "decide_review",
    "hand_over",
    "keep_result",
    "open_pause",
    "owed_papers",
    "place_hold",
    "preview_due",
    "receive",
    "reckon",
    "record_handing",
    "release_hold",
    "report_lost",
    "resume",
    "return_result",
    "review_promises",
    "send_back",
    "slip_pdf",
]
