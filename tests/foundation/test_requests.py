"""A command sent again gives its first result; guessing is counted (IDM-1, 2, 5)."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import pytest

from motcua.foundation.numbering import services as numbering
from motcua.foundation.numbering.models import Series
from motcua.foundation.requests import services as requests
from motcua.foundation.requests.models import FailedTries, IdempotencyKey
from motcua.foundation.requests.services import KeyReused
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import NotInTransaction, unit_of_work
from tests.rivals import together

CENTRE: Final = UUID("01930000-0000-7000-8000-000000000001")
AT: Final = datetime.fromisoformat("2026-11-25T09:00:00+07:00")


def count_up(_: UUID) -> None:
    """The work of the command: one row moves on."""
    numbering.take(centre_id=CENTRE, series="work", period="")


def work_done() -> int:
    found = Series.objects.filter(centre_id=CENTRE, name="work").first()
    return found.last if found else 0


def send(
    key: str = "k", content: str = "c", caller: str = "desk", at: datetime = AT
) -> tuple[UUID, bool]:
    with unit_of_work():
        return requests.once(
            centre_id=CENTRE,
            caller=caller,
            key=key,
            content=requests.fingerprint(content),
            at=at,
            do=count_up,
        )


@pytest.mark.django_db
def test_the_second_time_gives_the_first_result() -> None:
    first, is_new = send()
    again, is_new_again = send()

    assert (is_new, is_new_again) == (True, False)
    assert first == again
    assert work_done() == 1


@pytest.mark.django_db
def test_another_content_under_the_key_is_refused_and_writes_nothing() -> None:
    send()

    with pytest.raises(KeyReused):
        send(content="other")

    assert work_done() == 1
    assert IdempotencyKey.objects.filter(centre_id=CENTRE).count() == 1


@pytest.mark.django_db
def test_keys_belong_to_their_caller_and_their_centre() -> None:
    results = {send()[0], send(caller="api")[0], send(key="k2")[0]}
    with unit_of_work():
        other, is_new = requests.once(
            centre_id=new_id(), caller="desk", key="k", content="c", at=AT, do=count_up
        )

    assert is_new
    assert len(results | {other}) == 4


@pytest.mark.django_db
def test_a_failed_work_leaves_the_key_free() -> None:
    def fail(_: UUID) -> None:
        raise ValueError("printer on fire")

    with pytest.raises(ValueError, match="printer"), unit_of_work():
        requests.once(
            centre_id=CENTRE, caller="desk", key="k", content="c", at=AT, do=fail
        )

    assert send()[1] is True


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(NotInTransaction):
        requests.once(
            centre_id=CENTRE, caller="desk", key="k", content="c", at=AT, do=count_up
        )


@pytest.mark.django_db
def test_a_key_is_kept_for_three_days_and_then_forgotten() -> None:
    send()

    early = requests.forget_old_keys(centre_id=CENTRE, at=AT + timedelta(hours=72))
    late = requests.forget_old_keys(
        centre_id=CENTRE, at=AT + timedelta(hours=72, seconds=1)
    )

    assert (early, late) == (0, 1)


def test_the_fingerprint_follows_the_content_not_its_order() -> None:
    assert requests.fingerprint({"a": 1, "b": 2}) == requests.fingerprint(
        {"b": 2, "a": 1}
    )
    assert requests.fingerprint({"a": 1}) != requests.fingerprint({"a": "1"})


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_do_the_work_once() -> None:
    results = together(20, lambda _: send())

    assert len({result for result, _ in results}) == 1
    assert [is_new for _, is_new in results].count(True) == 1
    assert work_done() == 1


@pytest.mark.django_db(transaction=True)
def test_when_the_first_of_the_rivals_fails_the_next_one_does_it() -> None:
    fails = iter([True, *[False] * 7])

    def perhaps(result_id: UUID) -> None:
        if next(fails):
            raise ValueError("first one fails")
        count_up(result_id)

    def rival(_: int) -> bool | None:
        try:
            with unit_of_work():
                return requests.once(
                    centre_id=CENTRE,
                    caller="desk",
                    key="k",
                    content="c",
                    at=AT,
                    do=perhaps,
                )[1]
        except ValueError:
            return None

    results = together(8, rival)

    assert (results.count(None), results.count(True)) == (1, 1)
    assert work_done() == 1


@pytest.mark.django_db
def test_the_eighth_failure_closes_the_door_for_two_windows() -> None:
    for _ in range(7):
        requests.note_failure("sign-in an", at=AT)
    assert not requests.is_blocked("sign-in an", at=AT, most=8)

    requests.note_failure("sign-in an", at=AT)

    assert requests.is_blocked("sign-in an", at=AT, most=8)
    assert requests.is_blocked("sign-in an", at=AT + requests.WINDOW, most=8)
    assert not requests.is_blocked("sign-in an", at=AT + 2 * requests.WINDOW, most=8)
    assert not requests.is_blocked("sign-in binh", at=AT, most=8)


@pytest.mark.django_db
def test_success_forgives() -> None:
    for _ in range(9):
        requests.note_failure("sign-in an", at=AT)

    requests.forgive("sign-in an")

    assert not requests.is_blocked("sign-in an", at=AT, most=1)


@pytest.mark.django_db
def test_what_failed_is_kept_hashed() -> None:
    requests.note_failure("10.0.0.7", at=AT)

    assert "10.0.0.7" not in FailedTries.objects.get().what


@pytest.mark.django_db(transaction=True)
def test_failures_at_once_are_all_counted() -> None:
    together(10, lambda _: requests.note_failure("address", at=AT))

    assert FailedTries.objects.get().count == 10
