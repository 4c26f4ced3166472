"""`motcua voice` makes the hall's voice, says what it lacks, and lets it be heard."""

import json
import wave
from pathlib import Path
from typing import Any

import pytest

from motcua.config.cli import voice_command
from motcua.config.cli.__main__ import main
from motcua.queueing.voice import clip_set
from tests.queueing.voices import hum, wav


@pytest.fixture
def no_espeak(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without espeak-ng."""
    monkeypatch.setenv("PATH", "")


@pytest.fixture(autouse=True)
def silent_hall(settings: Any, tmp_path: Path) -> Path:
    """A hall where nothing was made yet."""
    settings.VOICE = tmp_path / "voice"
    return tmp_path / "voice"


def test_a_hall_gets_its_voice_and_is_heard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "call.wav"
    assert main(["voice", "make"]) == 0
    assert "45 đoạn đọc" in capsys.readouterr().out

    assert main(["voice", "say", "A023", "5", "--out", str(file)]) == 0

    words, told = capsys.readouterr().out.splitlines()
    assert words == "Mời số A không hai ba đến quầy số năm"
    with wave.open(str(file)) as heard:
        seconds = heard.getnframes() / heard.getframerate()
    assert told == f"{seconds:.2f} giây: {file}".replace(".", ",", 1)
    assert main(["voice", "check"]) == 0


def test_what_is_lacking_is_listed_with_what_to_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["voice", "check"]) == 1

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["✗", "digit-5", "năm", "thiếu"] in lines
    assert ["✗", "to-counter", "đến", "quầy", "số", "thiếu"] in lines


def test_a_program_reads_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["voice", "make", "--json"])
    assert json.loads(capsys.readouterr().out)["clips"] == 45
    (clip_set.made() / "ten.wav").write_bytes(b"")

    assert main(["voice", "check", "--json"]) == 1

    facts = json.loads(capsys.readouterr().out)
    assert (facts["clips"]["ten"], facts["clips"]["tens"]) == ("missing", "made")
    assert (facts["changed"], facts["recordings"]) == (["ten"], {})
    assert main(["voice", "say", "A023", "5", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["words"].startswith("Mời số A")
    assert Path(facts["file"]).exists()


def test_recordings_are_taken_and_refused_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "digit-5.wav", tmp_path / "digit-6.wav"
    good.write_bytes(wav(hum(0.5)))
    bad.write_bytes(wav(hum(0.5), channels=2))

    assert main(["voice", "import", str(good), str(bad)]) == 1

    told = capsys.readouterr().out
    assert "Đã nhận 1 bản thu." in told
    assert f"{bad}: Tệp có nhiều kênh." in told
    assert [f.name for f in clip_set.recorded().iterdir()] == ["digit-5.wav"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["say"], "A023 5"),
        (["say", "A023"], "A023 5"),
        (["say", "023", "5"], "A023 5"),
        (["say", "A023", "năm"], "A023 5"),
        (["say", "Ơ023", "5"], "không có cách đọc"),
        (["say", "A000", "5"], "từ 1 đến 9999"),
        (["say", "A023", "100"], "từ 1 đến 99"),
        (["import"], "WAV"),
        (["import", "nowhere.wav"], "Không đọc được tệp"),
    ],
)
def test_wrong_words_are_answered_with_the_right_ones(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voice", *words]) == 2

    assert told in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["voice", "make"])

    assert main(["voice", "say", "A023", "5", f"--out={tmp_path}/no/call.wav"]) == 2

    assert "Không ghi được tệp" in capsys.readouterr().err


def test_a_hall_without_a_voice_is_told_how_to_get_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["voice", "say", "A023", "5"]) == 1

    assert "motcua voice make" in capsys.readouterr().err


@pytest.mark.usefixtures("no_espeak")
def test_without_espeak_making_says_what_to_install(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["voice", "make"]) == 1

    assert "apt-get install espeak-ng" in capsys.readouterr().err


@pytest.mark.usefixtures("no_espeak")
def test_the_first_run_goes_on_without_espeak_with_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    voice_command.prepare()

    (line,) = capsys.readouterr().out.splitlines()
    assert "chỉ có tiếng chuông" in line


def test_the_first_run_makes_the_voice_and_the_next_one_leaves_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    voice_command.prepare()
    made = (clip_set.made() / "manifest.json").read_bytes()

    voice_command.prepare()

    assert capsys.readouterr().out == ""
    assert clip_set.missing_clips() == ()
    assert (clip_set.made() / "manifest.json").read_bytes() == made
