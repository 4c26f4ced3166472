"""Read dossiers: one whole, lists of work, what is lawful next."""

from motcua.dossiers.selectors.comings import (
    Proposal,
    first_visit,
    propose_again,
    visits_of,
)
from motcua.dossiers.selectors.detail import (
    DossierView,
    PublicStory,
    actions_for,
    by_code,
    by_id,
    by_token,
    files_of,
    for_desk,
    public_story,
    public_story_by_id,
    track,
)
from motcua.dossiers.selectors.deviations import (
    After,
    SideBySide,
    Wanted,
    deviation_counts,
    deviation_page,
    exported,
    report_rows,
    side_by_side,
)
from motcua.dossiers.selectors.due import (
    TimeLeft,
    time_left,
)
from motcua.dossiers.selectors.endings import (
    on_time_by_first_promise,
)
from motcua.dossiers.selectors.finding import (
    Found,
    search,
)
from motcua.dossiers.selectors.lists import (
    approvals,
    in_state_counts,
    limits,
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
    within,
)
from motcua.dossiers.selectors.paging import (
    PAGE,
    NotACursor,
    Page,
    page,
)
from motcua.dossiers.selectors.returns import (
    UNCOLLECTED_DAYS,
    custody_of,
    days_waiting,
    places_of,
    return_record,
    uncollected,
)
from motcua.dossiers.selectors.spent import (
    Spent,
    spent,
)
from motcua.dossiers.selectors.stuck import (
    Stuck,
    stuck_count,
    stuck_dossiers,
    stuck_limit,
)
from motcua.dossiers.selectors.succession import (
    open_work,
    sole_roles,
)

__all__ = [
    "PAGE",
    "UNCOLLECTED_DAYS",
    "After",
    "DossierView",
    "Found",
    "NotACursor",
    "Page",
    "Proposal",
    "PublicStory",
    "SideBySide",
    "Spent",
    "Stuck",
    "TimeLeft",
    "Wanted",
    "actions_for",
    "approvals",
    "by_code",
    "by_id",
    "by_token",
    "custody_of",
    "days_waiting",
    "deviation_counts",
    "deviation_page",
    "exported",
    "files_of",
    "first_visit",
    "for_desk",
    "in_state_counts",
    "limits",
    "my_work",
    "of_citizen",
    "often_received",
    "on_time_by_first_promise",
    "open_reviews",
    "open_work",
    "page",
    "places_of",
    "pool",
    "propose_again",
    "public_story",
    "public_story_by_id",
    "ready_results",
    "recent",
    "report_rows",
    "return_record",
    "review",
    "search",
    "sent_back_before",
    "side_by_side",
    "sole_roles",
    "spent",
    "stuck_count",
    "stuck_dossiers",
    "stuck_limit",
    "time_left",
    "track",
    "uncollected",
    "visible_to",
    "visits_of",
    "within",
]
