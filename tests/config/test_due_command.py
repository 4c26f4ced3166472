"""`motcua due` answers from the shipped data and from a centre's own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.config.cli.__main__ import main
from motcua.ward.models import Centre

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask the command and read its JSON."""

    def due(code: str, received: str) -> dict[str, Any]:
        assert main(["due", code, "--received", received, "--json"]) == 0
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return due


@pytest.mark.parametrize(
    ("code", "received", "due_at"),
    [
        ("2.000635", "2026-11-25T14:59:00+07:00", "2026-11-25T17:00:00+07:00"),
        ("2.000635", "2026-11-25T15:00:00+07:00", "2026-11-25T17:00:00+07:00"),
        ("2.000635", "2026-11-25T15:00:01+07:00", "2026-11-26T17:00:00+07:00"),
        # Friday after three, before a weekend.
        ("2.000635", "2026-11-27T15:01:00+07:00", "2026-11-30T17:00:00+07:00"),
        # The day before the ward closes for Tết.
        ("2.000635", "2026-02-13T15:01:00+07:00", "2026-02-23T17:00:00+07:00"),
        # A worked Saturday counts.
        ("2.000635", "2026-08-22T09:00:00+07:00", "2026-08-22T17:00:00+07:00"),
        # In the evening of a day off: the next opening starts the clock.
        ("2.000635", "2026-11-24T20:00:00+07:00", "2026-11-25T17:00:00+07:00"),
        # UTC is turned into the ward's own clock: 15:00:00 in Hoà Bình.
        ("2.000635", "2026-11-25T08:00:00+00:00", "2026-11-25T17:00:00+07:00"),
        ("1.004873", "2026-02-13T16:00:00+07:00", "2026-02-25T17:00:00+07:00"),
    ],
)
def test_the_law_gives_these_dates(
    ask: Ask, town: Centre, code: str, received: str, due_at: str
) -> None:
    assert ask(code, received)["due_at"] == due_at


def test_shipped_data_answer_where_no_database_is(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "motcua.config.cli", "due", "2.000635"]
    place = {
        **os.environ,
        "MOTCUA_VAR": str(tmp_path),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings.production",
    }

    done = subprocess.run(
        [*words, "--received", "2026-11-25T15:00:01", "--json"],
        capture_output=True,
        check=True,
        env=place,
    )

    answer = json.loads(done.stdout)
    assert answer["due_at"] == "2026-11-26T17:00:00+07:00"
    assert answer["source"] == "shipped"


def test_a_naive_time_is_the_centres(ask: Ask, town: Centre) -> None:
    naive = ask("2.000635", "2026-11-25T15:00:00")

    assert naive["due_at"] == "2026-11-25T17:00:00+07:00"
    assert naive["source"] == town.slug


@pytest.mark.parametrize("code", ["2.002621", "1.011606"])
def test_an_unknown_limit_gives_no_date_but_its_reason(
    ask: Ask, town: Centre, code: str
) -> None:
    answer = ask(code, "2026-11-25T09:00:00+07:00")

    assert answer["due_at"] is None
    assert "chưa có nguồn" in answer["reason"]


def test_every_answer_explains_itself(ask: Ask, town: Centre) -> None:
    answer = ask("1.004873", "2026-02-13T16:00:00+07:00")

    assert answer["lines"][0].startswith("Tiếp nhận lúc 16:00 thứ Sáu 13/02/2026")
    assert any("Mùng 1 Tết" in line for line in answer["lines"])
    assert datetime.fromisoformat(answer["starts_at"]).utcoffset() is not None


def test_wrong_words_end_with_two_and_a_sentence(
    capsys: pytest.CaptureFixture[str], town: Centre
) -> None:
    assert main(["due", "2.000635", "--received", "hôm qua"]) == 2
    assert "Không đọc được thời điểm" in capsys.readouterr().err


def test_an_unknown_code_ends_with_one(
    capsys: pytest.CaptureFixture[str], town: Centre
) -> None:
    assert main(["due", "9.999999", "--received", "2026-11-25T09:00:00"]) == 1
    assert "9.999999" in capsys.readouterr().err


def test_english_is_complete(capsys: pytest.CaptureFixture[str], town: Centre) -> None:
    words = ["due", "1.004873", "--received", "2026-02-13T16:00", "--explain"]

    assert main(["--lang", "en", *words]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Marital status certificate")
    assert "working day" in told
