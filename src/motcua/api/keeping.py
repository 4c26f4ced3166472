"""Papers, files, slips and results in custody: what is given back, printed, kept."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Field, Router, Schema

from motcua.accounts.roles import Capability
from motcua.api.auth import SEES_DOSSIERS, ApiRequest, Bearer
from motcua.api.dossiers import pdf_of, visible
from motcua.api.revisions import IfMatch
from motcua.api.schemas.dossiers import Moved, ReasonSent
from motcua.api.schemas.fields import Moment, Sent, most, words
from motcua.api.verbs import act, told
from motcua.dossiers import services
from motcua.dossiers.models import Slip

router = Router(tags=["dossiers"])

RETURNS: Final = Bearer(Capability.RETURN_RESULT)
PDF: Final[dict[str, Any]] = {
    "responses": {200: {"content": {"application/pdf": {"schema": {}}}}}
}
Position = Annotated[int, Field(ge=1, le=9999)]
Form = Annotated[str, Field(pattern="^[0-9]{2}$")]


class PlaceSent(Sent):
    """Where the paper result lies."""

    place: Annotated[str, words(200)]


class GivenBackSent(Sent):
    """Which papers of the checklist went home, by their positions."""

    papers: Annotated[list[Position], Field(min_length=1, max_length=200)]


class RemovalSent(Sent):
    """Why a file is taken away."""

    reason: Annotated[str, most(500)] = ""


class SlipTold(Schema):
    """A slip that was given, and where it is printed."""

    form: str
    name: str
    number: int
    made_at: Moment
    pdf: str


class SlipsTold(Schema):
    """The slips of a dossier, by form and number."""

    items: list[SlipTold]


@router.post("/{code}/custody", auth=RETURNS, response=Moved)
def keep_result(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: PlaceSent,
    if_match: IfMatch,
) -> Moved:
    """Take the paper result into custody at a place, or move it to another."""
    who = act(request, code, if_match)
    return told(response, services.keep_result(**who, place=sent.place))


@router.post("/{code}/custody/loss", auth=RETURNS, response=Moved)
def report_lost(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: ReasonSent,
    if_match: IfMatch,
) -> Moved:
    """Say that the paper result is not where it should be."""
    who = act(request, code, if_match)
    return told(response, services.report_lost(**who, reason=sent.reason))


@router.post(
    "/{code}/papers/returns",
    auth=Bearer(Capability.RETURN_RESULT, Capability.WORK_STEPS),
    response=Moved,
)
def give_back_papers(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    sent: GivenBackSent,
    if_match: IfMatch,
) -> Moved:
    """Give paper originals back to the applicant."""
    who = act(request, code, if_match)
    return told(response, services.give_back_papers(**who, papers=set(sent.papers)))


@router.post(
    "/{code}/files/{file_id}/removal",
    auth=Bearer(Capability.RECEIVE, Capability.WORK_STEPS),
    response=Moved,
)
def remove_file(
    request: ApiRequest,
    response: HttpResponse,
    code: str,
    file_id: UUID,
    sent: RemovalSent,
    if_match: IfMatch,
) -> Moved:
    """Take a file away from its paper; who and why stay written down."""
    who = act(request, code, if_match)
    removed = services.remove_file(**who, file_id=file_id, reason=sent.reason)
    return told(response, removed)


@router.get("/{code}/slips", auth=SEES_DOSSIERS, response=SlipsTold)
def list_slips(request: ApiRequest, code: str) -> SlipsTold:
    """The forms handed to the applicant."""
    dossier = visible(request.auth, code)
    slips = dossier.slips.order_by("form", "number")
    return SlipsTold(items=[slip_told(slip, dossier.code) for slip in slips])


@router.get("/{code}/slips/{form}/{number}.pdf", auth=SEES_DOSSIERS, openapi_extra=PDF)
def print_slip(
    request: ApiRequest,
    code: str,
    form: Form,
    number: Annotated[int, Field(ge=1, le=9999)],
    size: Literal["a4", "a5"] = "a4",
) -> HttpResponse:
    """One slip as PDF, the same bytes each time."""
    dossier = visible(request.auth, code)
    slip = dossier.slips.filter(form=form, number=number).first()
    if slip is None:
        raise Http404
    return pdf_of(dossier, slip, size)


def slip_told(slip: Slip, code: str) -> SlipTold:
    """What is told of this slip."""
    return SlipTold(
        form=slip.form,
        name=slip.get_form_display(),
        number=slip.number,
        made_at=slip.made_at,
        pdf=f"/api/v1/dossiers/{code}/slips/{slip.form}/{slip.number}.pdf",
    )
