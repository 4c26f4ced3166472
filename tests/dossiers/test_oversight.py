"""What the heads find: steps that went otherwise, dossiers nobody will move."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts import services as accounts
from motcua.accounts.absences import NewAbsence, declare_absence
from motcua.accounts.delegations import NewDelegation, delegate_signature
from motcua.accounts.models import RoleAssignment
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.models import Dossier, Step, StepDeviation
from motcua.dossiers.selectors import Wanted
from motcua.dossiers.selectors.stuck import present_on
from motcua.dossiers.services import Ground
from motcua.foundation.outbox import services as outbox
from motcua.rules.stuck import StuckReason
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import ask, bring
from tests.dossiers.test_plans import plan_of

LATE = datetime.fromisoformat("2026-11-27T16:00:00+07:00")
MONTH = Wanted(NOW - timedelta(days=30), NOW + timedelta(days=30))


def kinds_of(dossier: Dossier) -> list[str]:
    rows = StepDeviation.objects.filter(centre=dossier.centre_id, dossier=dossier)
    return sorted(rows.values_list("kind", flat=True))


def test_a_step_over_its_hours_is_written_down_once(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    services.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=LATE)

    outbox.deliver_due(at=LATE)
    step = Step.objects.get(dossier=dossier, position=2)
    services.judge_step(centre_id=town.id, step_id=step.id, finished_at=LATE)

    (row,) = StepDeviation.objects.filter(centre=town, dossier=dossier)
    assert row.kind == "over_time"
    assert row.officer == civil_status_linh.user
    # Wednesday from 9:00, a whole Thursday, Friday until 16:00: 6.5, 8 and 7 hours.
    assert row.spent_minutes == 1290 > row.planned_minutes


def test_the_time_of_a_pause_is_no_time_of_the_step(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    given = {"centre": town, "code": dossier.code, "by": civil_status_linh}
    ask(town, dossier, civil_status_linh)
    bring(town, dossier, civil_status_linh, at=LATE)
    services.hand_over(at=LATE, **given)

    outbox.deliver_due(at=LATE)

    assert kinds_of(dossier) == []


def test_a_step_done_in_time_leaves_nothing(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    services.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)

    outbox.deliver_due(at=NOW)

    assert kinds_of(dossier) == []


def test_a_step_that_was_sent_back_is_told_when_it_is_done_again(
    town: Centre, to_sign: Dossier, leader_hung: Mandate, civil_status_linh: Mandate
) -> None:
    services.send_back(
        centre=town, code=to_sign.code, reason="Sai tên", by=leader_hung, at=NOW
    )
    services.hand_over(centre=town, code=to_sign.code, by=civil_status_linh, at=NOW)

    outbox.deliver_due(at=NOW)

    assert kinds_of(to_sign) == ["sent_back"]


def test_the_report_goes_on_behind_its_last_row(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    step = Step.objects.get(dossier=dossier, position=2)
    for number in range(5):
        StepDeviation.objects.create(
            centre=town,
            dossier=dossier,
            step=step,
            kind="over_time" if number % 2 else "sent_back",
            at=NOW + timedelta(minutes=number // 2),
            planned_minutes=0,
            spent_minutes=number,
        )

    seen, after = selectors.deviation_page(town, MONTH, size=2)
    while after is not None:
        rows, after = selectors.deviation_page(town, MONTH, after=after, size=2)
        seen += rows

    assert len(seen) == len({row.id for row in seen}) == 5
    assert [row.at for row in seen] == sorted((r.at for r in seen), reverse=True)
    assert selectors.deviation_counts(town, MONTH) == {"sent_back": 3, "over_time": 2}


def test_a_dossier_that_moves_is_not_stuck(town: Centre, dossier: Dossier) -> None:
    assert selectors.stuck_dossiers(town, at=NOW + timedelta(hours=6)) == []


def test_sixteen_working_hours_without_movement_are_stuck(
    town: Centre, dossier: Dossier
) -> None:
    two_days = NOW + timedelta(days=2)

    before = selectors.stuck_dossiers(town, at=two_days)
    (found,) = selectors.stuck_dossiers(town, at=two_days + timedelta(hours=1))

    assert before == []
    assert found.dossier == dossier
    assert found.reasons == (StuckReason.NO_MOVEMENT,)
    assert found.since == NOW


def test_the_centre_sets_its_own_number_of_hours(
    town: Centre, dossier: Dossier, director_khanh: Mandate
) -> None:
    services.set_stuck_limit(
        centre=town, working_hours=40, source="QĐ 1", by=director_khanh.user, at=NOW
    )

    assert selectors.stuck_count(town, at=LATE) == 0


def test_work_in_a_closed_sign_in_is_found_at_once(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, admin_quan: Mandate
) -> None:
    services.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)
    accounts.set_active(
        user=civil_status_linh.user, is_active=False, by=admin_quan.user, at=NOW
    )

    (found,) = selectors.stuck_dossiers(town, at=NOW)

    assert found.reasons == (StuckReason.HOLDER_GONE,)


def test_a_holder_who_is_away_without_a_stand_in_is_found(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    services.claim(centre=town, code=ready.code, by=reception_mai, at=NOW)
    mai = reception_mai.user
    declare_absence(user=mai, new=NewAbsence(NOW.date(), NOW.date()), by=mai, at=NOW)

    (found,) = selectors.stuck_dossiers(town, at=NOW)

    assert found.reasons == (StuckReason.HOLDER_AWAY,)
    assert selectors.stuck_count(town, at=NOW + timedelta(days=1)) == 0


def test_a_role_nobody_holds_leaves_its_work_without_an_owner(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, admin_quan: Mandate
) -> None:
    accounts.end_role(
        user=civil_status_linh.user,
        role="civil_status_officer",
        ends_on=NOW.date() - timedelta(days=1),
        by=admin_quan.user,
        at=NOW,
    )

    (found,) = selectors.stuck_dossiers(town, at=NOW)

    assert found.reasons == (StuckReason.NO_OWNER,)


def test_an_open_dossier_without_a_step_is_found(
    town: Centre, dossier: Dossier
) -> None:
    Dossier.objects.filter(centre=town, id=dossier.id).update(
        held_since=None, holder_role=""
    )

    (found,) = selectors.stuck_dossiers(town, at=NOW)

    assert found.reasons == (StuckReason.NO_NEXT_STEP,)


def test_what_a_head_stopped_is_not_stuck(
    town: Centre, dossier: Dossier, director_khanh: Mandate
) -> None:
    ground = Ground("other", "Chờ tòa", "Điều 19", "QĐ 1")
    services.stop(
        centre=town, code=dossier.code, ground=ground, by=director_khanh, at=NOW
    )

    assert selectors.stuck_dossiers(town, at=NOW + timedelta(days=30)) == []


def test_a_role_the_leader_held_once_has_no_owner_by_a_delegation(
    town: Centre, leader_hung: Mandate, chief_lan: Mandate
) -> None:
    day = NOW.date()
    RoleAssignment.objects.create(
        centre=town,
        user=leader_hung.user,
        role="vice_chairman_kt",
        starts_on=day - timedelta(days=90),
        ends_on=day - timedelta(days=30),
    )
    paper = NewDelegation("TL", day, day, "12/GUQ", day)
    delegate_signature(
        leader=leader_hung.user,
        deputy=chief_lan.user,
        new=paper,
        by=leader_hung.user,
        at=NOW,
    )

    assert "vice_chairman_kt" not in present_on(town, day).roles


def test_another_ward_sees_nothing_of_it(
    stranger_centre: Centre, dossier: Dossier
) -> None:
    assert selectors.stuck_dossiers(stranger_centre, at=LATE) == []


def test_more_stuck_dossiers_ask_no_more_of_the_database(
    town: Centre, receive: Callable[..., Dossier]
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            selectors.stuck_dossiers(town, at=LATE)
        return len(queries)

    receive()
    one = asked()
    for _ in range(4):
        receive()

    assert asked() == one


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's words")
@pytest.mark.parametrize(
    ("changes", "index"),
    [
        ({}, "deviations_by_time"),
        ({"kind": "over_time"}, "deviations_of_kind"),
        ({"officer": True}, "deviations_of_officer"),
        ({"unit": True}, "deviations_of_unit"),
    ],
)
def test_the_report_is_read_by_its_index(
    town: Centre, changes: dict[str, object], index: str
) -> None:
    user = mandate("hotich").user
    wanted = Wanted(
        MONTH.since,
        MONTH.until,
        kind=str(changes.get("kind", "")),
        officer_id=user.id if "officer" in changes else None,
        unit_id=user.department_id if "unit" in changes else None,
    )

    plan = plan_of(selectors.report_rows(town, wanted))

    assert index in plan, plan
    assert "TEMP B-TREE" not in plan
