"""The verbs of a dossier; page, API, simulator and command line all call these."""

from motcua.dossiers.services.agency_answers import (
    answer_task,
    receive_back,
    receive_task,
    refuse_task,
)
from motcua.dossiers.services.agency_tasks import (
    Ask,
    ask_agencies,
    take_back,
)
from motcua.dossiers.services.answers import (
    Answer,
    Brought,
    answer_supplement,
)
from motcua.dossiers.services.arrivals import PaperGiven, Reception
from motcua.dossiers.services.competence import (
    confirm_competent_receipt,
)
from motcua.dossiers.services.control_slip import (
    draw_control_slip,
)
from motcua.dossiers.services.custody import (
    keep_result,
    report_lost,
)
from motcua.dossiers.services.decisions import Why
from motcua.dossiers.services.deviations import (
    judge_step,
)
from motcua.dossiers.services.endings import (
    Ground,
    Wish,
    reopen,
    stop,
    withdraw,
)
from motcua.dossiers.services.extensions import (
    extend,
)
from motcua.dossiers.services.handing import (
    Handing,
    check_handing,
    owed_papers,
    record_handing,
)
from motcua.dossiers.services.holds import (
    place_hold,
    release_hold,
)
from motcua.dossiers.services.oversight import (
    set_stuck_limit,
)
from motcua.dossiers.services.paper_files import (
    Upload,
    attach_file,
    give_back_papers,
    may_change_files,
    note_seen,
    remove_file,
    take_in,
)
from motcua.dossiers.services.pauses import (
    confirm_payment,
    request_payment,
)
from motcua.dossiers.services.promises import (
    decide_review,
    preview_due,
    reckon,
    review_promises,
)
from motcua.dossiers.services.quarantine import (
    scan_waiting_files,
)
from motcua.dossiers.services.reception import (
    accept,
    lodge,
    receive,
)
from motcua.dossiers.services.refusals import (
    drop_refusal,
    propose_refusal,
    refuse_reception,
)
from motcua.dossiers.services.reminders import (
    propose_reminder,
    reminder_pdf,
    sign_reminder,
    watch_agencies,
)
from motcua.dossiers.services.result_lists import (
    carry_off_results,
)
from motcua.dossiers.services.results import (
    approve_result,
    return_result,
)
from motcua.dossiers.services.slips import (
    slip_pdf,
)
from motcua.dossiers.services.steps import (
    assign,
    claim,
    hand_over,
    send_back,
)
from motcua.dossiers.services.succession import (
    HandedOn,
    hand_on,
)
from motcua.dossiers.services.supplements import (
    Fault,
    Request,
    decide_supplement,
    request_supplement,
)
from motcua.dossiers.services.undoing import (
    undo,
)
from motcua.dossiers.services.visits import (
    attach_visit,
)

__all__ = [
    "Answer",
    "Ask",
    "Brought",
    "Fault",
    "Ground",
    "HandedOn",
    "Handing",
    "PaperGiven",
    "Reception",
    "Request",
    "Upload",
    "Why",
    "Wish",
    "accept",
    "answer_supplement",
    "answer_task",
    "approve_result",
    "ask_agencies",
    "assign",
    "attach_file",
    "attach_visit",
    "carry_off_results",
    "check_handing",
    "claim",
    "confirm_competent_receipt",
    "confirm_payment",
    "decide_review",
    "decide_supplement",
    "draw_control_slip",
    "drop_refusal",
    "extend",
    "give_back_papers",
    "hand_on",
    "hand_over",
    "judge_step",
    "keep_result",
    "lodge",
    "may_change_files",
    "note_seen",
    "owed_papers",
    "place_hold",
    "preview_due",
    "propose_refusal",
    "propose_reminder",
    "receive",
    "receive_back",
    "receive_task",
    "reckon",
    "record_handing",
    "refuse_reception",
    "refuse_task",
    "release_hold",
    "reminder_pdf",
    "remove_file",
    "reopen",
    "report_lost",
    "request_payment",
    "request_supplement",
    "return_result",
    "review_promises",
    "scan_waiting_files",
    "send_back",
    "set_stuck_limit",
    "sign_reminder",
    "slip_pdf",
    "stop",
    "take_back",
    "take_in",
    "undo",
    "watch_agencies",
    "withdraw",
]
