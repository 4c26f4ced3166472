"""`motcua voice make|check|say|import`: the voice that calls tickets in the hall.

`make` speaks every clip with espeak-ng; `check` lists them with their words, and says
which are lacking or damaged. `say A023 5 --out FILE` joins one call. `import FILE…` takes
recordings of the ward, each a WAV named after its clip (mono, 16 bits, 22050 Hz).
"""

import argparse
import re
import shutil
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.config.cli.answers import Problem, say, say_json
from motcua.queueing.voice import calls, clip_set, making, recordings
from motcua.queueing.voice.clip_set import ClipSetMissing, Origin
from motcua.queueing.voice.sound import NotAClip
from motcua.queueing.voice.wording import in_words
from motcua.rules import keystrokes, spoken
from motcua.rules.spoken import NotACall, Reason

TICKET: Final = re.compile(r"(\D)([0-9]{1,4})")
UNSPEAKABLE: Final = {
    Reason.LETTER: gettext_lazy("Chữ đầu của phiếu không có cách đọc."),
    Reason.NUMBER: gettext_lazy("Số phiếu là từ 1 đến 9999."),
    Reason.COUNTER: gettext_lazy("Số quầy là từ 1 đến 99."),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("what", choices=["make", "check", "say", "import"])
    parser.add_argument("words", nargs="*", help="A023 5 | FILE.wav …")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Make, check, say or import; 1 when something is lacking or refused."""
    does = {"make": _make, "check": _check, "say": _say, "import": _import}
    return does[chosen.what](chosen)


def prepare() -> None:
    """Make the clip set when it is lacking; without espeak-ng one line says so."""
    if not clip_set.missing_clips():
        return
    if not making.has_engine():
        say(_without_engine())
        return
    try:
        making.make(at=timezone.now())
    except making.EngineFailed as error:
        say(_failed(error))


def _make(chosen: argparse.Namespace) -> int:
    try:
        names = making.make(at=timezone.now())
    except making.EngineMissing:
        raise Problem(_without_engine()) from None
    except making.EngineFailed as error:
        raise Problem(_failed(error)) from None
    facts = {"clips": len(names), "folder": clip_set.made()}
    text = _("Đã tạo %(clips)d đoạn đọc trong %(folder)s.") % facts
    say_json(facts) if chosen.json else say(text)
    return 0


def _check(chosen: argparse.Namespace) -> int:
    facts: dict[str, Any] = {
        "clips": clip_set.origins(),
        "changed": clip_set.changed_clips(),
        "recordings": recordings.faults(),
    }
    if chosen.json:
        say_json(facts)
    else:
        _print(facts)
    is_lacking = Origin.MISSING in facts["clips"].values()
    return 1 if is_lacking or facts["changed"] or facts["recordings"] else 0


def _print(facts: dict[str, Any]) -> None:
    """The clips as a list to record from, then what is wrong with files."""
    origins = {
        Origin.RECORDED: _("bản thu"),
        Origin.MADE: _("máy đọc"),
        Origin.MISSING: _("thiếu"),
    }
    for name, origin in facts["clips"].items():
        sign = "✗" if origin is Origin.MISSING else "✓"
        words = spoken.CLIPS.get(name, _("(tiếng chuông)"))
        say(f"{sign} {name:<11} {words:<14} {origins[origin]}")
    for name in facts["changed"]:
        say(_("✗ %(name)s không còn như lúc tạo: motcua voice make") % {"name": name})
    for name, reason in facts["recordings"].items():
        say(f"✗ {name}: {in_words(reason)}")


def _say(chosen: argparse.Namespace) -> int:
    letter, number, counter = _call(chosen.words)
    try:
        words = spoken.call_words(letter, number, counter)
        call = calls.joined(letter, number, counter)
    except NotACall as refusal:
        raise Problem(str(UNSPEAKABLE[refusal.reason]), exit_code=2) from None
    except ClipSetMissing as missing:
        count = {"count": len(missing.names)}
        text = _("Thiếu %(count)d đoạn đọc. Tạo chúng: motcua voice make") % count
        raise Problem(text) from None
    seconds, file = round(call.seconds, 2), _copied(call.path, chosen.out)
    if chosen.json:
        say_json({"words": words, "seconds": seconds, "file": file})
    else:
        facts = {"seconds": number_format(seconds, decimal_pos=2), "file": file}
        say(words)
        say(_("%(seconds)s giây: %(file)s") % facts)
    return 0


def _copied(path: Path, out: Path | None) -> Path:
    """The call where it was asked for, or where it lies; raises Problem."""
    if out is None:
        return path
    try:
        return shutil.copyfile(path, out)
    except OSError as error:
        text = _("Không ghi được tệp: %(error)s") % {"error": error}
        raise Problem(text, exit_code=2) from None


def _import(chosen: argparse.Namespace) -> int:
    if not chosen.words:
        raise Problem(_("Nêu các tệp WAV cần nhận."), exit_code=2)
    refused = {}
    for file in map(Path, chosen.words):
        try:
            recordings.take(file.stem, file.read_bytes())
        except NotAClip as refusal:
            refused[str(file)] = refusal.reason
        except OSError as error:
            text = _("Không đọc được tệp: %(error)s") % {"error": error}
            raise Problem(text, exit_code=2) from None
    facts = {"taken": len(chosen.words) - len(refused), "refused": refused}
    if chosen.json:
        say_json(facts)
    else:
        say(_("Đã nhận %(taken)d bản thu.") % facts)
        for name, reason in refused.items():
            say(f"{name}: {in_words(reason)}")
    return 1 if refused else 0


def _call(words: list[str]) -> tuple[str, int, int]:
    """Letter, number and counter of `A023 5`; raises Problem."""
    typed = [keystrokes.compact(word).upper() for word in words]
    match = TICKET.fullmatch(typed[0]) if len(typed) == 2 else None
    if match is None or not keystrokes.only_digits(typed[1]):
        raise Problem(_("Nêu số phiếu và số quầy: A023 5."), exit_code=2)
    return match[1], int(match[2]), int(typed[1])


def _without_engine() -> str:
    return _(
        "Sảnh chưa có giọng đọc, chỉ có tiếng chuông. Cài espeak-ng "
        "(apt-get install espeak-ng) rồi chạy: motcua voice make"
    )


def _failed(error: making.EngineFailed) -> str:
    return _("espeak-ng không đọc được: %(error)s") % {"error": error}
