"""Read dossiers: one whole, lists of work, what is lawful next."""

from motcua.dossiers.selectors.detail import (
    DossierView,
    actions_for,
    by_code,
    by_token,
    for_desk,
    track,
)
from motcua.dossiers.selectors.lists import (
    Page,
    approvals,
    in_state_counts,
    my_work,
    of_citizen,
    open_reviews,
    pool,
    ready_results,
    recent,
    review,
    search,
    visible_to,
)

__all__ = [
    "DossierView",
    "Page",
    "actions_for",
    "approvals",
    "by_code",
    "by_token",
    "for_desk",
    "in_state_counts",
    "my_work",
    "of_citizen",
    "open_reviews",
    "pool",
    "ready_results",
    "recent",
    "review",
    "search",
    "track",
    "visible_to",
]
