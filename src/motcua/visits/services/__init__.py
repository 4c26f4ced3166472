"""Write visits down: those that ended, and those that go on at a counter."""

from motcua.visits.services.open_visits import OutcomeMissing
from motcua.visits.services.recording import (
    change_service,
    locked,
    record_visit,
    say_why_again,
    serve_walk_in,
    strike_visit,
    turn_into_dossier,
)
from motcua.visits.services.telling import (
    UNTOLD,
    Again,
    Episode,
    NotAgain,
    OwnerMissing,
    ReasonMissing,
    UnknownService,
    UnknownVisit,
    VisitStays,
)

__all__ = [
    "UNTOLD",
    "Again",
    "Episode",
    "NotAgain",
    "OutcomeMissing",
    "OwnerMissing",
    "ReasonMissing",
    "UnknownService",
    "UnknownVisit",
    "VisitStays",
    "change_service",
    "locked",
    "record_visit",
    "say_why_again",
    "serve_walk_in",
    "strike_visit",
    "turn_into_dossier",
]
