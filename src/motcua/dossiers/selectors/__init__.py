"""Read dossiers: one whole, lists of work, what is lawful next."""

from motcua.dossiers.selectors.detail import (
    DossierView,
    PublicStory,
    actions_for,
    by_code,
    by_id,
    by_token,
    for_desk,
    public_story,
    public_story_by_id,
    track,
)
from motcua.dossiers.selectors.due import TimeLeft, time_left
from motcua.dossiers.selectors.finding import Found, search
from motcua.dossiers.selectors.lists import (
    approvals,
    in_state_counts,
    my_work,
    of_citizen,
    often_received,
    open_reviews,
    pool,
    ready_results,
    recent,
    review,
    sent_back_before,
    visible_to,
)
from motcua.dossiers.selectors.paging import PAGE, NotACursor, Page, page

__all__ = [
    "PAGE",
    "DossierView",
    "Found",
    "NotACursor",
    "Page",
    "PublicStory",
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
    "often_received",
    "open_reviews",
    "page",
    "pool",
    "public_story",
    "public_story_by_id",
    "ready_results",
    "recent",
    "review",
    "search",
    "sent_back_before",
    "time_left",
    "track",
    "visible_to",
]
