"""The verbs of a dossier's other endings, each behind its form."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import services
from motcua.dossiers.services import Ground, Wish
from motcua.web.desk.verbs import act


@needs(Capability.WORK_STEPS)
@require_POST
def request_payment(request: StaffRequest, code: str) -> HttpResponse:
    """Stop the clock until a financial duty is fulfilled."""
    return act(
        request,
        code,
        "request_payment",
        lambda said, who: services.request_payment(
            reason=said["reason"],
            amount=said["amount"],
            evidence=said["evidence"],
            **who,
        ),
    )


@needs(Capability.WORK_STEPS)
@require_POST
def confirm_payment(request: StaffRequest, code: str) -> HttpResponse:
    """Let the clock run again, by a receipt."""
    return act(
        request,
        code,
        "confirm_payment",
        lambda said, who: services.confirm_payment(evidence=said["evidence"], **who),
    )


@needs(Capability.WORK_STEPS, Capability.ASSIGN)
@require_POST
def stop(request: StaffRequest, code: str) -> HttpResponse:
    """Stop working on the dossier and make the notice."""
    return act(
        request,
        code,
        "stop",
        lambda said, who: services.stop(
            ground=Ground(
                kind=said["kind"],
                reason=said["reason"],
                legal_ground=said["legal_ground"],
                evidence=said["evidence"],
                papers_back=said["papers_back"],
            ),
            **who,
        ),
    )


@needs(Capability.WORK_STEPS, Capability.ASSIGN)
@require_POST
def reopen(request: StaffRequest, code: str) -> HttpResponse:
    """Take a stopped dossier up again."""
    return act(
        request,
        code,
        "reopen",
        lambda said, who: services.reopen(reason=said["reason"], **who),
    )


@needs(Capability.WORK_STEPS)
@require_POST
def withdraw(request: StaffRequest, code: str) -> HttpResponse:
    """Give the dossier back to its owner."""
    return act(
        request,
        code,
        "withdraw",
        lambda said, who: services.withdraw(
            wish=Wish(
                reason=said["reason"],
                asked_by=said["asked_by"],
                shown=said["shown"],
                papers_back=said["papers_back"],
            ),
            **who,
        ),
    )


@needs(Capability.SIGN_APOLOGY)
@require_POST
def extend(request: StaffRequest, code: str) -> HttpResponse:
    """Give a later date with an apology."""
    return act(
        request,
        code,
        "extend",
        lambda said, who: services.extend(
            new_due_at=said["new_due_at"], reason=said["reason"], **who
        ),
    )


@needs(Capability.WORK_STEPS)
@require_POST
def undo(request: StaffRequest, code: str) -> HttpResponse:
    """Take back one's last act."""
    return act(
        request,
        code,
        "undo",
        lambda said, who: services.undo(reason=said["reason"], **who),
    )


@needs(Capability.WORK_STEPS)
@require_POST
def confirm_competent_receipt(request: StaffRequest, code: str) -> HttpResponse:
    """The competent agency has the dossier; the clock starts."""
    return act(
        request,
        code,
        "confirm_competent_receipt",
        lambda said, who: services.confirm_competent_receipt(**who),
    )
