"""Gọi cán bộ: one ring at a time, until somebody goes."""

import pytest

from motcua.accounts.selectors import Mandate
from motcua.foundation.audit.models import Line
from motcua.queueing import attention
from motcua.queueing.errors import HelpIsComing, UnknownHelpCall
from motcua.queueing.models import Device, HelpCall
from motcua.queueing.services import helping
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import later
from tests.queueing.machines import Machines


@pytest.fixture
def kiosk(machines: Machines) -> Device:
    """The machine at the door."""
    return machines.pair("kiosk", "Máy ở cửa")[0]


def test_pressed_ten_times_it_rings_once(kiosk: Device) -> None:
    calls = {helping.ask(kiosk, at=later(seconds=n)) for n in range(10)}

    assert len(calls) == 1
    assert HelpCall.objects.count() == 1


def test_the_greeter_sees_it_until_somebody_goes(
    kiosk: Device, town: Centre, reception_mai: Mandate
) -> None:
    call = helping.ask(kiosk, at=NOW)
    seen = attention.needed(town, at=later(1)).calls

    helping.go(centre=town, call_id=call.id, by=reception_mai.user, at=later(2))

    assert [each.device.name for each in seen] == ["Máy ở cửa"]
    assert attention.needed(town, at=later(2)).calls == []
    assert Line.objects.filter(verb="go_to_help").count() == 1


def test_two_do_not_go_for_one_call(
    kiosk: Device, town: Centre, reception_mai: Mandate, civil_status_linh: Mandate
) -> None:
    call = helping.ask(kiosk, at=NOW)
    helping.go(centre=town, call_id=call.id, by=reception_mai.user, at=NOW)

    with pytest.raises(HelpIsComing):
        helping.go(centre=town, call_id=call.id, by=civil_status_linh.user, at=NOW)


def test_a_call_of_another_ward_is_not_there(
    kiosk: Device, stranger_centre: Centre, reception_mai: Mandate
) -> None:
    call = helping.ask(kiosk, at=NOW)

    with pytest.raises(UnknownHelpCall):
        helping.go(
            centre=stranger_centre, call_id=call.id, by=reception_mai.user, at=NOW
        )


def test_after_somebody_went_it_can_ring_again(
    kiosk: Device, town: Centre, reception_mai: Mandate
) -> None:
    first = helping.ask(kiosk, at=NOW)
    helping.go(centre=town, call_id=first.id, by=reception_mai.user, at=NOW)

    assert helping.ask(kiosk, at=later(5)) != first


def test_a_machine_sent_away_calls_nobody(
    kiosk: Device, town: Centre, machines: Machines
) -> None:
    helping.ask(kiosk, at=NOW)
    machines.revoke(kiosk)

    assert attention.needed(town, at=NOW).calls == []
