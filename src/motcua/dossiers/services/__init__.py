"""The verbs of a dossier; page, API, simulator and command line all call these."""

from motcua.dossiers.services.holds import place_hold, release_hold
from motcua.dossiers.services.paper_files import (
    Upload,
    attach_file,
    give_back_papers,
    may_change_files,
    note_seen,
    remove_file,
    take_in,
)
from motcua.dossiers.services.pauses import open_pause, resume
from motcua.dossiers.services.promises import (
    decide_review,
    preview_due,
    reckon,
    review_promises,
)
from motcua.dossiers.services.quarantine import scan_waiting_files
from motcua.dossiers.services.reception import PaperGiven, Reception, receive
from motcua.dossiers.services.results import approve_result, return_result
from motcua.dossiers.services.slips import slip_pdf
from motcua.dossiers.services.steps import assign, claim, hand_over, send_back

__all__ = [
    "PaperGiven",
    "Reception",
    "Upload",
    "approve_result",
    "assign",
    "attach_file",
    "claim",
    "decide_review",
    "give_back_papers",
    "hand_over",
    "may_change_files",
    "note_seen",
    "open_pause",
    "place_hold",
    "preview_due",
    "receive",
    "reckon",
    "release_hold",
    "remove_file",
    "resume",
    "return_result",
    "review_promises",
    "scan_waiting_files",
    "send_back",
    "slip_pdf",
    "take_in",
]
