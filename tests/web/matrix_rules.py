"""Who may use which address: one line each, and no address without a line.

A page that is not in PAGES, or an operation that is not in OPERATIONS, fails
`test_matrix.py`. A line says what a caller needs (`needs`, at least one of the
capabilities; `staff`, any role; `public`, nothing), which object the address names
(`about`), how it is used when that is not reading (`send`), and what else its address
holds (`given`). Bodies must be sound, so that nothing but access decides the answer.

To add a page, add a line. To add an object an address can name, see `matrix_things.py`.
"""

from typing import Final
from uuid import UUID

from motcua.accounts.roles import Capability as Can
from tests.cast import EXTRACT
from tests.web.matrix_hall import HALL
from tests.web.matrix_rule import Rule, needs, public, staff

ANYBODY: Final = (Can.WORK_STEPS, Can.SEE_DOSSIERS, Can.MANAGE_STAFF)
OF_THE_HOUSE: Final = tuple(can for can in Can if can is not Can.PARTNER_WORK)
SIGNS: Final = (Can.APPROVE, Can.SIGN_FOR)
SEES: Final = (Can.SEE_DOSSIERS, Can.WORK_STEPS)
BOOKS: Final = (Can.CONFIRM, Can.KEEP_BOOKS)
OF_PROCEDURE: Final = {"code": EXTRACT}
NEW_YEAR: Final = {"day": "2027-01-01"}
NO_SUCH: Final = UUID(int=0)
REASON: Final = {"reason": "kiểm tra"}
STOP: Final = {
    "kind": "other",
    "legal_ground": "Điều 19",
    "evidence": "QĐ 1",
    **REASON,
}
EXEMPTION: Final = {
    "category": "POOR",
    "from_on": "2026-01-01",
    "legal_source": "NQ 1",
}
PROCESS: Final = {
    "decision_number": "1/QĐ",
    "decided_on": "2026-11-01",
    "signer": "Chủ tịch",
    "steps": [
        {"key": "receive", "name": "Nhận", "role": "receptionist", "hours": 1},
        {"key": "deliver", "name": "Trả", "role": "receptionist", "hours": 1},
    ],
}
RECEPTION: Final = {
    "procedure": EXTRACT,
    "submitter": {"full_name": "Trần Văn Tám"},
    "origin": "counter",
    "planned_exit": "counter",
    "missing_accepted": "đã tra cứu",
}

NOT_GRANTED: Final = {
    "legal_ground": "Điều 19",
    "appeal": "Ủy ban nhân dân phường",
    **REASON,
}
SUPPLEMENT: Final = {
    "faults": [{"kinds": ["missing"], "subject": "Tờ khai", "detail": "Thiếu"}],
    **REASON,
}
AWAY: Final = {"starts_on": "2027-03-01", "ends_on": "2027-03-02"}

OPERATIONS: Final[dict[str, Rule]] = {
    "issue_ticket": needs(Can.GREET, send={"queue": "A", "anyway": "thử"}),
    "list_tickets": needs(Can.GREET, Can.SEE_HALL, Can.CALL_TICKETS),
    "sit_down": needs(Can.CALL_TICKETS, send={"counter": 1, "takes_over": True}),
    "stand_up": needs(Can.CALL_TICKETS, method="DELETE"),
    "act_at_counter": needs(Can.CALL_TICKETS, given={"verb": "call"}, send={}),
    "receive_dossier": needs(Can.RECEIVE, send=RECEPTION),
    "list_dossiers": needs(*SEES),
    "read_dossier": needs(*SEES, about="dossier"),
    "print_receipt": needs(*SEES, about="dossier"),
    "claim": needs(Can.WORK_STEPS, about="dossier", send={}),
    "hand_over": needs(Can.WORK_STEPS, about="dossier", send={}),
    "send_back": needs(Can.WORK_STEPS, about="dossier", send=REASON),
    "assign": needs(Can.ASSIGN, about="dossier", send={"to": "hotich"}),
    "approve": needs(Can.APPROVE, about="dossier", send={}),
    "return_dossier": needs(
        Can.RETURN_RESULT,
        about="dossier",
        send={
            "to": "Trần Văn Tám",
            "exit": "counter",
            "shown": "id_card",
            "kept_reason": "Đã cầm về",
        },
    ),
    "request_payment": needs(
        Can.WORK_STEPS, about="dossier", send={**REASON, "evidence": "TB 1"}
    ),
    "confirm_payment": needs(
        Can.WORK_STEPS, about="dossier", send={"evidence": "BL 1"}
    ),
    "stop_dossier": needs(Can.WORK_STEPS, Can.ASSIGN, about="dossier", send=STOP),
    "reopen_dossier": needs(Can.WORK_STEPS, Can.ASSIGN, about="dossier", send=REASON),
    "withdraw_dossier": needs(
        Can.WORK_STEPS,
        about="dossier",
        send={**REASON, "asked_by": "Trần Văn Tám", "shown": "id_card"},
    ),
    "extend_dossier": needs(
        Can.SIGN_APOLOGY,
        about="dossier",
        send={**REASON, "new_due_at": "2026-12-04T17:00:00+07:00"},
    ),
    "undo_last_act": needs(Can.WORK_STEPS, about="dossier", send=REASON),
    "confirm_competent_receipt": needs(Can.WORK_STEPS, about="dossier", send={}),
    "lodge_dossier": needs(Can.RECEIVE, send=RECEPTION),
    "accept_dossier": needs(Can.RECEIVE, about="dossier", send={}),
    "list_supplements": needs(*SEES, about="dossier"),
    "request_supplement": needs(Can.WORK_STEPS, about="dossier", send=SUPPLEMENT),
    "decide_supplement": needs(
        Can.APPROVE_SUPPLEMENT, about="dossier", send={"is_approved": True}
    ),
    "answer_supplement": needs(
        Can.WORK_STEPS,
        about="dossier",
        send={"brought": [{"position": 1, "how": "Đã nộp"}]},
    ),
    "refuse_reception": needs(Can.RECEIVE, about="dossier", send=NOT_GRANTED),
    "propose_refusal": needs(Can.WORK_STEPS, about="dossier", send=NOT_GRANTED),
    "drop_refusal": needs(Can.WORK_STEPS, about="dossier", send={}),
    "keep_result": needs(Can.RETURN_RESULT, about="dossier", send={"place": "Tủ 1"}),
    "report_lost": needs(Can.RETURN_RESULT, about="dossier", send=REASON),
    "give_back_papers": needs(
        Can.RETURN_RESULT, Can.WORK_STEPS, about="dossier", send={"papers": [1]}
    ),
    "remove_file": needs(Can.RECEIVE, Can.WORK_STEPS, about="paper_file", send={}),
    "list_slips": needs(*SEES, about="dossier"),
    "print_slip": needs(*SEES, about="dossier", given={"form": "01", "number": 1}),
    "list_tasks_of_dossier": needs(*SEES, about="dossier"),
    "take_back_task": needs(
        Can.WORK_STEPS,
        Can.ASSIGN,
        about="dossier",
        send=REASON,
        given={"task_id": NO_SUCH},
    ),
    "receive_papers_back": needs(
        Can.WORK_STEPS,
        Can.ASSIGN,
        about="dossier",
        send={},
        given={"hand_over_id": NO_SUCH},
    ),
    "draw_control_slip": needs(*SEES, about="dossier", send={}),
    "read_today": needs(Can.SEE_OVERSIGHT),
    "list_of_today": needs(Can.SEE_OVERSIGHT, given={"name": "late"}),
    "list_stuck": needs(Can.SEE_OVERSIGHT),
    "list_deviations": needs(Can.SEE_OVERSIGHT),
    "list_absences": needs(*ANYBODY),
    "declare_absence": needs(*ANYBODY, send=AWAY),
    "end_absence": needs(Can.ASSIGN, Can.MANAGE_STAFF, about="absence", send={}),
    "attach_file": needs(
        Can.RECEIVE, Can.WORK_STEPS, about="dossier", send={"file": "a.txt"}
    ),
    "list_files": needs(*SEES, about="dossier"),
    "read_file": needs(*SEES, about="paper_file"),
    "search_people": needs(Can.SEE_PERSON, given={"?": "q=an"}),
    "reveal_person": needs(
        Can.SEE_PERSON, about="citizen", send=REASON, tells_numbers=True
    ),
    "list_procedures": staff(),
    "read_procedure": staff(given=OF_PROCEDURE),
    "list_versions": staff(given=OF_PROCEDURE),
    "approve_process": needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE, send=PROCESS),
    "confirm_value": needs(
        Can.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={"value": "name", "source": "NQ"}
    ),
    "set_fee": needs(
        Can.MANAGE_CATALOGUE,
        given=OF_PROCEDURE,
        send={
            "name": "Lệ phí",
            "unit": "bản",
            "amount_vnd": 8000,
            "from_on": "2026-01-01",
            "legal_source": "NQ 1",
        },
    ),
    "exempt_from_fee": needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE, send=EXEMPTION),
    "exempt_from_all_fees": needs(Can.MANAGE_CATALOGUE, send=EXEMPTION),
    "import_catalogue": needs(Can.MANAGE_CATALOGUE, send={"procedures": []}),
    "export_catalogue": needs(Can.MANAGE_CATALOGUE),
    "list_editions": staff(),
    "list_special_days": staff(),
    "add_special_day": needs(
        Can.MANAGE_CALENDAR,
        send={"on": "2026-12-30", "kind": "closure", "name": "Mất điện"},
    ),
    "remove_special_day": needs(
        Can.MANAGE_CALENDAR, method="DELETE", given={"on": "2026-01-01"}
    ),
    "list_promise_reviews": needs(Can.MANAGE_CALENDAR),
    "decide_promise_review": needs(
        Can.MANAGE_CALENDAR, about="review", send={"decision": "keep"}
    ),
    "reckon_due": staff(given={"?": f"procedure={EXTRACT}"}),
    "count_visits": needs(Can.SEE_DOSSIERS),
    "list_staff": needs(Can.MANAGE_STAFF),
    "add_person": needs(
        Can.MANAGE_STAFF, send={"username": "moi.nhan", "full_name": "Trần Thị Mới"}
    ),
    "grant_role": needs(Can.MANAGE_STAFF, about="person", send={"role": "clerk"}),
    "list_second_looks": needs(Can.CONFIRM_ACTS),
    "decide_second_look": needs(
        Can.CONFIRM_ACTS, about="act", send={"is_confirmed": True}
    ),
    "end_role": needs(
        Can.MANAGE_STAFF,
        about="person",
        send={"ends_on": "2026-11-25"},
        given={"role": "receptionist"},
    ),
    "set_active": needs(
        Can.MANAGE_STAFF, about="person", method="PUT", send={"is_active": False}
    ),
    "list_tokens": needs(Can.MANAGE_STAFF, about="person"),
    "make_token": needs(
        Can.MANAGE_STAFF, about="person", send={"name": "máy", "role": "receptionist"}
    ),
    "revoke_token": needs(Can.MANAGE_STAFF, about="token", method="DELETE"),
    "list_agency_tasks": needs(Can.PARTNER_WORK),
    "read_agency_task": needs(Can.PARTNER_WORK, about="task"),
    "receive_agency_task": needs(Can.PARTNER_WORK, about="task", send={}),
    "answer_agency_task": needs(
        Can.PARTNER_WORK, about="task", send={"answer": "Không có ý kiến"}
    ),
    "refuse_agency_task": needs(Can.PARTNER_WORK, about="task", send=REASON),
    "ask_agencies": needs(
        Can.WORK_STEPS,
        Can.ASSIGN,
        about="dossier",
        send={"agencies": ["CA"], "question": "?", "medium": "electronic"},
    ),
    "track": public(send={"code": "x", "last_four": "0000"}),
}

PAGES: Final[dict[str, Rule | tuple[Rule, ...]]] = {
    **HALL,
    # The contract of the API, and what answers where nothing lives.
    "api:openapi-json": public(),
    "api:api-root": public(),
    "api:nothing-here": public(),
    # The design system.
    "ui:stylesheet": public(given={"digest": "none"}),
    "ui:display": public(send={}),
    "ui:language": public(send={}),
    "ui:gallery": public(),
    # The portal.
    "portal:home": public(),
    "portal:procedures": public(),
    "portal:procedure": public(given=OF_PROCEDURE),
    "portal:tracking": public(),
    "portal:tracked": public(given={"token": "no-such-slip"}),
    "portal:hours": public(),
    "portal:accessibility": public(),
    "portal:personal-data": public(),
    "portal:demo-inbox": public(),
    # The desk.
    "desk:sign-in": public(),
    "desk:sign-out": public(send={}),
    "desk:home": needs(*OF_THE_HOUSE),
    "desk:intake": (needs(Can.RECEIVE), needs(Can.RECEIVE, send={})),
    "desk:intake-preview": needs(Can.RECEIVE, send={}),
    "desk:intake-procedures": needs(Can.RECEIVE),
    "desk:received": needs(Can.RECEIVE, about="dossier"),
    "desk:absences": (needs(*ANYBODY), needs(*ANYBODY, send={})),
    "desk:absence-end": needs(Can.ASSIGN, Can.MANAGE_STAFF, about="absence", send={}),
    "desk:today": needs(Can.SEE_OVERSIGHT),
    "desk:today-list": needs(Can.SEE_OVERSIGHT, given={"name": "late"}),
    "desk:stuck": needs(Can.SEE_OVERSIGHT),
    "desk:stuck-limit": needs(Can.MANAGE_CALENDAR, send={"working_hours": 16}),
    "desk:deviations": needs(Can.SEE_OVERSIGHT),
    "desk:deviations-csv": needs(Can.SEE_OVERSIGHT),
    "desk:approvals": (needs(*SIGNS), needs(*SIGNS, send={})),
    "desk:results": (
        needs(Can.RETURN_RESULT),
        needs(Can.RETURN_RESULT, send={}),
    ),
    "desk:results-csv": needs(Can.RETURN_RESULT),
    "desk:calls": needs(Can.RETURN_RESULT),
    "desk:call": needs(Can.RETURN_RESULT, about="message", send={}),
    "desk:keep-result": needs(Can.RETURN_RESULT, about="dossier", send={}),
    "desk:lost-result": needs(Can.RETURN_RESULT, about="dossier", send={}),
    "desk:preference": needs(
        Can.SEE_PERSON, about="dossier", send={"channel": "call", "language": "vi"}
    ),
    "desk:search": needs(Can.SEE_DOSSIERS, given={"?": "q=an"}),
    "desk:dossiers": needs(Can.SEE_DOSSIERS),
    "desk:dossier": needs(*SEES, about="dossier"),
    "desk:reveal": needs(
        Can.SEE_PERSON, about="dossier", send={"reason": "1"}, tells_numbers=True
    ),
    "desk:ask": needs(Can.WORK_STEPS, about="dossier"),
    "desk:answer": needs(Can.WORK_STEPS, about="dossier"),
    "desk:refuse": needs(Can.WORK_STEPS, about="dossier"),
    "desk:accept": needs(Can.RECEIVE, about="dossier", send={}),
    "desk:decide-supplement": needs(Can.APPROVE_SUPPLEMENT, about="dossier", send={}),
    "desk:drop-refusal": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:slip": needs(*SEES, about="dossier", given={"form": "01", "number": 1}),
    "desk:files": needs(*SEES, about="dossier", send={}),
    "desk:file": needs(*SEES, about="paper_file"),
    "desk:file-thumbnail": needs(*SEES, about="paper_file"),
    "desk:file-removal": needs(*SEES, about="paper_file", send={}),
    "desk:claim": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:hand-over": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:send-back": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:assign": needs(Can.ASSIGN, about="dossier", send={}),
    "desk:approve": needs(*SIGNS, about="dossier", send={}),
    "desk:return": needs(Can.RETURN_RESULT, about="dossier", send={}),
    "desk:payment": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:payment-confirmation": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:stop": needs(Can.WORK_STEPS, Can.ASSIGN, about="dossier", send={}),
    "desk:reopen": needs(Can.WORK_STEPS, Can.ASSIGN, about="dossier", send={}),
    "desk:withdraw": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:extend": needs(Can.SIGN_APOLOGY, about="dossier", send={}),
    "desk:undo": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:competent-receipt": needs(Can.WORK_STEPS, about="dossier", send={}),
    "desk:dossier-visits": (
        needs(Can.RECEIVE, about="dossier"),
        needs(Can.RECEIVE, about="dossier", send={}),
    ),
    "desk:visits": (needs(Can.RECEIVE), needs(Can.RECEIVE, send={"service": "other"})),
    "desk:visit-strike": needs(Can.RECEIVE, about="visit", send={}),
    "desk:trips": needs(Can.SEE_DOSSIERS),
    "desk:confirmations": needs(*BOOKS),
    "desk:confirmation-draft": (
        needs(Can.CONFIRM, given={"kind_code": "damage"}),
        needs(Can.CONFIRM, given={"kind_code": "damage"}, send={}),
    ),
    "desk:confirmation": needs(*BOOKS, about="entry"),
    "desk:confirmation-paper": needs(*BOOKS, about="entry"),
    "desk:confirmation-signature": needs(*BOOKS, about="entry", send={}),
    "desk:confirmation-void": needs(Can.KEEP_BOOKS, about="entry", send={}),
    "desk:confirmation-refused": needs(Can.CONFIRM, about="refusal"),
    "desk:confirmation-explanation": needs(Can.CONFIRM, about="refusal"),
    "desk:confirmation-book": needs(*BOOKS, given={"year": 2026}),
    "desk:confirmation-book-closing": needs(
        Can.KEEP_BOOKS, given={"year": 2026}, send={}
    ),
    "desk:agencies": needs(Can.SEE_DOSSIERS),
    "desk:agency": needs(Can.SEE_DOSSIERS, given={"agency": "CA"}),
    "desk:ask-agencies": (
        needs(Can.WORK_STEPS, Can.ASSIGN, about="dossier"),
        needs(Can.WORK_STEPS, Can.ASSIGN, about="dossier", send={}),
    ),
    "desk:take-back": needs(
        Can.WORK_STEPS,
        Can.ASSIGN,
        about="dossier",
        send=REASON,
        given={"task_id": NO_SUCH},
    ),
    "desk:receive-back": needs(
        Can.WORK_STEPS,
        Can.ASSIGN,
        about="dossier",
        send={},
        given={"hand_over_id": NO_SUCH},
    ),
    "desk:control-slips": needs(*SEES, about="dossier", send={}),
    "desk:reminder-new": needs(Can.SIGN_REMINDERS, about="agency_task", send={}),
    "desk:reminder": needs(Can.SEE_DOSSIERS, about="reminder"),
    "desk:reminder-signature": needs(Can.SIGN_REMINDERS, about="proposal", send={}),
    # The partner agencies.
    "partner:inbox": needs(Can.PARTNER_WORK),
    "partner:answered": needs(Can.PARTNER_WORK),
    "partner:score": needs(Can.PARTNER_WORK),
    "partner:task": needs(Can.PARTNER_WORK, about="task"),
    "partner:receive": needs(Can.PARTNER_WORK, about="task", send={"came": "whole"}),
    "partner:answer": needs(
        Can.PARTNER_WORK, about="task", send={"answer": "Không có ý kiến"}
    ),
    "partner:refuse": needs(Can.PARTNER_WORK, about="task", send=REASON),
    # The office.
    "office:clauses": (
        needs(Can.MANAGE_CATALOGUE),
        needs(Can.MANAGE_CATALOGUE, send={}),
    ),
    "office:clause-end": needs(Can.MANAGE_CATALOGUE, about="clause", send={}),
    "office:home": needs(
        Can.MANAGE_CALENDAR,
        Can.MANAGE_CATALOGUE,
        Can.MANAGE_STAFF,
        Can.SEE_AUDIT,
        Can.KEEP_REGISTER,
        Can.CONFIRM_ACTS,
        Can.MANAGE_HALL,
    ),
    "office:devices": needs(Can.MANAGE_HALL),
    "office:devices-morning": needs(Can.MANAGE_HALL),
    "office:device-pairing": needs(Can.MANAGE_HALL, send={}),
    "office:devices-sound-trial": needs(Can.MANAGE_HALL, send={}),
    "office:device": (
        needs(Can.MANAGE_HALL, about="device"),
        needs(Can.MANAGE_HALL, about="device", send={"name": "Cửa chính"}),
    ),
    "office:device-printer-trial": needs(Can.MANAGE_HALL, about="kiosk", send={}),
    "office:device-voice": needs(Can.MANAGE_HALL, about="device", send={}),
    "office:device-revocation": (
        needs(Can.MANAGE_HALL, about="device"),
        needs(Can.MANAGE_HALL, about="device", send={}),
    ),
    "office:calendar": needs(Can.MANAGE_CALENDAR),
    "office:special-day-new": (
        needs(Can.MANAGE_CALENDAR),
        needs(
            Can.MANAGE_CALENDAR,
            send={"on": "30/12/2026", "kind": "closure", "name": "Mất điện"},
        ),
    ),
    "office:special-day-removal": (
        needs(Can.MANAGE_CALENDAR, given=NEW_YEAR),
        needs(Can.MANAGE_CALENDAR, given=NEW_YEAR, send={}),
    ),
    "office:hours": (
        needs(Can.MANAGE_CALENDAR, about="season"),
        needs(Can.MANAGE_CALENDAR, about="season", send={"day_0": "07:30-11:30"}),
    ),
    "office:editions": needs(Can.MANAGE_CALENDAR),
    "office:reckoning": needs(Can.MANAGE_CALENDAR),
    "office:reviews": needs(Can.MANAGE_CALENDAR),
    "office:reviews-decisions": needs(Can.MANAGE_CALENDAR, send={"decision": "keep"}),
    "office:review-decision": needs(
        Can.MANAGE_CALENDAR, about="review", send={"decision": "keep"}
    ),
    "office:catalogue": needs(Can.MANAGE_CATALOGUE),
    "office:import": (
        needs(Can.MANAGE_CATALOGUE),
        needs(Can.MANAGE_CATALOGUE, send={}),
    ),
    "office:import-confirmation": needs(Can.MANAGE_CATALOGUE, send={"parcel": "x"}),
    "office:export": needs(Can.MANAGE_CATALOGUE),
    "office:procedure": needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE),
    "office:confirmations": needs(
        Can.MANAGE_CATALOGUE,
        given=OF_PROCEDURE,
        send={"value": "steps", "source": "NQ"},
    ),
    "office:process": (
        needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE),
        needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={}),
    ),
    "office:fee": (
        needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE),
        needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={}),
    ),
    "office:exemption": (
        needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE),
        needs(Can.MANAGE_CATALOGUE, given=OF_PROCEDURE, send={}),
    ),
    "office:hall": needs(Can.MANAGE_HALL),
    "office:hall-queue-new": (
        needs(Can.MANAGE_HALL),
        needs(Can.MANAGE_HALL, send={}),
    ),
    "office:hall-queue": (
        needs(Can.MANAGE_HALL, given={"letter": "A"}),
        needs(Can.MANAGE_HALL, given={"letter": "A"}, send={}),
    ),
    "office:hall-door-sheet": needs(Can.MANAGE_HALL),
    "office:hall-counters": needs(Can.MANAGE_HALL, send={}),
    "office:hall-skills": needs(Can.MANAGE_HALL, send={}),
    "office:register": needs(Can.KEEP_REGISTER),
    "office:register-closing": needs(Can.KEEP_REGISTER, given={"year": 2025}, send={}),
    "office:register-files": needs(
        Can.KEEP_REGISTER,
        given={"year": 2026},
        send={"file": "csv-1", "reason": "đối chiếu"},
    ),
    "office:register-file": needs(Can.KEEP_REGISTER, about="act", send={}),
    "office:looks": needs(Can.CONFIRM_ACTS),
    "office:look-decision": needs(Can.CONFIRM_ACTS, about="act", method="POST"),
    "office:staff": needs(Can.MANAGE_STAFF),
    "office:person-new": (needs(Can.MANAGE_STAFF), needs(Can.MANAGE_STAFF, send={})),
    "office:delegations": (
        needs(Can.MANAGE_STAFF),
        needs(Can.MANAGE_STAFF, send={}),
    ),
    "office:delegation-revocation": needs(
        Can.MANAGE_STAFF, about="delegation", send={}
    ),
    "office:departure": (
        needs(Can.MANAGE_STAFF, about="user"),
        needs(Can.MANAGE_STAFF, about="user", send={}),
    ),
    "office:departure-record": needs(Can.MANAGE_STAFF, about="departure"),
    "office:person": needs(Can.MANAGE_STAFF, about="user"),
    "office:roles": needs(Can.MANAGE_STAFF, about="user", send={}),
    "office:role-end": needs(
        Can.MANAGE_STAFF, about="assignment", send={"ends_on": "30/12/2026"}
    ),
    "office:person-sign-in": needs(
        Can.MANAGE_STAFF, about="user", send={"is_active": "no"}
    ),
    "office:tokens": needs(Can.MANAGE_STAFF, about="user", send={}),
    "office:token-revocation": needs(Can.MANAGE_STAFF, about="key", send={}),
    "office:messages": needs(Can.SEE_AUDIT),
    "office:message-templates": needs(Can.SEE_AUDIT),
    "office:message-retry": needs(Can.MANAGE_STAFF, about="message", send={}),
    "office:audit": needs(Can.SEE_AUDIT, given={"?": "verify=1"}),
    "office:outbox": needs(Can.SEE_AUDIT),
    "office:replay": needs(Can.MANAGE_STAFF, about="letter", send={}),
}
