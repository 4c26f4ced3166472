"""Clips that the ward recorded: checked when they come in, then said instead of ours."""

from motcua.queueing.voice import clip_set, dressing, sound
from motcua.queueing.voice.sound import NotAClip, Reason


def take(name: str, content: bytes) -> None:
    """Keep a WAV file as the recording of a clip, trimmed and evened like ours.

    Raises NotAClip and keeps what was there. Its next call is said with it, in a file
    of its own, because calls are named after what they contain.
    """
    if name not in clip_set.NAMES:
        raise NotAClip(Reason.UNKNOWN_NAME)
    heard = sound.frames(content)
    reason = dressing.flaw(heard)
    if reason is not None:
        raise NotAClip(reason)
    file = clip_set.file_of(clip_set.recorded(), name)
    clip_set.write_whole(file, sound.wav(dressing.dressed(heard)))


def faults() -> dict[str, Reason]:
    """Return what is wrong in the folder of recordings, by the file's name.

    Only files that were put there by hand or damaged later can be wrong.
    """
    files = sorted(file for file in clip_set.recorded().glob("*") if file.is_file())
    reasons = {f.name: _reason_against(f.stem, f.read_bytes()) for f in files}
    return {name: reason for name, reason in reasons.items() if reason is not None}


def _reason_against(name: str, content: bytes) -> Reason | None:
    if name not in clip_set.NAMES:
        return Reason.UNKNOWN_NAME
    try:
        return dressing.flaw(sound.frames(content))
    except NotAClip as refusal:
        return refusal.reason
