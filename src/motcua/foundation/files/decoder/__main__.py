"""One file in, one verdict out: a line of JSON, then the bytes to keep."""

import json
import os
import sys
from dataclasses import asdict
from typing import Final

from motcua.foundation.files.decoder import cage

cage.enter()

# Loaded behind the walls: a library is no more to be trusted than what it reads.
from motcua.foundation.files.decoder import documents, pictures  # noqa: E402
from motcua.foundation.files.decoder.verdict import (  # noqa: E402
    Kind,
    Limits,
    Reason,
    Refused,
    Sound,
)

OUT: Final = 1


def main() -> None:
    """Wait for a file on the standard input; end when there is none."""
    pictures.warm_up()
    documents.warm_up()
    cage.lock()
    asked = sys.stdin.buffer.readline()
    if not asked:
        return
    order = json.loads(asked)
    data = sys.stdin.buffer.read()
    try:
        sound = judge(data, Kind(order["kind"]), Limits(**order["limits"]))
    except Refused as refusal:
        _say({"refused": refusal.reason, "detail": refusal.detail})
    except MemoryError:
        _say({"refused": Reason.BLOWS_UP, "detail": "memory"})
    except Exception as error:  # whatever a library makes of a broken file
        _say({"refused": Reason.DAMAGED, "detail": type(error).__name__})
    else:
        _tell(sound, is_same=sound.content is data)


def judge(data: bytes, kind: Kind, limits: Limits) -> Sound:
    """Look into the file; raises Refused."""
    look = documents.look if kind is Kind.PDF else pictures.look
    return look(data, kind, limits)


def _tell(sound: Sound, *, is_same: bool) -> None:
    told = asdict(sound)
    content = b"" if is_same else told.pop("content")
    told |= {"content": len(content), "thumbnail": len(sound.thumbnail)}
    _say(told | {"is_same": is_same}, content, sound.thumbnail)


def _say(told: dict[str, object], *parts: bytes) -> None:
    for part in (json.dumps(told).encode() + b"\n", *parts):
        left = memoryview(part)
        while left:
            left = left[os.write(OUT, left) :]


if __name__ == "__main__":
    main()
