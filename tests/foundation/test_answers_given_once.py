"""Work whose answer is a text is done once and answered the same for ever."""

import pytest
from django.db import connection

from motcua.foundation.requests.services import KeyReused, answer_once
from motcua.foundation.toolkit.work import NotInTransaction, unit_of_work
from motcua.ward.models import Centre
from tests.cast import NOW


def ask(town: Centre, said: str, *, content: str = "same") -> tuple[str, bool]:
    """Ask for an answer under one key."""
    with unit_of_work():
        return answer_once(
            centre_id=town.id,
            caller="test",
            key="one",
            content=content,
            at=NOW,
            do=lambda: said,
        )


def test_the_second_call_gets_the_first_answer(town: Centre) -> None:
    first = ask(town, "mã bí mật")
    second = ask(town, "khác")

    assert first == ("mã bí mật", True)
    assert second == ("mã bí mật", False)


def test_another_content_is_refused(town: Centre) -> None:
    ask(town, "một")

    with pytest.raises(KeyReused):
        ask(town, "hai", content="other")


def test_a_failed_work_leaves_the_key_free(town: Centre) -> None:
    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError), unit_of_work():
        answer_once(
            centre_id=town.id, caller="test", key="one", content="same", at=NOW, do=fail
        )

    assert ask(town, "sau") == ("sau", True)


def test_answers_are_not_readable_in_the_table(town: Centre) -> None:
    ask(town, "mã bí mật")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT answer FROM requests_idempotencykey WHERE centre_id = %s AND key = %s",
            [town.id if connection.vendor == "postgresql" else town.id.hex, "one"],
        )
        stored = cursor.fetchone()[0]

    assert "bí mật" not in stored


@pytest.mark.django_db(transaction=True)
def test_it_belongs_inside_a_unit_of_work() -> None:
    with pytest.raises(NotInTransaction):
        answer_once(
            centre_id=Centre().id, caller="t", key="k", content="c", at=NOW, do=str
        )
