"""Two wards in one database may each have somebody called alike."""

from motcua.accounts import services
from motcua.accounts.models import User
from motcua.accounts.services import NewUser
from motcua.simulator.town import DEMO_PASSWORD
from motcua.ward.founding import Founder
from motcua.ward.models import Centre
from tests.cast import NOW


def enter(centre: Centre | None) -> User | None:
    """Sign in as `tiepnhan` at the address of this centre."""
    return services.sign_in(
        username="tiepnhan",
        password=DEMO_PASSWORD,
        address="127.0.0.1",
        at=NOW,
        centre=centre,
    )


def test_the_address_says_whose_people_are_meant(
    town: Centre, stranger_centre: Centre
) -> None:
    theirs = services.add_user(
        centre=stranger_centre,
        new=NewUser("tiepnhan", "Người Sông Đà", password=DEMO_PASSWORD),
        roles=["receptionist"],
        by=Founder(),
        at=NOW,
    )

    at_home, away = enter(town), enter(stranger_centre)

    assert at_home is not None
    assert at_home.centre_id == town.id
    assert away == theirs
    assert enter(None) is None
