"""Dossiers: receive, list, read, print."""

from datetime import datetime
from typing import Annotated, Final, Literal

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.api.auth import SEES_DOSSIERS, ApiRequest, Bearer
from motcua.api.idempotency import Key, caller, mark_replay
from motcua.api.paging import KeysetPaging, next_address
from motcua.api.problems import FORBIDDEN, INVALID, FieldError, Problem
from motcua.api.revisions import tag
from motcua.api.schemas.dossiers import (
    HoldTold,
    Line,
    Lines,
    PauseTold,
    Whole,
    change_told,
    paper_told,
    promise_told,
    step_told,
    whole_values,
)
from motcua.api.schemas.intake import IntakeSent, PersonSent, Receipt, receipt
from motcua.dossiers import selectors, services
from motcua.dossiers.models import Dossier, Promise, Slip
from motcua.dossiers.selectors import DossierView, NotACursor
from motcua.dossiers.services import PaperGiven
from motcua.journeys import intake as journey
from motcua.journeys.intake import Company, Intake
from motcua.people.services import Person
from motcua.rules.lifecycle import State
from motcua.ward import explanations
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Counter

router = Router(tags=["dossiers"])

RECEIPT_CREATED: Final = {201: Receipt}


class Wanted(Schema):
    """Which dossiers: everything, what is mine, what is open to my role, words."""

    list: Literal["all", "mine", "pool", "approvals", "ready"] = "mine"
    state: Annotated[int, Field(ge=1, le=10)] | None = None
    q: Annotated[str, Field(max_length=200)] = ""


@router.post("", auth=Bearer(Capability.RECEIVE), response=RECEIPT_CREATED)
def receive_dossier(
    request: ApiRequest, response: HttpResponse, sent: IntakeSent, key: Key
) -> Status[Receipt]:
    """Receive a dossier; the receipt carries its code and its promise."""
    mandate = request.auth
    centre = mandate.user.centre
    public_address = request.build_absolute_uri("/").rstrip("/")
    dossier, is_new = journey.receive(
        centre=centre,
        intake=intake_of(centre, sent),
        by=mandate,
        at=timezone.localtime(),
        key=key,
        caller=caller(mandate),
        public_address=public_address,
        counter=counter_of(centre, sent.counter),
    )
    mark_replay(response, is_new=is_new)
    response.headers["Location"] = f"/api/v1/dossiers/{dossier.code}"
    due_at = _first_promise(dossier)
    return Status(201, receipt(dossier, due_at=due_at, public_address=public_address))


@router.get("", auth=SEES_DOSSIERS, response=Lines)
def list_dossiers(
    request: ApiRequest, wanted: Query[Wanted], paging: Query[KeysetPaging]
) -> Lines:
    """A page of dossiers; `list=all` and words need the general right to see them."""
    try:
        found = selectors.page(
            _rows(request.auth, wanted), after=paging.after, size=paging.limit
        )
    except NotACursor:
        wrong = FieldError("after", _("Không phải trang của danh sách này."))
        raise Problem(INVALID, errors=[wrong]) from None
    return Lines(
        items=[Line.of(dossier) for dossier in found.rows],
        next=next_address(request, found.next_after, name="after"),
    )


@router.get("/{code}", auth=SEES_DOSSIERS, response=Whole)
def read_dossier(request: ApiRequest, response: HttpResponse, code: str) -> Whole:
    """Everything about one dossier, with the acts lawful now, the next one first."""
    view = view_for(request.auth, code)
    tag(response, view.dossier)
    reckoning = services.reckon(view.dossier)
    return Whole(
        **whole_values(view.dossier),
        actions=selectors.actions_for(request.auth, view, on=timezone.localdate()),
        explanation=explanations.explain(reckoning) if reckoning else [],
        steps=[step_told(step) for step in view.steps],
        papers=[paper_told(paper) for paper in view.papers],
        changes=[change_told(change) for change in view.changes],
        promises=[promise_told(promise) for promise in view.promises],
        pauses=[PauseTold.from_orm(pause) for pause in view.pauses],
        holds=[HoldTold.from_orm(hold) for hold in view.holds],
    )


@router.get(
    "/{code}/receipt.pdf",
    auth=SEES_DOSSIERS,
    openapi_extra={
        "responses": {200: {"content": {"application/pdf": {"schema": {}}}}}
    },
)
def print_receipt(
    request: ApiRequest, code: str, size: Literal["a4", "a5"] = "a4"
) -> HttpResponse:
    """The receipt (form 01) as PDF, the same bytes each time."""
    dossier = visible(request.auth, code)
    receipts = dossier.slips.filter(form=Slip.Form.RECEIPT)
    slip = receipts.order_by("-number").first()
    if slip is None:
        raise Http404
    return pdf_of(dossier, slip, size)


def pdf_of(dossier: Dossier, slip: Slip, size: str) -> HttpResponse:
    """A slip as PDF; it carries names, so no copy stays in any cache."""
    name = f"{dossier.code}-{slip.form}-{slip.number}-{size}.pdf"
    return HttpResponse(
        services.slip_pdf(slip, size=size),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def visible(mandate: Mandate, code: str) -> Dossier:
    """The dossier with this code; to whom it is a stranger's it does not exist."""
    dossier = selectors.by_code(mandate.user.centre, code)
    if dossier is None or not selectors.visible_to(mandate, dossier):
        raise Http404
    return dossier


def view_for(mandate: Mandate, code: str) -> DossierView:
    """The same with all its rows."""
    view = selectors.for_desk(mandate, code)
    if view is None:
        raise Http404
    return view


def _rows(mandate: Mandate, wanted: Wanted) -> QuerySet[Dossier]:
    own = {
        "mine": selectors.my_work,
        "pool": selectors.pool,
        "approvals": selectors.approvals,
    }
    state = None if wanted.state is None else State(wanted.state)
    if wanted.list in own and not wanted.q:
        return _in_state(own[wanted.list](mandate), state)
    if not mandate.may(Capability.SEE_DOSSIERS):
        raise Problem(FORBIDDEN)
    centre = mandate.user.centre
    if wanted.q:
        limits = selectors.limits(mandate)
        return selectors.search(
            centre,
            wanted.q,
            limits=limits if state is None else limits & Q(state=state),
        ).rows
    everything = {"all": selectors.recent, "ready": selectors.ready_results}
    rows = selectors.within(mandate, everything[wanted.list](centre))
    return _in_state(rows, state)


def _in_state(rows: QuerySet[Dossier], state: State | None) -> QuerySet[Dossier]:
    return rows if state is None else rows.filter(state=state)


def intake_of(centre: Centre, sent: IntakeSent) -> Intake:
    """What the journeys take; raises Problem for what the centre does not know."""
    company = sent.company
    if company and sent.owner:
        both = _("Chỉ nêu một chủ hồ sơ: cá nhân hoặc tổ chức.")
        raise Problem(INVALID, errors=[FieldError("company", both)])
    return Intake(
        procedure_code=sent.procedure,
        submitter=_person(centre, sent.submitter, "submitter"),
        origin=sent.origin.value,
        planned_exit=sent.planned_exit.value,
        owner=_person(centre, sent.owner, "owner") if sent.owner else None,
        company=Company(company.name, company.tax_code, company.address)
        if company
        else None,
        authorisation=sent.authorisation,
        papers=tuple(
            PaperGiven(
                paper.component,
                is_present=paper.is_present,
                kind=paper.kind.value,
                count=paper.count,
                note=paper.note,
            )
            for paper in sent.papers
        ),
        declaration=sent.declaration,
        quantities=sent.quantities,
        note=sent.note,
        missing_accepted=sent.missing_accepted,
        competent_agency=sent.competent_agency,
    )


def _person(centre: Centre, sent: PersonSent, field: str) -> Person:
    if sent.neighbourhood is None:
        return sent.person(None)
    home = ward.neighbourhoods(centre).filter(number=sent.neighbourhood).first()
    if home is None:
        raise _no_such(f"{field}.neighbourhood")
    return sent.person(home)


def counter_of(centre: Centre, number: int | None) -> Counter | None:
    """The counter with this number; raises Problem when there is none."""
    if number is None:
        return None
    counter = ward.counters(centre).filter(number=number).first()
    if counter is None:
        raise _no_such("counter")
    return counter


def _no_such(field: str) -> Problem:
    return Problem(INVALID, errors=[FieldError(field, _("Không có số này."))])


def _first_promise(dossier: Dossier) -> datetime | None:
    first = Promise.objects.filter(
        centre_id=dossier.centre_id,
        dossier=dossier,
        number=1,
        reason=Promise.Reason.RECEPTION,
    )
    return first.values_list("due_at", flat=True).first()
