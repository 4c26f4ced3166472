"""The verbs of a dossier; page, API, simulator and command line all call these."""

from motcua.dossiers.services.agency_answers import (
    answer_task,
    receive_back,
    receive_task,
    refuse_task,
)
from motcua.dossiers.services.agency_tasks import Ask, ask_agencies, take_back
from motcua.dossiers.services.control_slip import draw_control_slip
from motcua.dossiers.services.holds import place_hold, release_hold
from motcua.dossiers.services.pauses import open_pause, resume
from motcua.dossiers.services.promises import (
    decide_review,
    preview_due,
    reckon,
    review_promises,
)
from motcua.dossiers.services.reception import PaperGiven, Reception, receive
from motcua.dossiers.services.reminders import (
    propose_reminder,
    reminder_pdf,
    sign_reminder,
    watch_agencies,
)
from motcua.dossiers.services.results import approve_result, return_result
from motcua.dossiers.services.slips import slip_pdf
from motcua.dossiers.services.steps import assign, claim, hand_over, send_back

__all__ = [
    "Ask",
    "PaperGiven",
    "Reception",
    "answer_task",
    "approve_result",
    "ask_agencies",
    "assign",
    "claim",
    "decide_review",
    "draw_control_slip",
    "hand_over",
    "open_pause",
    "place_hold",
    "preview_due",
    "propose_reminder",
    "receive",
    "receive_back",
    "receive_task",
    "reckon",
    "refuse_task",
    "release_hold",
    "reminder_pdf",
    "resume",
    "return_result",
    "review_promises",
    "send_back",
    "sign_reminder",
    "slip_pdf",
    "take_back",
    "watch_agencies",
]
