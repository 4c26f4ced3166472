"""A dossier comes in, is accepted, completed or refused: the verbs of these pages."""

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router
from ninja.responses import Status

from motcua.accounts.roles import Capability
from motcua.api.auth import SEES_DOSSIERS, ApiRequest, Bearer
from motcua.api.dossiers import counter_of, intake_of, visible
from motcua.api.idempotency import Key, caller, mark_replay
from motcua.api.revisions import IfMatch
from motcua.api.schemas.completing import (
    AcceptanceSent,
    Lodged,
    NotGrantedSent,
    SupplementAnswerSent,
    SupplementDecisionSent,
    SupplementSent,
    SupplementsTold,
    SupplementTold,
)
from motcua.api.schemas.dossiers import Moved
from motcua.api.schemas.intake import IntakeSent
from motcua.api.verbs import WORKS, act, told
from motcua.dossiers import selectors, services
from motcua.journeys import intake as journey

router = Router(tags=["dossiers"])
lodgings = Router(tags=["dossiers"])


@lodgings.post("", auth=Bearer(Capability.RECEIVE), response={201: Lodged})
def lodge_dossier(
    request: ApiRequest, response: HttpResponse, sent: IntakeSent, key: Key
) -> Status[Lodged]:
    """Let a dossier come in that is answered later; papers may be missing."""
    centre = request.auth.user.centre
    dossier, is_new = journey.lodge(
        centre=centre,
        intake=intake_of(centre, sent),
        by=request.auth,
        at=timezone.localtime(),
        key=key,
        caller=caller(request.auth),
        counter=counter_of(centre, sent.counter),
    )
    mark_replay(response, is_new=is_new)
    response.headers["Location"] = f"/api/v1/dossiers/{dossier.code}"
    return Status(201, Lodged.of(dossier, public_address=_house(request)))


@router.post("/{code}/acceptance", auth=Bearer(Capability.RECEIVE), response=Moved)
def accept_dossier(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: AcceptanceSent,
    if_match: IfMatch,
) -> Moved:
    """Accept a lodged dossier: receipt (form 01), promise, first step."""
    who = act(request, code, if_match)
    dossier = journey.accept(
        **who,
        missing_accepted=sent.missing_accepted,
        public_address=_house(request),
    )
    return told(response, dossier)


@router.get("/{code}/supplements", auth=SEES_DOSSIERS, response=SupplementsTold)
def list_supplements(request: ApiRequest, code: str) -> SupplementsTold:
    """What was asked of the applicant, the newest request first."""
    rows = selectors.supplements_of(visible(request.auth, code))
    return SupplementsTold(items=[SupplementTold.of(row) for row in rows])


@router.post("/{code}/supplements", auth=WORKS, response=Moved)
def request_supplement(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: SupplementSent,
    if_match: IfMatch,
) -> Moved:
    """Ask once for everything that is wrong (form 02); the clock stands still."""
    who = act(request, code, if_match)
    asked = sent.request(_house(request))
    return told(response, services.request_supplement(**who, request=asked))


@router.post(
    "/{code}/supplements/decision",
    auth=Bearer(Capability.APPROVE_SUPPLEMENT),
    response=Moved,
)
def decide_supplement(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: SupplementDecisionSent,
    if_match: IfMatch,
) -> Moved:
    """Let a further request go out, or not."""
    who = act(request, code, if_match)
    return told(response, services.decide_supplement(**who, **sent.dict()))


@router.post("/{code}/supplements/answer", auth=WORKS, response=Moved)
def answer_supplement(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: SupplementAnswerSent,
    if_match: IfMatch,
) -> Moved:
    """Take what was asked for, in a visit of its own; the clock goes on."""
    who = act(request, code, if_match)
    answer = sent.answer(_house(request))
    return told(response, journey.answer_supplement(**who, answer=answer))


@router.post("/{code}/refusal", auth=Bearer(Capability.RECEIVE), response=Moved)
def refuse_reception(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: NotGrantedSent,
    if_match: IfMatch,
) -> Moved:
    """Refuse a lodged dossier (form 03)."""
    who = act(request, code, if_match)
    why = sent.why(_house(request))
    return told(response, services.refuse_reception(**who, why=why))


@router.post("/{code}/refusal/proposal", auth=WORKS, response=Moved)
def propose_refusal(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: NotGrantedSent,
    if_match: IfMatch,
) -> Moved:
    """Propose to refuse the matter; it is signed as a result is."""
    who = act(request, code, if_match)
    why = sent.why(_house(request))
    return told(response, services.propose_refusal(**who, why=why))


@router.post("/{code}/refusal/drop", auth=WORKS, response=Moved)
def drop_refusal(
    request: ApiRequest, response: HttpResponse, code: str, if_match: IfMatch
) -> Moved:
    """Take the proposed refusal back."""
    return told(response, services.drop_refusal(**act(request, code, if_match)))


def _house(request: ApiRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
