"""Clips: what espeak-ng makes, what the ward records, and what is refused."""

import hashlib
import json
from array import array
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.queueing.voice import calls, clip_set, dressing, making, recordings, sound
from motcua.queueing.voice.clip_set import Origin
from motcua.queueing.voice.sound import NotAClip, Reason
from motcua.queueing.voice.wording import in_words
from motcua.rules.spoken import CLIPS
from tests.queueing.conftest import MADE_AT
from tests.queueing.voices import decibels, hum, loudness, samples, spoken, wav

WORD = wav(hum(0.5))
LYING = WORD[:40] + (10_000_000).to_bytes(4, "little") + WORD[44:]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name."""
    return {file.name: file.read_bytes() for file in folder.glob("*")}


@pytest.mark.parametrize("name", sorted(CLIPS))
def test_every_clip_is_heard_and_as_loud_as_the_others(
    made_once: Path, name: str
) -> None:
    heard = samples((made_once / "made" / f"{name}.wav").read_bytes())

    assert 0.1 <= len(heard) / 22_050 <= 1.0
    assert -21 <= loudness(heard) <= -19.9
    assert decibels(max(map(abs, heard))) <= -0.99


@pytest.mark.parametrize("letter", "abcdgjkopquv")
def test_a_letter_that_ends_in_a_vowel_is_said_with_it(
    made_once: Path, letter: str
) -> None:
    heard = samples((made_once / "made" / f"letter-{letter}.wav").read_bytes())

    assert len(heard) / 22_050 >= 0.3


@pytest.mark.parametrize("name", sorted(CLIPS))
def test_no_clip_begins_or_ends_with_silence_or_a_click(
    made_once: Path, name: str
) -> None:
    heard = samples((made_once / "made" / f"{name}.wav").read_bytes())

    # The first 20 ms and the last 50 ms, against a vowel's 3,277.
    assert max(map(abs, heard[:441])) > 60
    assert max(map(abs, heard[-1_102:])) > 60
    assert heard[0] == heard[-1] == 0


def test_the_chime_is_half_a_second_and_softer_than_a_voice_at_its_peak(
    made_once: Path,
) -> None:
    heard = samples((made_once / "made" / "chime.wav").read_bytes())

    assert len(heard) == 11_025
    assert -20 <= loudness(heard) <= -17
    assert decibels(max(map(abs, heard))) < -6
    # It comes and goes without a click.
    assert abs(heard[0]) < 10
    assert abs(heard[-1]) < 10


def test_the_manifest_says_who_spoke_when_and_what(voiced: Path) -> None:
    manifest = json.loads((voiced / "made" / "manifest.json").read_text("utf-8"))

    assert (manifest["engine"], manifest["voice"]) == ("espeak-ng", "vi")
    assert manifest["version"][0].isdigit()
    assert (manifest["rate"], manifest["made_at"]) == (22_050, MADE_AT.isoformat())
    assert manifest["clips"]["digit-5"]["words"] == "năm"
    files = {f.stem: f.read_bytes() for f in (voiced / "made").glob("*.wav")}
    digests = {n: hashlib.sha256(file).hexdigest() for n, file in files.items()}
    assert digests == {n: clip["sha256"] for n, clip in manifest["clips"].items()}


def test_making_again_gives_the_same_and_leaves_recordings(voiced: Path) -> None:
    recordings.take("ten", WORD)
    before = {name: contents(voiced / name) for name in ("made", "recorded")}
    (voiced / "made" / "ten.wav").unlink()

    making.make(at=MADE_AT)

    assert {name: contents(voiced / name) for name in before} == before


def test_a_made_clip_that_was_changed_is_named(voiced: Path) -> None:
    assert clip_set.changed_clips() == ()
    (voiced / "made" / "digit-5.wav").write_bytes(WORD)

    assert clip_set.changed_clips() == ("digit-5",)

    (voiced / "made" / "manifest.json").write_text("{", encoding="utf-8")
    assert clip_set.changed_clips() == ("manifest.json",)


def test_without_espeak_nothing_is_made(
    bare_hall: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    assert not making.has_engine()
    with pytest.raises(making.EngineMissing):
        making.make(at=MADE_AT)
    assert not bare_hall.exists()


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("echo no voice vi >&2; exit 1", "no voice vi"),
        ("echo cannot write >&2; exit 0", "cannot write"),
        ("[ $# -lt 8 ] || cp silence.wav $8", "silent"),
        ("[ $# -lt 8 ] || mv word.wav $8 || exit 0", "đến quầy số: mv"),
    ],
)
def test_an_espeak_that_does_not_speak_replaces_nothing(
    voiced: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    program: str,
    complaint: str,
) -> None:
    broken = tmp_path / "espeak-ng"
    broken.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    broken.chmod(0o755)
    (tmp_path / "silence.wav").write_bytes(wav(array("h", [0] * 9_000)))
    (tmp_path / "word.wav").write_bytes(WORD)
    before = contents(voiced / "made")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    with pytest.raises(making.EngineFailed, match=complaint):
        making.make(at=MADE_AT)

    assert contents(voiced / "made") == before


def test_a_recording_is_said_instead_of_the_made_clip(
    voiced: Path, tmp_path: Path
) -> None:
    before, other = calls.joined("A", 23, 5), calls.joined("A", 23, 6)

    recordings.take("digit-5", spoken("năm", tmp_path))

    after = calls.joined("A", 23, 5)
    ours = samples((voiced / "recorded" / "digit-5.wav").read_bytes())
    made = samples((voiced / "made" / "digit-5.wav").read_bytes())
    assert ours != made
    assert samples(after.path.read_bytes())[-len(ours) :] == ours
    assert after.path != before.path
    assert after.seconds != before.seconds
    assert calls.joined("A", 23, 6) == other
    assert clip_set.origins()["digit-5"] is Origin.RECORDED


def test_a_recording_is_trimmed_and_made_as_loud_as_ours(voiced: Path) -> None:
    silence = array("h", [0] * 11_025)

    recordings.take("letter-a", wav(silence + hum(0.5, volume=0.05) + silence))

    heard = samples((voiced / "recorded" / "letter-a.wav").read_bytes())
    assert 0.5 <= len(heard) / 22_050 <= 0.56
    assert loudness(heard) == pytest.approx(-20, abs=0.2)


def test_without_its_recording_the_made_clip_is_said_again(voiced: Path) -> None:
    before = calls.joined("A", 23, 5)
    recordings.take("invite", WORD)
    assert calls.joined("A", 23, 5) != before

    (voiced / "recorded" / "invite.wav").unlink()

    assert calls.joined("A", 23, 5) == before


def test_a_recorded_chime_replaces_ours(voiced: Path) -> None:
    recordings.take("chime", wav(hum(1.0)))

    assert calls.chime_alone().seconds == pytest.approx(1.0, abs=0.05)


def test_a_ward_that_recorded_everything_needs_no_espeak(bare_hall: Path) -> None:
    for name in CLIPS:
        recordings.take(name, WORD)

    assert clip_set.missing_clips() == ()
    assert calls.joined("A", 23, 5).path.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (wav(hum(1.0), rate=44_100), Reason.WRONG_RATE),
        (wav(hum(0.4), rate=16_000), Reason.WRONG_RATE),
        (wav(hum(0.5), channels=2), Reason.NOT_MONO),
        (wav(hum(0.5), width=1), Reason.NOT_16_BITS),
        (wav(hum(3.1)), Reason.TOO_LONG),
        (wav(hum(0.06)), Reason.TOO_SHORT),
        (wav(hum(0.05) + array("h", [0] * 22_050)), Reason.TOO_SHORT),
        (wav(array("h")), Reason.TOO_SHORT),
        (wav(array("h", [0] * 22_050)), Reason.SILENT),
        (wav(hum(1.0, volume=0.005)), Reason.SILENT),
        (wav(hum(1.0, volume=1.5)), Reason.CLIPPED),
        ("Mời số".encode(), Reason.NOT_A_WAV),
        (b"", Reason.NOT_A_WAV),
        (WORD[:20], Reason.NOT_A_WAV),
        (WORD[:43], Reason.NOT_A_WAV),
        (WORD[:5_001], Reason.CUT_SHORT),
        (LYING, Reason.CUT_SHORT),
    ],
)
def test_what_cannot_be_said_in_the_hall_is_refused(
    voiced: Path, content: bytes, reason: Reason
) -> None:
    recordings.take("digit-5", WORD)
    before = contents(voiced / "recorded")

    with pytest.raises(NotAClip) as refusal:
        recordings.take("digit-5", content)

    assert refusal.value.reason is reason
    assert contents(voiced / "recorded") == before


def test_a_recording_at_full_volume_is_not_called_broken(voiced: Path) -> None:
    recordings.take("digit-5", wav(hum(1.0, volume=1.0)))

    assert recordings.faults() == {}


@pytest.mark.parametrize("name", ["năm", "digit-10", "../digit-5", "", "manifest"])
def test_a_file_that_is_named_after_no_clip_is_refused(voiced: Path, name: str) -> None:
    with pytest.raises(NotAClip) as refusal:
        recordings.take(name, WORD)

    assert refusal.value.reason is Reason.UNKNOWN_NAME
    assert not (voiced / "recorded").exists()


def test_a_bad_file_put_there_by_hand_is_told_and_does_not_silence_the_hall(
    voiced: Path,
) -> None:
    before = calls.joined("A", 23, 5)
    (voiced / "recorded").mkdir()
    (voiced / "recorded" / "digit-5.wav").write_bytes(WORD[:3_000])
    (voiced / "recorded" / "quay.wav").write_bytes(WORD)

    assert calls.joined("A", 23, 5) == before
    assert clip_set.missing_clips() == ()
    assert recordings.faults() == {
        "digit-5.wav": Reason.CUT_SHORT,
        "quay.wav": Reason.UNKNOWN_NAME,
    }


@given(
    st.lists(st.tuples(st.integers(0, 47), st.integers(0, 255)), max_size=6),
    st.integers(0, len(WORD)),
)
def test_a_damaged_header_is_refused_and_never_a_crash(
    damage: list[tuple[int, int]], length: int
) -> None:
    content = bytearray(WORD)
    for place, value in damage:
        content[place] = value

    with suppress(NotAClip):
        heard = sound.frames(bytes(content[:length]))

        assert len(heard) % 2 == 0
        dressing.flaw(heard)


def test_every_reason_has_its_sentence() -> None:
    sentences = {in_words(reason) for reason in Reason}

    assert len(sentences) == len(Reason)
