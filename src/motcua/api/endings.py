"""A dossier's other endings: payment, stop, withdrawal, later date, undo, elsewhere."""

from typing import Final

from django.http import HttpResponse
from ninja import Router

from motcua.accounts.roles import Capability
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.revisions import IfMatch
from motcua.api.schemas.dossiers import Moved, ReasonSent
from motcua.api.schemas.endings import (
    EvidenceSent,
    ExtensionSent,
    PaymentSent,
    StopSent,
    WithdrawalSent,
)
from motcua.api.verbs import WORKS, act, told
from motcua.dossiers import services
from motcua.dossiers.services import Ground, Wish

router = Router(tags=["dossiers"])

DECIDES: Final = Bearer(Capability.WORK_STEPS, Capability.ASSIGN)


@router.post("/{code}/payments", auth=WORKS, response=Moved)
def request_payment(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: PaymentSent,
    if_match: IfMatch,
) -> Moved:
    """Let the clock stand still until a financial duty is fulfilled."""
    who = act(request, code, if_match)
    return told(response, services.request_payment(**who, **sent.dict()))


@router.post("/{code}/payments/confirmation", auth=WORKS, response=Moved)
def confirm_payment(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: EvidenceSent,
    if_match: IfMatch,
) -> Moved:
    """The duty is fulfilled, as a receipt proves."""
    who = act(request, code, if_match)
    return told(response, services.confirm_payment(**who, evidence=sent.evidence))


@router.post("/{code}/stops", auth=DECIDES, response=Moved)
def stop_dossier(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: StopSent,
    if_match: IfMatch,
) -> Moved:
    """Stop working on the dossier; the notice (form 05) is made with it."""
    who = act(request, code, if_match)
    return told(response, services.stop(**who, ground=Ground(**sent.dict())))


@router.post("/{code}/stops/end", auth=DECIDES, response=Moved)
def reopen_dossier(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: ReasonSent,
    if_match: IfMatch,
) -> Moved:
    """Take a stopped dossier up again."""
    who = act(request, code, if_match)
    return told(response, services.reopen(**who, reason=sent.reason))


@router.post("/{code}/withdrawal", auth=WORKS, response=Moved)
def withdraw_dossier(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: WithdrawalSent,
    if_match: IfMatch,
) -> Moved:
    """Give the dossier back to its owner, who asked for it."""
    who = act(request, code, if_match)
    return told(response, services.withdraw(**who, wish=Wish(**sent.dict())))


@router.post("/{code}/extension", auth=Bearer(Capability.SIGN_APOLOGY), response=Moved)
def extend_dossier(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: ExtensionSent,
    if_match: IfMatch,
) -> Moved:
    """Give a later date, once; the apology (form 04) is made with it."""
    who = act(request, code, if_match)
    return told(response, services.extend(**who, **sent.dict()))


@router.post("/{code}/undo", auth=WORKS, response=Moved)
def undo_last_act(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: ReasonSent,
    if_match: IfMatch,
) -> Moved:
    """Take back one's own last hand-over or claim, while nothing was built on it."""
    who = act(request, code, if_match)
    return told(response, services.undo(**who, reason=sent.reason))


@router.post("/{code}/competent-receipt", auth=WORKS, response=Moved)
def confirm_competent_receipt(
    request: ApiRequest, response: HttpResponse, code: str, if_match: IfMatch
) -> Moved:
    """The competent agency has the dossier; its clock starts now."""
    who = act(request, code, if_match)
    return told(response, services.confirm_competent_receipt(**who))
