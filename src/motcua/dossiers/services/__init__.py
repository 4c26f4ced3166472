"""The verbs of a dossier; page, API, simulator and command line all call these."""

from motcua.dossiers.services.answers import Answer, Brought, answer_supplement
from motcua.dossiers.services.holds import place_hold, release_hold
from motcua.dossiers.services.pauses import open_pause, resume
from motcua.dossiers.services.promises import (
    decide_review,
    preview_due,
    reckon,
    review_promises,
)
from motcua.dossiers.services.reception import (
    PaperGiven,
    Reception,
    accept,
    lodge,
    receive,
)
from motcua.dossiers.services.refusals import (
    Why,
    drop_refusal,
    propose_refusal,
    refuse_reception,
)
from motcua.dossiers.services.results import approve_result, return_result
from motcua.dossiers.services.slips import slip_pdf
from motcua.dossiers.services.steps import assign, claim, hand_over, send_back
from motcua.dossiers.services.supplements import (
    Fault,
    Request,
    decide_supplement,
    request_supplement,
)

__all__ = [
    "Answer",
    "Brought",
    "Fault",
    "PaperGiven",
    "Reception",
    "Request",
    "Why",
    "accept",
    "answer_supplement",
    "approve_result",
    "assign",
    "claim",
    "decide_review",
    "decide_supplement",
    "drop_refusal",
    "hand_over",
    "lodge",
    "open_pause",
    "place_hold",
    "preview_due",
    "propose_refusal",
    "receive",
    "reckon",
    "refuse_reception",
    "release_hold",
    "request_supplement",
    "resume",
    "return_result",
    "review_promises",
    "send_back",
    "slip_pdf",
]
