"""Who asks: a bearer token, the person and role behind it, and what that role may do."""

from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from motcua.accounts.middleware import HouseRequest
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate, mandate_of_token
from motcua.api.problems import FORBIDDEN, NO_TOKEN, TOO_MANY, Problem
from motcua.foundation.requests import services as requests

FAILED_TRIES: Final = 30
LONGEST: Final = 200
WAIT: Final = {"Retry-After": str(int(requests.WINDOW.total_seconds()))}


class ApiRequest(HouseRequest):
    """A request whose bearer is known; the centre is theirs and no other."""

    auth: Mandate


class Bearer(HttpBearer):
    """Lets through who may do at least one of the capabilities, or anyone of the staff.

    The mandate is read afresh for each request, so a role that ended ends here too.
    """

    def __init__(self, *any_of: Capability) -> None:
        """Keep what is asked for."""
        super().__init__()
        self.any_of = frozenset(any_of)

    def __call__(self, request: HttpRequest) -> Mandate | None:
        """The mandate of the bearer; raises Problem 401, 403 or 429."""
        found: Mandate | None = super().__call__(request)
        if found is None:
            raise Problem(NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Mandate | None:
        """The mandate behind a token; a wrong one is counted against the address."""
        now = timezone.localtime()
        mandate = mandate_of_token(token, at=now) if len(token) <= LONGEST else None
        if mandate is None:
            count_failure(f"api token {request.META.get('REMOTE_ADDR')}", FAILED_TRIES)
            return None
        if not mandate.capabilities or not self._lets_through(mandate):
            raise Problem(FORBIDDEN)
        return mandate

    def _lets_through(self, mandate: Mandate) -> bool:
        return not self.any_of or bool(self.any_of & mandate.capabilities)


def count_failure(what: str, most: int) -> None:
    """Note one failed try; raises Problem 429 when there were `most` before."""
    now = timezone.localtime()
    if requests.is_blocked(what, at=now, most=most):
        raise Problem(TOO_MANY, headers=WAIT)
    requests.note_failure(what, at=now)


SEES_DOSSIERS: Final = Bearer(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
"""The general right, or work of one's own; `visible_to` says which dossiers then."""

STAFF: Final = Bearer()
