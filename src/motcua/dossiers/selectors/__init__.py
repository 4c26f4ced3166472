"""Read dossiers: one whole, lists of work, what is lawful next."""

from motcua.dossiers.selectors.detail import (
    DossierView,
    PublicStory,
    actions_for,
    by_code,
    by_token,
    for_desk,
    public_story,
    public_story_by_id,
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
    search,
    visible_to,
)

__all__ = [
    "DossierView",
    "Page",
    "PublicStory",
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
    "public_story",
    "public_story_by_id",
    "ready_results",
    "recent",
    "search",
    "track",
    "visible_to",
]
