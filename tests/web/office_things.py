"""What the addresses of the office name, for the access matrix."""

from collections.abc import Callable
from typing import Any

from motcua.accounts.models import ApiToken, RoleAssignment, User
from motcua.foundation.outbox.models import Delivery, Message
from motcua.ward.models import Centre, OfficeSeason
from tests.cast import NOW
from tests.web.matrix import FOREIGN, OTHER, Caller

Pick = Callable[[str, Caller], dict[str, Any] | None]


def office_things(town: Centre, stranger_centre: Centre) -> dict[str, Pick]:
    """A season, a person, a role, a key and a dead letter of each ward."""
    named = {
        centre.id: {
            "season": {"season_id": _season(centre).id},
            "user": {"user_id": _officer(centre).id},
            "assignment": _assignment(centre),
            "key": _key(centre),
            "letter": {"delivery_id": _letter(centre).id},
        }
        for centre in (town, stranger_centre)
    }

    def of(kind: str) -> Pick:
        def pick(relation: str, caller: Caller) -> dict[str, Any] | None:
            is_theirs = caller.user is not None and (
                caller.user.centre_id == stranger_centre.id
            )
            home, away = town.id, stranger_centre.id
            if is_theirs:
                home, away = away, home
            if relation == OTHER:
                return named[home][kind]
            return named[away][kind] if relation == FOREIGN else None

        return pick

    return {kind: of(kind) for kind in named[town.id]}


def _season(centre: Centre) -> OfficeSeason:
    return OfficeSeason.objects.filter(centre=centre).order_by("first")[0]


def _officer(centre: Centre) -> User:
    name = "tiepnhan" if centre.slug == "hoa-binh" else "songda.receptionist"
    return User.objects.get(centre=centre, username=name)


def _assignment(centre: Centre) -> dict[str, Any]:
    held = RoleAssignment.objects.get(centre=centre, user=_officer(centre))
    return {"user_id": held.user_id, "assignment_id": held.id}


def _key(centre: Centre) -> dict[str, Any]:
    token = ApiToken.objects.filter(centre=centre).order_by("id")[0]
    return {"user_id": token.user_id, "token_id": token.id}


def _letter(centre: Centre) -> Delivery:
    message = Message.objects.create(
        centre_id=centre.id, kind="ward.CalendarChanged", values={}, recorded_at=NOW
    )
    return Delivery.objects.create(
        centre_id=centre.id,
        message=message,
        handler="none",
        next_try_at=NOW,
        dead_at=NOW,
    )
