"""Machines come into the hall by a code, do what they may, and leave at once."""

from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation.audit.models import Line
from motcua.queueing import devices
from motcua.queueing.devices import Health
from motcua.queueing.errors import (
    CannotSpeak,
    CounterMissing,
    NobodySpeaks,
    ScreenTooSmall,
    TooManyTries,
    UnknownDevice,
    UnknownPairing,
)
from motcua.queueing.models import Device, Pairing
from motcua.queueing.services import devices as services
from motcua.rules import pairing
from motcua.rules.pairing import NotAPairingCode
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.queueing.hall import later
from tests.queueing.machines import Machines
from tests.rivals import together

WRONG: Final = "CCCCCCC"


def test_the_browser_that_shows_the_code_becomes_the_device(
    town: Centre, machines: Machines
) -> None:
    code, token = machines.ask()
    before = devices.bearer(town, token)

    paired = machines.type(pairing.shown(code).lower(), name="Cạnh cửa chính")

    assert before is None
    assert devices.bearer(town, token) == paired
    assert (paired.kind, paired.name) == ("hall", "Cạnh cửa chính")


def test_a_code_is_good_once(town: Centre, machines: Machines) -> None:
    code, _ = machines.ask()
    machines.type(code)

    with pytest.raises(UnknownPairing):
        machines.type(code)
    assert Device.objects.filter(centre=town).count() == 1


def test_a_code_is_good_for_ten_minutes(machines: Machines) -> None:
    code, _ = machines.ask()

    with pytest.raises(UnknownPairing):
        machines.type(code, at=later(10))
    assert machines.type(code, at=later(9.9))


def test_codes_too_old_are_forgotten(town: Centre, machines: Machines) -> None:
    machines.ask()
    machines.ask(later(5))

    machines.ask(later(11))

    assert Pairing.objects.filter(centre=town).count() == 2


def test_another_ward_cannot_take_our_machine(
    machines: Machines, stranger_centre: Centre
) -> None:
    code, _ = machines.ask()
    theirs = Machines(stranger_centre, mandate("songda.sysadmin").user)

    with pytest.raises(UnknownPairing):
        theirs.type(code)


def test_who_guesses_has_to_wait_even_with_the_right_code(machines: Machines) -> None:
    code, _ = machines.ask()
    for _ in range(services.WRONG_CODES):
        with pytest.raises(UnknownPairing):
            machines.type(WRONG)

    with pytest.raises(TooManyTries):
        machines.type(code)


def test_what_is_no_code_counts_as_a_guess(machines: Machines) -> None:
    for _ in range(services.WRONG_CODES):
        with pytest.raises(NotAPairingCode):
            machines.type("123")

    with pytest.raises(TooManyTries):
        machines.type("123")


def test_the_token_is_kept_as_a_hash_only(machines: Machines) -> None:
    paired, token = machines.pair()

    assert token not in str(Device.objects.filter(id=paired.id).values()[0])
    assert paired.token_hash == services.digest(token)


def test_a_counters_screen_has_its_counter_and_nobody_else_has_one(
    machines: Machines,
) -> None:
    assert machines.pair("counter", counter=5)[0].counter is not None

    with pytest.raises(CounterMissing):
        machines.pair("counter")
    with pytest.raises(CounterMissing):
        machines.pair("hall", counter=5)


def test_two_administrators_with_one_code_take_one_machine(living_town: Centre) -> None:
    machines = Machines(living_town, mandate("quantri").user)
    code, _ = machines.ask()

    def type_it(_: int) -> bool:
        try:
            machines.type(code)
        except UnknownPairing:
            return False
        return True

    assert sorted(together(2, type_it)) == [False, True]
    assert Device.objects.filter(centre=living_town).count() == 1


def test_the_first_display_of_a_hall_speaks_and_only_one_does(
    town: Centre, machines: Machines
) -> None:
    counter, _ = machines.pair("counter", counter=1)
    first, _ = machines.pair(name="một")
    second, _ = machines.pair(name="hai")
    assert devices.speaking(town) == first

    machines.let_speak(second)

    assert devices.speaking(town) == second
    with pytest.raises(CannotSpeak):
        machines.let_speak(counter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Device.objects.filter(centre=town, id=first.id).update(is_speaking=True)


def test_a_revoked_machine_is_a_stranger_at_once(
    town: Centre, machines: Machines
) -> None:
    paired, token = machines.pair()

    machines.revoke(paired)

    assert devices.bearer(town, token) is None
    assert devices.speaking(town) is None
    with pytest.raises(UnknownDevice):
        machines.let_speak(paired)
    with pytest.raises(UnknownDevice):
        machines.revoke(paired)


def test_a_machine_of_another_ward_is_unknown(
    machines: Machines, stranger_centre: Centre
) -> None:
    paired, token = machines.pair()
    theirs = Machines(stranger_centre, mandate("songda.sysadmin").user)

    assert devices.bearer(stranger_centre, token) is None
    assert devices.device(stranger_centre, paired.id) is None
    with pytest.raises(UnknownDevice):
        theirs.revoke(paired)


def test_a_screen_is_set_up_for_who_sits_farthest(machines: Machines) -> None:
    paired, _ = machines.pair()

    ready = machines.set_up(
        paired, name="Cửa", reading_metres=Decimal(10), left=(1, 2), right=(7,)
    )

    ready.refresh_from_db()
    assert (ready.name, ready.reading_metres) == ("Cửa", Decimal(10))
    assert (ready.left, ready.right) == ([1, 2], [7])


def test_letters_that_do_not_fit_are_refused_with_what_does(machines: Machines) -> None:
    paired, _ = machines.pair()

    with pytest.raises(ScreenTooSmall) as refused:
        machines.set_up(paired, reading_metres=Decimal(10), screen_inches=32)

    assert refused.value.metres == pytest.approx(7.65, abs=0.01)


def test_a_machine_that_reports_is_noted_now_and_then(machines: Machines) -> None:
    paired, _ = machines.pair()
    services.hear(paired, {"sound": "chime"}, at=NOW)

    services.hear(paired, {"sound": "chime"}, at=later(seconds=20))
    quiet = Device.objects.get(id=paired.id).last_seen_at
    services.hear(paired, {"sound": "blocked"}, at=later(seconds=21))
    news = Device.objects.get(id=paired.id).last_seen_at
    services.hear(paired, {"sound": "blocked"}, at=later(seconds=51))
    again = Device.objects.get(id=paired.id).last_seen_at

    assert (quiet, news, again) == (NOW, later(seconds=21), later(seconds=51))


def test_of_what_a_machine_says_only_the_known_is_kept(machines: Machines) -> None:
    paired, _ = machines.pair()
    said = {
        "sound": "loud",
        "tried": "yes",
        "errors": ["x" * 5000, *map(str, range(9))],
        "name": "Bùi Thị An",
    }

    services.hear(paired, said, at=NOW)

    paired.refresh_from_db()
    assert paired.said == {"errors": ["4", "5", "6", "7", "8"]}
    services.hear(paired, {"errors": ["x" * 5000]}, at=later(1))
    paired.refresh_from_db()
    assert len(paired.said["errors"][0]) == services.LONGEST_ERROR


def test_a_machine_is_lost_when_it_misses_its_reports(machines: Machines) -> None:
    paired, _ = machines.pair()
    assert devices.health(paired, at=NOW) is Health.NEVER_SEEN

    services.hear(paired, {}, at=NOW)

    assert devices.health(paired, at=NOW + devices.SILENT_AFTER) is Health.RUNNING
    long_after = NOW + devices.SILENT_AFTER + timedelta(seconds=1)
    assert devices.health(paired, at=long_after) is Health.SILENT
    assert devices.health(machines.revoke(paired), at=NOW) is Health.REVOKED


def test_a_living_machine_is_not_lost_between_two_notes() -> None:
    # A report that comes just before a note is due is the last one before the next.
    assert 2 * services.NOTED_EVERY < devices.SILENT_AFTER


def test_the_sound_is_tried_where_the_hall_speaks(machines: Machines) -> None:
    with pytest.raises(NobodySpeaks):
        machines.try_sound()
    paired, _ = machines.pair()

    tried = machines.try_sound(later(1))

    assert (tried, tried.sound_tried_at) == (paired, later(1))


def test_every_act_on_a_machine_leaves_its_line(
    town: Centre, machines: Machines
) -> None:
    paired, _ = machines.pair()
    machines.set_up(paired)
    machines.let_speak(paired)
    machines.try_sound()
    machines.revoke(paired)

    lines = Line.objects.filter(centre_id=town.id, subject_id=paired.id)
    assert list(lines.order_by("at", "id").values_list("verb", "actor")) == [
        (verb, "quantri")
        for verb in (
            "pair_device",
            "set_up_device",
            "let_device_speak",
            "try_sound",
            "revoke_device",
        )
    ]
