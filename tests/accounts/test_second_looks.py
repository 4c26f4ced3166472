"""What needs two people happens only when the second one agrees (ATZ-7)."""

from datetime import timedelta

import pytest

from motcua.accounts import second_looks
from motcua.accounts.models import PendingAct
from motcua.accounts.second_looks import RoleWish
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.foundation.audit.models import Line
from motcua.ward.models import Field
from tests.cast import NOW

WISH = RoleWish("clerk", starts_on=NOW.date())


def asked(admin: Mandate, user: Mandate, wish: RoleWish = WISH) -> PendingAct:
    return second_looks.ask_for_role(
        user=user.user, wish=wish, by=admin.user, at=NOW, reason="QĐ 12"
    )


def test_a_role_waits_for_the_second_person(
    admin_quan: Mandate, reception_mai: Mandate, director_khanh: Mandate
) -> None:
    act = asked(admin_quan, reception_mai)
    before = mandate_of(reception_mai.user, on=NOW.date()).roles

    second_looks.decide(act_id=act.id, is_confirmed=True, by=director_khanh, at=NOW)

    after = mandate_of(reception_mai.user, on=NOW.date()).roles
    assert after - before == {"clerk"}
    verbs = set(Line.objects.filter(subject_id=act.id).values_list("verb", flat=True))
    assert verbs == {"ask_second_look", "decide_second_look"}


def test_a_declined_role_is_not_held(
    admin_quan: Mandate, reception_mai: Mandate, director_khanh: Mandate
) -> None:
    act = asked(admin_quan, reception_mai)

    second_looks.decide(act_id=act.id, is_confirmed=False, by=director_khanh, at=NOW)

    assert "clerk" not in mandate_of(reception_mai.user, on=NOW.date()).roles


def test_nobody_confirms_their_own_wish_or_gain(
    director_khanh: Mandate, admin_quan: Mandate, reception_mai: Mandate
) -> None:
    own = asked(director_khanh, reception_mai)
    gain = asked(admin_quan, director_khanh)

    for act in (own, gain):
        with pytest.raises(second_looks.OwnWish):
            second_looks.decide(
                act_id=act.id, is_confirmed=True, by=director_khanh, at=NOW
            )

    with pytest.raises(PermissionError):
        second_looks.decide(act_id=own.id, is_confirmed=True, by=admin_quan, at=NOW)


def test_a_wish_is_answered_once_within_three_days(
    admin_quan: Mandate, reception_mai: Mandate, director_khanh: Mandate
) -> None:
    act = asked(admin_quan, reception_mai)
    late = NOW + second_looks.OPEN_FOR + timedelta(seconds=1)

    with pytest.raises(second_looks.NotWaiting):
        second_looks.decide(
            act_id=act.id, is_confirmed=True, by=director_khanh, at=late
        )
    second_looks.decide(act_id=act.id, is_confirmed=False, by=director_khanh, at=NOW)

    with pytest.raises(second_looks.NotWaiting):
        second_looks.decide(act_id=act.id, is_confirmed=True, by=director_khanh, at=NOW)


def test_a_confirmed_export_is_done_once_by_who_asked_within_a_day(
    admin_quan: Mandate, reception_mai: Mandate, director_khanh: Mandate
) -> None:
    export = PendingAct.Kind.EXPORT
    act = second_looks.ask(
        kind=export,
        subject_id=None,
        detail={"what": "sổ 2026"},
        reason="thanh tra",
        by=admin_quan.user,
        at=NOW,
    )
    with pytest.raises(second_looks.NotConfirmed):
        second_looks.use(act_id=act.id, kind=export, by=admin_quan.user, at=NOW)
    second_looks.decide(act_id=act.id, is_confirmed=True, by=director_khanh, at=NOW)
    day = second_looks.USABLE_FOR
    with pytest.raises(second_looks.NotConfirmed):
        second_looks.use(act_id=act.id, kind=export, by=reception_mai.user, at=NOW)
    with pytest.raises(second_looks.NotConfirmed):
        second_looks.use(
            act_id=act.id,
            kind=export,
            by=admin_quan.user,
            at=NOW + day + timedelta(seconds=1),
        )

    second_looks.use(act_id=act.id, kind=export, by=admin_quan.user, at=NOW + day)

    with pytest.raises(second_looks.NotConfirmed):
        second_looks.use(act_id=act.id, kind=export, by=admin_quan.user, at=NOW)


def test_a_stranger_cannot_answer(
    admin_quan: Mandate, reception_mai: Mandate, stranger: Mandate
) -> None:
    act = asked(admin_quan, reception_mai)
    theirs = mandate_of(
        type(stranger.user).objects.get(username="songda.centre_director"),
        on=NOW.date(),
    )

    with pytest.raises(second_looks.UnknownAct):
        second_looks.decide(act_id=act.id, is_confirmed=True, by=theirs, at=NOW)

    act.refresh_from_db()
    assert act.decision == ""


def test_a_scope_is_kept_as_it_was_asked_for(
    admin_quan: Mandate, reception_mai: Mandate, director_khanh: Mandate
) -> None:
    field = Field.objects.all()[0]
    wish = RoleWish("clerk", NOW.date(), field_id=field.id, step_key="seal")
    act = asked(admin_quan, reception_mai, wish)

    second_looks.decide(act_id=act.id, is_confirmed=True, by=director_khanh, at=NOW)

    mandate = mandate_of(reception_mai.user, on=NOW.date())
    assert mandate.holds("clerk", field_id=field.id, step_key="seal")
    assert not mandate.holds("clerk", field_id=field.id, step_key="sign")
    other = Field.objects.exclude(id=field.id)[0]
    assert not mandate.holds("clerk", field_id=other.id, step_key="seal")
