"""Handing the result over, and what keeps it back."""

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import DossierOnHold, NotYourStep, WrongStep
from motcua.dossiers.models import Dossier, DossierVisit, Hold
from motcua.journeys.return_result import return_in_visit
from motcua.rules.lifecycle import State
from motcua.rules.vietnamese import NotAName
from motcua.visits.models import Visit
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import facts_of, verbs_of


def hand_out(
    town: Centre, dossier: Dossier, by: Mandate, exit_by: str = "counter", **more: str
) -> Dossier:
    to = more.get("to", "  Bùi   Thị An ")
    return return_in_visit(
        centre=town, code=dossier.code, to=to, exit_by=exit_by, by=by, at=NOW
    )


def test_the_dossier_ends_with_receiver_exit_and_visit(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    ended = hand_out(town, ready, reception_mai)

    assert ended.now_in is State.RETURNED
    assert (ended.returned_at, ended.returned_to) == (NOW, "Bùi Thị An")
    assert (ended.exit, ended.holder_role) == ("counter", "")
    visit = Visit.objects.get(dossiers__dossier=ready, dossiers__purpose="return")
    assert (visit.outcome, visit.closed_at) == ("result", NOW)
    assert verbs_of(ready)[-1] == "return_result"
    assert facts_of(ready)[-1] == "dossiers.ResultReturned"


@pytest.mark.parametrize("exit_by", ["post", "electronic"])
def test_by_post_or_mail_there_is_no_visit(
    town: Centre, ready: Dossier, reception_mai: Mandate, exit_by: str
) -> None:
    hand_out(town, ready, reception_mai, exit_by)

    assert not DossierVisit.objects.filter(dossier=ready, purpose="return").exists()


def test_an_open_hold_keeps_it_back_and_leaves_no_visit(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    services.place_hold(
        dossier=ready,
        kind="fee",
        reason="Chưa nộp lệ phí",
        by=reception_mai.user,
        at=NOW,
    )

    with pytest.raises(DossierOnHold):
        hand_out(town, ready, reception_mai)

    ready.refresh_from_db()
    assert ready.now_in is State.RESOLVED
    assert Visit.objects.filter(centre=town).count() == 1


def test_two_areas_hold_and_both_must_release(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    for kind in ("fee", "signature", "fee"):
        services.place_hold(
            dossier=ready, kind=kind, reason="Chưa xong", by=reception_mai.user, at=NOW
        )
    assert Hold.objects.filter(dossier=ready, released_at=None).count() == 2

    services.release_hold(dossier=ready, kind="fee", by=reception_mai.user, at=NOW)
    with pytest.raises(DossierOnHold):
        hand_out(town, ready, reception_mai)
    services.release_hold(
        dossier=ready, kind="signature", by=reception_mai.user, at=NOW
    )

    assert hand_out(town, ready, reception_mai).now_in is State.RETURNED


def test_what_is_not_ready_is_not_returned(
    town: Centre, to_seal: Dossier, clerk_thu: Mandate
) -> None:
    with pytest.raises(WrongStep):
        hand_out(town, to_seal, clerk_thu)


@pytest.mark.parametrize("who", ["vanthu", "phochutich", "songda.receptionist"])
def test_only_reception_hands_out(town: Centre, ready: Dossier, who: str) -> None:
    with pytest.raises(NotYourStep):
        hand_out(town, ready, mandate(who))


def test_it_is_returned_once(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    hand_out(town, ready, reception_mai)

    with pytest.raises(WrongStep):
        hand_out(town, ready, reception_mai)


def test_somebody_must_have_received_it(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    with pytest.raises(NotAName):
        hand_out(town, ready, reception_mai, to="  ")
