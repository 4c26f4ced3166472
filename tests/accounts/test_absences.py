"""Who is away, who stands in: what is written down and what is refused."""

from datetime import date, timedelta

import pytest

from motcua.accounts import absences, away, services
from motcua.accounts.absences import NewAbsence, declare_absence
from motcua.accounts.models import Absence, User
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre
from tests.cast import NOW, mandate

TODAY = NOW.date()
FRIDAY = TODAY + timedelta(days=2)


@pytest.fixture
def stand_in(town: Centre, admin_quan: Mandate) -> User:
    """Lan of the same office, who was given Linh's role too."""
    user = mandate("chanhvp").user
    services.grant_role(
        user=user,
        role="civil_status_officer",
        starts_on=TODAY,
        by=admin_quan.user,
        at=NOW,
    )
    return user


def away_with(substitute: User | None, **changes: object) -> NewAbsence:
    given = {"starts_on": TODAY, "ends_on": FRIDAY, "substitute": substitute}
    return NewAbsence(**given | changes)  # type: ignore[arg-type]


def test_a_stand_in_acts_from_the_first_day_through_the_last(
    town: Centre, civil_status_linh: Mandate, stand_in: User
) -> None:
    linh = civil_status_linh.user

    declare_absence(user=linh, new=away_with(stand_in), by=linh, at=NOW)

    days = [TODAY - timedelta(days=1), TODAY, FRIDAY, FRIDAY + timedelta(days=1)]
    stands = [
        [absent.user_id for absent in mandate_of(stand_in, on=day).stands_for]
        for day in days
    ]
    assert stands == [[], [linh.id], [linh.id], []]


def test_coming_back_early_counts_at_the_next_request(
    town: Centre, civil_status_linh: Mandate, stand_in: User
) -> None:
    linh = civil_status_linh.user
    absence = declare_absence(user=linh, new=away_with(stand_in), by=linh, at=NOW)

    yesterday = TODAY - timedelta(days=1)
    absences.end_absence(absence=absence, last_day=yesterday, by=linh, at=NOW)

    assert mandate_of(stand_in, on=TODAY).stands_for == ()
    assert away.away_on(town.id, TODAY) == {}


def test_a_seconding_unit_must_name_a_stand_in(
    town: Centre, civil_status_linh: Mandate, reception_mai: Mandate
) -> None:
    linh, mai = civil_status_linh.user, reception_mai.user

    with pytest.raises(absences.SubstituteMissing):
        declare_absence(user=linh, new=away_with(None), by=linh, at=NOW)
    of_centre = declare_absence(user=mai, new=away_with(None), by=mai, at=NOW)

    assert of_centre.substitute is None
    assert not Absence.objects.filter(centre=town, user=linh).exists()


def test_nobody_is_away_twice_at_once(
    town: Centre, civil_status_linh: Mandate, stand_in: User
) -> None:
    linh = civil_status_linh.user
    declare_absence(user=linh, new=away_with(stand_in), by=linh, at=NOW)

    with pytest.raises(absences.AlreadyAway):
        declare_absence(
            user=linh, new=away_with(stand_in, starts_on=FRIDAY), by=linh, at=NOW
        )
    after = away_with(
        stand_in, starts_on=date(2026, 11, 30), ends_on=date(2026, 11, 30)
    )
    declare_absence(user=linh, new=after, by=linh, at=NOW)

    assert Absence.objects.filter(centre=town, user=linh).count() == 2


def test_who_is_away_stands_in_for_nobody(
    town: Centre, civil_status_linh: Mandate, stand_in: User, reception_mai: Mandate
) -> None:
    clerk = mandate("vanthu").user
    services.grant_role(
        user=clerk,
        role="civil_status_officer",
        starts_on=TODAY,
        by=stand_in,
        at=NOW,
    )
    for role in ("office_chief", "civil_status_officer"):
        services.grant_role(
            user=reception_mai.user, role=role, starts_on=TODAY, by=clerk, at=NOW
        )
    new = away_with(reception_mai.user, starts_on=FRIDAY)
    declare_absence(user=stand_in, new=new, by=stand_in, at=NOW)

    linh = civil_status_linh.user
    with pytest.raises(absences.SubstituteAway):
        declare_absence(user=linh, new=away_with(stand_in), by=linh, at=NOW)


def test_who_lacks_the_role_on_a_day_cannot_stand_in(
    town: Centre, civil_status_linh: Mandate, clerk_thu: Mandate, stand_in: User
) -> None:
    linh = civil_status_linh.user

    with pytest.raises(absences.SubstituteUnfit) as told:
        declare_absence(user=linh, new=away_with(clerk_thu.user), by=linh, at=NOW)
    services.end_role(
        user=stand_in,
        role="civil_status_officer",
        ends_on=TODAY,
        by=linh,
        at=NOW,
    )
    with pytest.raises(absences.SubstituteUnfit):
        declare_absence(user=linh, new=away_with(stand_in), by=linh, at=NOW)

    assert told.value.role == "civil_status_officer"


def test_a_stranger_cannot_stand_in(
    town: Centre, civil_status_linh: Mandate, stranger: Mandate
) -> None:
    linh = civil_status_linh.user

    with pytest.raises(absences.SubstituteUnfit):
        declare_absence(user=linh, new=away_with(stranger.user), by=linh, at=NOW)


@pytest.mark.parametrize(
    "ends_on", [TODAY - timedelta(days=1), TODAY + timedelta(days=366)]
)
def test_days_that_cannot_be_are_refused(
    town: Centre, reception_mai: Mandate, ends_on: date
) -> None:
    mai = reception_mai.user

    with pytest.raises(absences.WrongDays):
        declare_absence(user=mai, new=away_with(None, ends_on=ends_on), by=mai, at=NOW)


def test_an_absence_leaves_an_audit_line_without_its_reason(
    town: Centre, reception_mai: Mandate
) -> None:
    mai = reception_mai.user

    declare_absence(user=mai, new=away_with(None, reason="Đi viện"), by=mai, at=NOW)

    line = Line.objects.filter(centre_id=town.id, verb="declare_absence").get()
    assert line.actor == "tiepnhan"
    assert "Đi viện" not in str(line.detail) + line.reason


def test_the_reason_is_stored_encrypted(town: Centre, reception_mai: Mandate) -> None:
    mai = reception_mai.user

    absence = declare_absence(
        user=mai, new=away_with(None, reason="Đi viện"), by=mai, at=NOW
    )

    kept = Absence.objects.filter(centre=town, id=absence.id)
    assert kept.get().reason == "Đi viện"
    assert not kept.extra(where=["reason LIKE %s"], params=["%viện%"]).exists()
