"""The other commands: a real centre, the trial centre, the catalogue, tokens."""

import json
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from motcua.accounts import second_looks
from motcua.accounts import services as accounts
from motcua.accounts.models import User
from motcua.accounts.selectors import mandate_of, mandate_of_token
from motcua.accounts.services import NewUser
from motcua.config.cli.__main__ import main
from motcua.config.cli.answers import Problem
from motcua.config.cli.serve_command import (
    open_door,
    refuse_old_tables,
    refuse_public_demo,
)
from motcua.queueing.models import Queue
from motcua.simulator.town import DEMO_PASSWORD
from motcua.ward.models import Centre, Department
from tests.cast import NOW

TOKEN = ["token", "tiepnhan", "--centre=hoa-binh"]
FOUND = [
    "init",
    "--slug=ky-son",
    "--ward-name=Phường Kỳ Sơn",
    "--province-name=Tỉnh Phú Thọ",
    "--province-code=25",
    "--ward-code=00001",
    "--agency=000.00.97.H44",
    "--admin=ks.quantri",
    "--admin-name=Quản trị Kỳ Sơn",
    "--director=ks.giamdoc",
    "--director-name=Giám đốc Kỳ Sơn",
    "--phone=02180000000",
    "--address=Khu 1, phường Kỳ Sơn",
]


def found(tmp_path: Path, word: str = "một câu dài không ai đoán") -> int:
    """Run `init` with this password for both people."""
    file = tmp_path / "word"
    file.write_text(word, encoding="utf-8")
    passwords = [f"--password-file={file}", f"--director-password-file={file}"]
    return main([*FOUND, *passwords])


def test_a_real_centre_has_two_people_and_no_default_password(
    tmp_path: Path, town: Centre
) -> None:
    assert found(tmp_path) == 0

    people = User.objects.filter(centre__slug="ky-son")
    assert {person.username for person in people} == {"ks.quantri", "ks.giamdoc"}
    guess = accounts.sign_in(
        username="ks.quantri", password=DEMO_PASSWORD, address="::1", at=NOW
    )
    assert guess is None


def test_the_two_first_people_can_let_a_third_one_work(
    tmp_path: Path, town: Centre
) -> None:
    found(tmp_path)
    now = timezone.now()  # the command founds at the real time
    centre = Centre.objects.get(slug="ky-son")
    admin, director = (
        User.objects.get(centre=centre, username=f"ks.{name}")
        for name in ("quantri", "giamdoc")
    )

    new = NewUser("ks.tiepnhan", "Bùi Thị Mới", password="một câu dài không ai đoán")
    third = second_looks.add_person(
        centre=centre, new=new, roles=["receptionist"], by=admin, at=now
    )
    (act,) = second_looks.waiting(centre, at=now)
    by = mandate_of(director, on=timezone.localdate(now))
    second_looks.decide(act_id=act.id, is_confirmed=True, by=by, at=now)

    assert mandate_of(third, on=timezone.localdate(now)).roles == {"receptionist"}


def test_a_new_centre_bears_its_own_name_and_number(
    tmp_path: Path, town: Centre
) -> None:
    found(tmp_path)

    centre = Centre.objects.get(slug="ky-son")
    units = set(Department.objects.filter(centre=centre).values_list("name", flat=True))
    assert "Ủy ban nhân dân phường Kỳ Sơn" in units
    assert not [name for name in units if "Hòa Bình" in name]
    assert (centre.phone, centre.address) == ("02180000000", "Khu 1, phường Kỳ Sơn")


def test_a_new_centre_has_a_hall_in_which_every_queue_is_served(
    tmp_path: Path, town: Centre
) -> None:
    found(tmp_path)

    centre = Centre.objects.get(slug="ky-son")
    queues = Queue.objects.filter(centre=centre)
    assert queues.count() == 6
    assert not queues.filter(counters=None).exists()
    assert queues.filter(is_synthetic=True).count() == 6


def test_a_short_password_founds_nothing(
    tmp_path: Path, town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(tmp_path, word="ngắn") == 2

    assert "12 ký tự" in capsys.readouterr().err
    assert not Centre.objects.filter(slug="ky-son").exists()


def test_the_trial_is_refused_beyond_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("motcua.config.cli.serve_command.env.text", lambda _: "0.0.0.0")
    assert settings.DEMO

    with pytest.raises(Problem):
        refuse_public_demo()


def test_the_catalogue_leaves_and_comes_back_unchanged(
    tmp_path: Path, town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "catalogue.json"

    assert main(["export", f"--centre={town.slug}", f"--out={file}"]) == 0
    capsys.readouterr()
    words = ["import", str(file), "--dry-run", "--json", f"--centre={town.slug}"]
    assert main(words) == 0

    facts = json.loads(capsys.readouterr().out)
    assert (facts["added"], facts["changed"], facts["errors"]) == ([], [], [])
    assert facts["unchanged"] == 172


def test_a_bad_row_is_reported_and_ends_with_one(
    tmp_path: Path, town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text('{"procedures": [{"code": "x"}]}', encoding="utf-8")

    assert main(["import", str(file), f"--centre={town.slug}"]) == 1

    assert "Thiếu" in capsys.readouterr().out


def test_a_token_acts_as_its_person_in_one_role(
    town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*TOKEN, "--role", "receptionist", "--json"]) == 0

    text = json.loads(capsys.readouterr().out)["token"]
    mandate = mandate_of_token(text, at=NOW)
    assert mandate is not None
    assert (mandate.user.username, mandate.roles) == (
        "tiepnhan",
        frozenset({"receptionist"}),
    )


def test_a_token_for_a_role_not_held_is_refused(
    town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*TOKEN, "--role", "vice_chairman"]) == 1
    assert "không giữ vai trò" in capsys.readouterr().err


def test_a_simulated_day_ends_with_every_result_handed_over(
    town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["simulate", "--on", "2026-11-26", "--arrivals", "10", "--to-the-end"]

    assert main([*words, f"--centre={town.slug}", "--json"]) == 0

    facts = json.loads(capsys.readouterr().out)
    assert (facts["received"], facts["returned"]) == (10, 10)


def test_a_port_in_use_is_told_in_a_sentence() -> None:
    with open_door("127.0.0.1", 0) as door, pytest.raises(Problem, match="PORT"):
        open_door("127.0.0.1", door.getsockname()[1])


def test_a_token_is_never_made_by_guessing_the_centre(
    town: Centre, stranger_centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["token", "tiepnhan", "--role", "receptionist"]) == 2
    assert "--centre" in capsys.readouterr().err


def test_a_server_refuses_tables_that_are_not_up_to_date(
    town: Centre,
) -> None:
    newest = MigrationLoader(connection).graph.leaf_nodes("visits")[0]
    MigrationRecorder(connection).record_unapplied(*newest)

    with pytest.raises(Problem, match="motcua migrate"):
        refuse_old_tables()


def test_tables_of_an_unreleased_trial_are_refused_in_a_sentence(
    town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("ward", "0001_initial")
    recorder.record_unapplied("visits", "0001_initial")

    assert main(["migrate"]) == 1
    assert "MOTCUA_VAR" in capsys.readouterr().err


def test_migrating_up_to_date_tables_changes_nothing(
    town: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate", "--plan"]) == 0
    assert capsys.readouterr().out.strip() == "Các bảng đã mới nhất."


def test_the_door_names_its_protocol_so_that_answers_are_not_delayed() -> None:
    with open_door("127.0.0.1", 0) as door:
        assert door.proto == socket.IPPROTO_TCP
