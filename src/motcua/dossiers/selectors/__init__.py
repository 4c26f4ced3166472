"""Read dossiers: one whole, lists of work, what is lawful next."""

from motcua.dossiers.selectors.detail import (
    DossierView,
    actions_for,
    by_code,
    by_id,
    by_token,
    for_desk,
    track,
)
from motcua.dossiers.selectors.due import TimeLeft, time_left
from motcua.dossiers.selectors.lists import (
    PAGE,
    Page,
    approvals,
    in_state_counts,
    my_work,
    of_citizen,
    open_reviews,
    page,
    pool,
    ready_results,
    recent,
    search,
    sent_back_before,
    visible_to,
)

__all__ = [
    "PAGE",
    "DossierView",
    "Page",
    "TimeLeft",
    "actions_for",
    "approvals",
    "by_code",
    "by_id",
    "by_token",
    "for_desk",
    "in_state_counts",
    "my_work",
    "of_citizen",
    "open_reviews",
    "page",
    "pool",
    "ready_results",
    "recent",
    "search",
    "sent_back_before",
    "time_left",
    "track",
    "visible_to",
]
