"""Personal data at rest (PII-1, PII-3): unreadable, bound to its column, findable."""

import sqlite3
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.toolkit.encryption import (
    CannotDecrypt,
    EncryptedField,
    blind_index,
    decrypt,
    encrypt,
)
from motcua.journeys import intake
from motcua.people.models import Citizen
from motcua.ward.models import Centre
from tests.cast import AN, NOW, TOWN_SIZE, intake_of, mandate


@given(st.text(max_size=200))
def test_what_is_encrypted_reads_back(text: str) -> None:
    assert decrypt(encrypt(text, column="c"), column="c") == text


def test_two_encryptions_of_one_value_differ() -> None:
    assert encrypt("999155000123", column="c") != encrypt("999155000123", column="c")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    stored = encrypt("0912345678", column="citizen.phone")

    with pytest.raises(CannotDecrypt):
        decrypt(stored, column="citizen.personal_id")


@pytest.mark.parametrize("place", [2, 10, 20, 30])
def test_an_altered_text_does_not_open(place: int) -> None:
    stored = encrypt("0912345678", column="c")
    other = "A" if stored[place] != "A" else "B"

    with pytest.raises(CannotDecrypt):
        decrypt(stored[:place] + other + stored[place + 1 :], column="c")


@pytest.mark.parametrize("stored", ["", "plain", "2:AAAA", "1:", "1:%%%", "1:AAAA"])
def test_what_we_did_not_write_does_not_open(stored: str) -> None:
    with pytest.raises(CannotDecrypt):
        decrypt(stored, column="c")


def test_the_blind_index_is_keyed_short_and_of_its_column() -> None:
    index = blind_index("999155000123", column="citizen.personal_id")

    assert len(index) == 16
    assert index == blind_index("999155000123", column="citizen.personal_id")
    assert index != blind_index("999155000123", column="citizen.phone")
    assert index != blind_index("999155000124", column="citizen.personal_id")
    assert blind_index("", column="citizen.phone") == b""


def test_another_key_gives_another_index() -> None:
    first = blind_index("999155000123", column="c")

    with override_settings(INDEX_KEY="33" * 32):
        second = blind_index("999155000123", column="c")

    assert second != first


def test_without_the_key_nothing_opens() -> None:
    stored = encrypt("999155000123", column="c")

    with override_settings(FIELD_KEY="44" * 32), pytest.raises(CannotDecrypt):
        decrypt(stored, column="c")


def test_every_encrypted_column_is_bound_to_a_name_of_its_own() -> None:
    bound = [
        field.bound_to
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedField)
    ]

    assert {"citizen.personal_id", "citizen.phone", "slip.content"} <= set(bound)
    assert len(bound) == len(set(bound))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the file itself")
def test_the_database_file_holds_no_number_in_the_clear(living_town: Centre) -> None:
    file = Path(str(connection.settings_dict["NAME"]))
    intake.receive(
        centre=living_town,
        intake=intake_of(living_town, declaration={"id": AN.personal_id}),
        by=mandate("tiepnhan"),
        at=NOW,
        key="k",
        caller="test",
    )
    people = Citizen.objects.filter(centre=living_town)
    seen = {n for p in people for n in (p.personal_id, p.phone) if n}

    with sqlite3.connect(file) as opened:
        dump = "\n".join(opened.iterdump())
    raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))

    found = [n for n in seen if n in dump or n.encode() in raw]
    print(f"PII-1: values {len(seen)}, found in dump or file {len(found)}")
    assert len(seen) > TOWN_SIZE
    assert found == []
