"""The verbs of a dossier; page, API, simulator and command line all call these."""

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
from motcua.dossiers.services.visits import attach_visit

__all__ = [
    "PaperGiven",
    "Reception",
    "approve_result",
    "assign",
    "attach_visit",
    "claim",
    "decide_review",
    "hand_over",
    "open_pause",
    "place_hold",
    "preview_due",
    "receive",
    "reckon",
    "release_hold",
    "resume",
    "return_result",
    "review_promises",
    "send_back",
    "slip_pdf",
]
