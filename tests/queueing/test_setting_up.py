"""The hall is set up: queues, who serves them, what officers can do; all of it audited."""

from dataclasses import replace

import pytest

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.foundation.audit.models import Line
from motcua.queueing import selectors, skills
from motcua.queueing.errors import (
    Closed,
    HallClosed,
    LetterTaken,
    LetterUsed,
    UnknownCounter,
    UnknownQueue,
    UnknownSkill,
)
from motcua.queueing.models import CounterQueue, Queue, Skill
from motcua.queueing.services import setting_up
from motcua.queueing.services.setting_up import QueueTold
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall

PAYING = QueueTold(letter="P", name="Nộp lệ phí", name_en="Pay fees", fields=("HT",))


def as_told(town: Centre, letter: str) -> QueueTold:
    """A queue as it is, to be told otherwise in one point."""
    queue = Queue.objects.get(centre=town, letter=letter)
    kept = {name: getattr(queue, name) for name in QueueTold.__annotations__}
    return QueueTold(**{**kept, "fields": tuple(queue.fields)})


@pytest.fixture
def by(admin_quan: Mandate) -> User:
    """Quân, who sets the hall up."""
    return admin_quan.user


def letters(town: Centre) -> list[str]:
    """The queues in the order of the machine."""
    return [queue.letter for queue in selectors.queues(town)]


def test_a_new_queue_stands_last_and_gives_numbers(
    hall: Hall, town: Centre, by: User
) -> None:
    queue = setting_up.make_queue(centre=town, told=PAYING, by=by, at=NOW)

    assert letters(town)[-1] == "P"
    assert (queue.fields, queue.is_synthetic) == (["HT"], False)
    assert hall.take("P").label == "P001"
    assert Line.objects.get(verb="make_queue").subject_id == queue.id


def test_no_two_queues_have_one_letter(town: Centre, by: User) -> None:
    taken = replace(PAYING, letter="A")

    with pytest.raises(LetterTaken):
        setting_up.make_queue(centre=town, told=taken, by=by, at=NOW)
    with pytest.raises(LetterTaken):
        setting_up.change_queue(centre=town, letter="B", told=taken, by=by, at=NOW)


def test_a_letter_changes_until_a_number_bore_it(
    hall: Hall, town: Centre, by: User
) -> None:
    renamed = replace(as_told(town, "B"), letter="L")
    setting_up.change_queue(centre=town, letter="B", told=renamed, by=by, at=NOW)
    hall.take("L")

    with pytest.raises(LetterUsed):
        setting_up.change_queue(
            centre=town, letter="L", told=replace(renamed, letter="B"), by=by, at=NOW
        )

    assert "L" in letters(town)
    assert "B" not in letters(town)


def test_who_waits_keeps_the_wait_they_were_promised(
    hall: Hall, town: Centre, by: User
) -> None:
    before = hall.take("A")

    told = replace(as_told(town, "A"), ordinary_minutes=5)
    setting_up.change_queue(centre=town, letter="A", told=told, by=by, at=NOW)
    before.refresh_from_db()

    assert (before.target_seconds, hall.take("A").target_seconds) == (1200, 300)


def test_a_queue_that_is_closed_gives_no_number_and_says_why(
    hall: Hall, town: Centre, by: User
) -> None:
    told = replace(as_told(town, "A"), is_open=False, closed_note="Mất mạng đến 14 giờ")
    queue = setting_up.change_queue(centre=town, letter="A", told=told, by=by, at=NOW)

    with pytest.raises(HallClosed) as closed:
        hall.take("A")
    assert closed.value.reason is Closed.QUEUE
    assert queue.closed_note == "Mất mạng đến 14 giờ"


def test_the_audit_tells_what_was_and_what_is(town: Centre, by: User) -> None:
    told = replace(as_told(town, "A"), most_waiting=40, is_synthetic=False)
    setting_up.change_queue(centre=town, letter="A", told=told, by=by, at=NOW)
    setting_up.change_queue(centre=town, letter="A", told=told, by=by, at=NOW)

    line = Line.objects.get(verb="change_queue")
    assert line.detail["changed"] == {
        "most_waiting": [None, 40],
        "is_synthetic": [True, False],
    }


def test_the_example_keeps_its_mark_until_it_is_confirmed(town: Centre) -> None:
    assert all(queue.is_synthetic for queue in selectors.queues(town))


def test_a_counter_calls_from_the_queues_it_is_given(
    hall: Hall, desk: Desk, town: Centre, by: User
) -> None:
    hall.take("B")
    assert desk.call() is None

    unserved = setting_up.serve(centre=town, pairs=[(1, "B"), (2, "A")], by=by, at=NOW)

    assert desk.called().label == "B001"
    assert [queue.letter for queue in unserved] == ["C", "D", "E", "G"]
    assert CounterQueue.objects.filter(centre=town).count() == 2
    assert Line.objects.get(verb="serve_queues").detail["pairs"] == [[1, "B"], [2, "A"]]


def test_a_grid_with_something_unknown_changes_nothing(town: Centre, by: User) -> None:
    before = CounterQueue.objects.filter(centre=town).count()

    with pytest.raises(UnknownCounter):
        setting_up.serve(centre=town, pairs=[(1, "A"), (99, "A")], by=by, at=NOW)
    with pytest.raises(UnknownQueue):
        setting_up.serve(centre=town, pairs=[(1, "Z")], by=by, at=NOW)

    assert CounterQueue.objects.filter(centre=town).count() == before


def test_who_can_sign_is_called_for_who_needs_it(
    hall: Hall, desk: Desk, town: Centre, by: User, reception_mai: Mandate
) -> None:
    hall.take(needs=("sign_language",))
    assert desk.call() is None

    setting_up.set_skills(
        centre=town,
        held={reception_mai.user.id: ["sign_language", "english"]},
        by=by,
        at=NOW,
    )

    assert desk.called().needs == ["sign_language"]


def test_a_skill_is_taken_back_and_nobody_else_is_touched(
    town: Centre, by: User, reception_mai: Mandate, civil_status_linh: Mandate
) -> None:
    mai, linh = reception_mai.user.id, civil_status_linh.user.id
    held = {mai: ["english"], linh: ["muong"]}
    setting_up.set_skills(centre=town, held=held, by=by, at=NOW)

    setting_up.set_skills(centre=town, held={mai: []}, by=by, at=NOW)

    kept = Skill.objects.filter(centre=town).values_list("user_id", "code")
    assert list(kept) == [(linh, "muong")]
    assert Line.objects.filter(verb="set_skills").count() == 3


def test_a_code_that_is_not_in_the_list_is_refused(
    town: Centre, by: User, reception_mai: Mandate
) -> None:
    with pytest.raises(UnknownSkill):
        setting_up.set_skills(
            centre=town, held={reception_mai.user.id: ["bay"]}, by=by, at=NOW
        )

    assert "bay" not in skills.shipped()


def test_another_ward_cannot_be_set_up_from_here(
    town: Centre, by: User, stranger: Mandate
) -> None:
    setting_up.set_skills(
        centre=town, held={stranger.user.id: ["english"]}, by=by, at=NOW
    )

    assert not Skill.objects.filter(user=stranger.user).exists()
