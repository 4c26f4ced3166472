"""The verbs of a dossier; page, API, simulator and command line all call these."""

from motcua.dossiers.services.deviations import judge_step
from motcua.dossiers.services.holds import place_hold, release_hold
from motcua.dossiers.services.oversight import set_stuck_limit
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
from motcua.dossiers.services.succession import HandedOn, hand_on

__all__ = [
    "HandedOn",
    "PaperGiven",
    "Reception",
    "approve_result",
    "assign",
    "claim",
    "decide_review",
    "hand_on",
    "hand_over",
    "judge_step",
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
    "set_stuck_limit",
    "slip_pdf",
]
