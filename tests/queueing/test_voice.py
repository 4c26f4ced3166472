"""The hall's calls: every sample accounted for, said twice, found again at once."""

import os
import threading
import time
from pathlib import Path

import pytest

from motcua.queueing.voice import calls, clip_set
from motcua.queueing.voice.clip_set import ClipSetMissing
from motcua.rules.spoken import CLIPS, LETTERS, NotACall, call_clips
from tests.queueing.voices import samples
from tests.rivals import together

GAP = 1_764  # 0.08 s
AFTER_CHIME = 6_615  # 0.3 s
TWO_SECONDS = 44_100
CALLS = [("A", 23, 5), ("Đ", 999, 21), ("Y", 1234, 20), ("S", 7, 14)]


def clip(voiced: Path, name: str) -> "list[int]":
    """The samples of a made clip, read past the program."""
    return samples((voiced / "made" / f"{name}.wav").read_bytes()).tolist()


def once(voiced: Path, letter: str, number: int, counter: int) -> "list[int]":
    """The call as it should be said one time."""
    first, *rest = call_clips(letter, number, counter)
    said = clip(voiced, first)
    for name in rest:
        said += [0] * GAP + clip(voiced, name)
    return said


@pytest.mark.parametrize(("letter", "number", "counter"), CALLS)
def test_a_call_is_its_chime_its_clips_and_its_pauses_to_the_sample(
    voiced: Path, letter: str, number: int, counter: int
) -> None:
    names = call_clips(letter, number, counter)
    said = sum(len(clip(voiced, n)) for n in names) + GAP * (len(names) - 1)

    call = calls.joined(letter, number, counter)

    heard = samples(call.path.read_bytes())
    assert len(heard) == 11_025 + AFTER_CHIME + said + TWO_SECONDS + said
    assert call.seconds == len(heard) / 22_050


@pytest.mark.parametrize(("letter", "number", "counter"), CALLS)
def test_a_call_is_said_twice_two_seconds_apart(
    voiced: Path, letter: str, number: int, counter: int
) -> None:
    call = calls.joined(letter, number, counter)

    heard = samples(call.path.read_bytes()).tolist()
    start = 11_025 + AFTER_CHIME
    said = (len(heard) - start - TWO_SECONDS) // 2
    first, second = heard[start : start + said], heard[-said:]
    assert first == second == once(voiced, letter, number, counter)
    assert heard[: 11_025 + AFTER_CHIME] == clip(voiced, "chime") + [0] * AFTER_CHIME
    assert heard[start + said : -said] == [0] * TWO_SECONDS


def test_every_letter_digit_and_counter_to_twenty_has_its_clips(voiced: Path) -> None:
    files = {file.stem for file in (voiced / "made").glob("*.wav")}

    needed = {
        name
        for letter in LETTERS
        for number in (102, 345, 678, 999)
        for counter in range(1, 21)
        for name in call_clips(letter, number, counter)
    }

    assert needed <= files
    assert files == {*CLIPS, "chime"}
    assert clip_set.missing_clips() == ()


def test_a_lacking_clip_is_named_and_stops_only_its_own_calls(voiced: Path) -> None:
    (voiced / "made" / "tens-one.wav").unlink()

    assert clip_set.missing_clips() == ("tens-one",)
    with pytest.raises(ClipSetMissing) as missing:
        calls.joined("A", 23, 21)
    assert missing.value.names == ("tens-one",)
    assert calls.joined("A", 23, 5).path.exists()


def test_a_hall_without_a_voice_says_so_and_still_has_its_chime(
    bare_hall: Path,
) -> None:
    with pytest.raises(ClipSetMissing) as missing:
        calls.joined("A", 23, 5)

    assert missing.value.names == tuple(dict.fromkeys(call_clips("A", 23, 5)))
    assert set(clip_set.missing_clips()) == set(CLIPS)
    chime = calls.chime_alone()
    assert chime.seconds == 0.5
    assert max(samples(chime.path.read_bytes())) > 3_000


def test_what_is_no_ticket_is_not_called(voiced: Path) -> None:
    with pytest.raises(NotACall):
        calls.joined("A", 0, 5)

    assert not (voiced / "calls").exists()


def test_the_same_call_is_the_same_file_and_not_written_again(voiced: Path) -> None:
    first = calls.joined("A", 23, 5)
    written = first.path.stat().st_ino

    again = calls.joined("A", 23, 5)

    assert again == first
    assert again.path.stat().st_ino == written


def test_calls_of_one_length_are_different_files(voiced: Path) -> None:
    first, second = calls.joined("A", 23, 5), calls.joined("A", 32, 5)

    assert first.seconds == second.seconds
    assert first.path != second.path


def test_a_call_that_was_joined_is_found_in_ten_milliseconds(voiced: Path) -> None:
    calls.joined("A", 1234, 25)

    def took() -> float:
        start = time.perf_counter()
        calls.joined("A", 1234, 25)
        return time.perf_counter() - start

    assert min(took() for _ in range(10)) < 0.010


def test_eight_at_once_get_one_file_that_is_whole(voiced: Path) -> None:
    found = together(8, lambda _: calls.joined("B", 105, 15))

    assert len(set(found)) == 1
    whole = samples(found[0].path.read_bytes())
    assert len(whole) / 22_050 == found[0].seconds
    assert list((voiced / "calls").iterdir()) == [found[0].path]


def test_a_reader_never_meets_half_a_call(voiced: Path) -> None:
    read: list[bytes] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            read.extend(f.read_bytes() for f in (voiced / "calls").glob("*.wav"))
            for file in (voiced / "calls").glob("*.wav"):
                file.unlink(missing_ok=True)

    reader = threading.Thread(target=look)
    reader.start()
    together(2, lambda mine: [calls.joined("C", n, mine + 1) for n in range(1, 40)])
    done.set()
    reader.join()

    assert len(read) > 20
    assert all(len(samples(content)) > TWO_SECONDS for content in read)


def test_a_call_that_a_power_cut_halved_is_put_in_place_anew(voiced: Path) -> None:
    call = calls.joined("A", 23, 5)
    whole = call.path.read_bytes()
    call.path.write_bytes(whole[:1000])

    with call.path.open("rb") as somebody_plays_it:
        assert calls.joined("A", 23, 5) == call

        assert call.path.read_bytes() == whole
        # Put beside and renamed: who has the old file open is not disturbed.
        assert os.fstat(somebody_plays_it.fileno()).st_size == 1000


def age(file: Path, second: int) -> None:
    """Somebody asked for it some seconds after a moment long ago."""
    os.utime(file, (1_000_000 + second,) * 2)


def test_the_calls_nobody_asked_for_longest_are_forgotten(voiced: Path) -> None:
    wanted = calls.joined("A", 1, 1).path
    age(wanted, 0)
    for number in range(calls.KEPT_CALLS):
        file = voiced / "calls" / f"{number}.wav"
        file.touch()
        age(file, number)
    left_by_a_crash = voiced / "calls" / "tmp.part"
    left_by_a_crash.touch()
    age(left_by_a_crash, 1)

    calls.joined("A", 1, 1)
    calls.joined("A", 2, 1)

    left = {file.name for file in (voiced / "calls").iterdir()}
    assert len(left) == calls.KEPT_CALLS
    assert wanted.name in left
    assert not {"0.wav", "1.wav", "tmp.part"} & left
    assert "399.wav" in left
