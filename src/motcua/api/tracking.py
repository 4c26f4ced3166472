"""Tracking for everybody: the code and the last four digits, nothing else."""

from typing import Final

from django.http import Http404
from django.utils import timezone
from ninja import Router

from motcua.accounts.middleware import HouseRequest
from motcua.api.auth import WAIT, count_failure
from motcua.api.problems import TOO_MANY, Problem
from motcua.api.schemas.tracking import Tracked, TrackingSent
from motcua.dossiers import selectors
from motcua.foundation.requests import services as requests
from motcua.rules import codes

router = Router(tags=["tracking"])

FAILED_TRIES: Final = 10


@router.post("", auth=None, response=Tracked)
def track(request: HouseRequest, sent: TrackingSent) -> Tracked:
    """Where a dossier of this host's centre stands.

    A wrong code and wrong digits get the same answer; both are counted against the
    address, and against the code, so that nobody tries ten thousand endings.
    """
    # The same counts as the portal's page: two doors give no more guesses than one.
    tried = (
        f"tracking address {request.META.get('REMOTE_ADDR')}",
        f"tracking code {codes.normalise(sent.code)}",
    )
    now = timezone.localtime()
    if any(requests.is_blocked(what, at=now, most=FAILED_TRIES) for what in tried):
        raise Problem(TOO_MANY, headers=WAIT)
    centre = getattr(request, "centre", None)
    found = selectors.track(centre, sent.code, sent.last_four) if centre else None
    if found is None:
        for what in tried:
            count_failure(what, FAILED_TRIES)
        raise Http404
    return Tracked(
        code=found.code,
        procedure_name=found.version.procedure.name,
        state=found.state,
        state_name=found.now_in.name,
        received_at=found.received_at,
        due_at=found.due_at,
        resolved_at=found.resolved_at,
        returned_at=found.returned_at,
        step=found.step_name,
    )
