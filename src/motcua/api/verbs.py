"""What is done to a dossier: the same verbs as on the pages, one address each."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.dossiers import visible
from motcua.api.revisions import IfMatch, revision_of, tag
from motcua.api.schemas.dossiers import (
    ApprovalSent,
    AssignmentSent,
    HandOverSent,
    Moved,
    ReasonSent,
    ReturnSent,
)
from motcua.dossiers import services
from motcua.dossiers.errors import CannotReceiveTo
from motcua.dossiers.models import Dossier
from motcua.journeys import return_result

router = Router(tags=["dossiers"])

WORKS: Final = Bearer(Capability.WORK_STEPS)


@router.post("/{code}/claims", auth=WORKS, response=Moved)
def claim(
    request: ApiRequest, response: HttpResponse, code: str, if_match: IfMatch
) -> Moved:
    """Take the open step."""
    return told(response, services.claim(**act(request, code, if_match)))


@router.post("/{code}/hand-overs", auth=WORKS, response=Moved)
def hand_over(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: HandOverSent,
    if_match: IfMatch,
) -> Moved:
    """Finish the step and pass the dossier on."""
    who = act(request, code, if_match)
    to = colleague(request.auth, sent.to) if sent.to else None
    return told(
        response,
        services.hand_over(
            **who, note=sent.note, to=to, knowing_absence=sent.knowing_absence
        ),
    )


@router.post("/{code}/send-backs", auth=WORKS, response=Moved)
def send_back(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: ReasonSent,
    if_match: IfMatch,
) -> Moved:
    """Return the dossier to the step before and say why."""
    who = act(request, code, if_match)
    return told(response, services.send_back(**who, reason=sent.reason))


@router.post("/{code}/assignments", auth=Bearer(Capability.ASSIGN), response=Moved)
def assign(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: AssignmentSent,
    if_match: IfMatch,
) -> Moved:
    """Give the open step to a person of its role."""
    who = act(request, code, if_match)
    return told(
        response,
        services.assign(
            **who,
            to=colleague(request.auth, sent.to),
            knowing_absence=sent.knowing_absence,
        ),
    )


@router.post("/{code}/approval", auth=Bearer(Capability.APPROVE), response=Moved)
def approve(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: ApprovalSent,
    if_match: IfMatch,
) -> Moved:
    """Sign the result."""
    who = act(request, code, if_match)
    return told(response, services.approve_result(**who, note=sent.note))


@router.post("/{code}/return", auth=Bearer(Capability.RETURN_RESULT), response=Moved)
def return_dossier(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: ReturnSent,
    if_match: IfMatch,
) -> Moved:
    """Hand the result over, to whom by which proof, and say which originals went back."""
    who = act(request, code, if_match)
    dossier = return_result.return_in_visit(
        **who,
        to=sent.to,
        exit_by=sent.exit.value,
        handing=services.Handing(
            relation=sent.relation.value,
            shown=sent.shown.value,
            number=sent.number,
            ground=sent.ground,
            papers_back=sent.papers_back,
            kept_reason=sent.kept_reason,
        ),
    )
    return told(response, dossier)


def act(request: ApiRequest, code: str, if_match: str | None) -> dict[str, Any]:
    """What every verb takes; raises Http404 before a stranger learns anything."""
    mandate = request.auth
    dossier = visible(mandate, code)
    return {
        "centre": mandate.user.centre,
        "code": dossier.code,
        "by": mandate,
        "at": timezone.localtime(),
        "revision": revision_of(if_match),
    }


def colleague(mandate: Mandate, username: str) -> User:
    """The colleague with this sign-in name; raises CannotReceiveTo."""
    found = accounts.staff(mandate.user.centre).filter(username=username).first()
    if found is None:
        raise CannotReceiveTo(username)
    return found


def told(response: HttpResponse, dossier: Dossier) -> Moved:
    """Where the dossier stands now, with its revision as ETag."""
    tag(response, dossier)
    return Moved.of(dossier)
