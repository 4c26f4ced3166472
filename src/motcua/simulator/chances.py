"""How often things happen in a simulated month.

None of these shares is measured: they are guesses of ours (synthetic), chosen so that
every story happens. What the month shows is that the figures are counted right, not
what a real ward will find.
"""

import random
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Chances:
    """Shares of one, each drawn for one dossier or one step."""

    # What the first coming to the counter meets.
    paper_missing_at_counter: float = 0.04
    told_wrongly: float = 0.01
    lodged: float = 0.06
    refused_at_reception: float = 0.3
    # What happens to a dossier that is being worked on.
    supplement: float = 0.07
    answered_online: float = 0.3
    never_answered: float = 0.1
    second_supplement: float = 0.15
    opinion: float = 0.06
    payment: float = 0.05
    refused: float = 0.03
    withdrawn: float = 0.02
    stopped: float = 0.01
    sent_back: float = 0.05
    extended: float = 0.6
    # How long steps take, as shares of their planned hours.
    over_time: float = 0.1
    agency_late: float = 0.25
    # What the applicant does.
    impatient: float = 0.03
    comes_when_promised: float = 0.6
    comes_at_once: float = 0.3
    comes_late: float = 0.15
    never_comes: float = 0.04
    result_wrong: float = 0.01
    uses_post: float = 0.08
    uses_electronic: float = 0.2
    uses_home: float = 0.02


USUAL: Final = Chances()

ORIGINS: Final = {
    "online_at_centre": 90,
    "online_self": 5,
    "online_at_home": 2,
    "counter": 2,
    "home": 1,
}
WALK_INS: Final = {
    "certified_copy": 52,
    "guidance": 20,
    "look_up": 10,
    "online_help": 9,
    "e_identity": 6,
    "complaint": 1,
    "other": 2,
}
CONFIRMATIONS: Final = {
    "family_circumstances": 4,
    "own_produce": 3,
    "damage": 1,
    "residence": 5,
    "same_person": 2,
}


def drawn(dice: random.Random, weights: dict[str, int]) -> str:
    """One key, as often as its weight says."""
    return dice.choices(list(weights), list(weights.values()))[0]
