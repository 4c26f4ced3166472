"""A role held for one field or one kind of step reaches no further (ATZ-1)."""

from collections.abc import Callable

import pytest

from motcua.accounts.models import RoleAssignment
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.catalogue import selectors as catalogue
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import NotYourField, NotYourStep
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Wish
from motcua.journeys import intake
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre, Field
from tests.cast import EXTRACT, NOW, intake_of
from tests.dossiers.conftest import ask, bring


def limited(mandate: Mandate, **scope: object) -> Mandate:
    """The same person, from now on only within this scope."""
    RoleAssignment.objects.filter(
        centre_id=mandate.user.centre_id, user=mandate.user
    ).update(**scope)
    return mandate_of(mandate.user, on=NOW.date())


def elsewhere(dossier: Dossier) -> Field:
    return Field.objects.exclude(id=dossier.field_id)[0]


@pytest.mark.parametrize("scope", ["field", "step"])
def test_the_work_of_another_scope_is_not_theirs(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, scope: str
) -> None:
    wrong = {"field": elsewhere(dossier)} if scope == "field" else {"step_key": "seal"}
    outside = limited(civil_status_linh, **wrong)

    assert not selectors.pool(outside).exists()

    with pytest.raises(NotYourStep):
        services.claim(centre=town, code=dossier.code, by=outside, at=NOW)


def test_the_work_within_the_scope_is_theirs(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    key = dossier.steps.get(status="active").key
    inside = limited(civil_status_linh, field=dossier.field, step_key=key)

    assert list(selectors.pool(inside)) == [dossier]

    services.claim(centre=town, code=dossier.code, by=inside, at=NOW)


@pytest.mark.parametrize("take", [intake.receive, intake.lodge])
def test_who_receives_one_field_receives_nothing_of_another(
    town: Centre, reception_mai: Mandate, take: Callable[..., tuple[Dossier, bool]]
) -> None:
    field = catalogue.offer(town, EXTRACT, on=NOW.date()).procedure.field
    sent = {"centre": town, "intake": intake_of(town), "at": NOW, "caller": "test"}
    elsewhere = limited(reception_mai, field=Field.objects.exclude(id=field.id)[0])

    with pytest.raises(NotYourField):
        take(**sent, by=elsewhere, key="elsewhere")

    assert not Dossier.objects.exists()
    take(**sent, by=limited(reception_mai, field=field), key="here")
    assert Dossier.objects.count() == 1


def test_what_waits_for_an_answer_in_another_field_is_not_on_the_list(
    town: Centre, lodge: Callable[..., Dossier], reception_mai: Mandate
) -> None:
    lodged = lodge()
    assert list(selectors.lodged(reception_mai)) == [lodged]

    assert list(selectors.lodged(limited(reception_mai, field=lodged.field))) == [
        lodged
    ]
    assert not selectors.lodged(limited(reception_mai, field=elsewhere(lodged)))


def test_the_papers_of_another_field_are_not_theirs_to_keep(
    town: Centre, dossier: Dossier, reception_mai: Mandate
) -> None:
    Dossier.objects.filter(id=dossier.id).update(state=State.RESOLVED)
    outside = limited(reception_mai, field=elsewhere(dossier))
    given = {"centre": town, "code": dossier.code, "at": NOW}

    with pytest.raises(NotYourStep):
        services.keep_result(place="A1", by=outside, **given)
    with pytest.raises(NotYourStep):
        services.withdraw(wish=Wish("Đổi ý", "An", "id_card"), by=outside, **given)


def test_who_sees_one_field_finds_nothing_of_another(
    town: Centre, receive: Callable[..., Dossier], clerk_thu: Mandate
) -> None:
    mine, theirs = receive(), receive("1.001193")
    if mine.field_id == theirs.field_id:
        theirs.field = elsewhere(mine)
        theirs.save(update_fields=["field"])
    limited_clerk = limited(clerk_thu, field=mine.field)

    found = selectors.within(limited_clerk, selectors.recent(town))

    assert list(found) == [mine]
    assert selectors.for_desk(limited_clerk, mine.code)
    assert selectors.for_desk(limited_clerk, theirs.code) is None


def test_who_lost_the_role_does_nothing_more_with_what_they_hold(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    given = {"centre": town, "code": dossier.code, "at": NOW}
    services.claim(by=civil_status_linh, **given)

    RoleAssignment.objects.filter(centre=town, user=civil_status_linh.user).delete()
    left = mandate_of(civil_status_linh.user, on=NOW.date())

    with pytest.raises(NotYourStep):
        services.hand_over(by=left, **given)


def test_who_receives_another_field_accepts_nothing_by_taking_papers(
    town: Centre, lodge: Callable[..., Dossier], reception_mai: Mandate
) -> None:
    lodged = lodge()
    ask(town, lodged, reception_mai)
    elsewhere_only = limited(reception_mai, field=elsewhere(lodged))

    with pytest.raises(NotYourStep):
        bring(town, lodged, elsewhere_only, at=NOW)
