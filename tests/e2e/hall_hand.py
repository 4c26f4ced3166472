"""Hands in the hall of a served centre: numbers taken and called from another process.

The centre's own process hears of it as it hears of any other. One line of JSON asks, one
line answers.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]


class HallHand:
    """The hall as a test moves it; every act happens now."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        """Hold the line to the process that acts."""
        self._child = child

    def _do(self, act: str, **given: Any) -> Any:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps({"act": act, **given}) + "\n")
        self._child.stdin.flush()
        answer = self._child.stdout.readline()
        assert answer, "the hand in the hall fell off; its error is above"
        return json.loads(answer)

    def take(self, letter: str = "A") -> str:
        """Take a number; gives its label."""
        return str(self._do("take", letter=letter))

    def sit(self, counter: int, username: str) -> None:
        """Open a counter."""
        self._do("sit", counter=counter, username=username)

    def call(self, counter: int) -> str:
        """End who is there and call the next one; gives the label."""
        return str(self._do("call", counter=counter))

    def rest(self, counter: int, minutes: int) -> None:
        """End who is there and go on a break."""
        self._do("rest", counter=counter, minutes=minutes)

    def pair(self, code: str, kind: str, name: str, counter: int = 0) -> str:
        """Type a machine's code; gives the device's key."""
        return str(self._do("pair", code=code, kind=kind, name=name, counter=counter))

    def set_up(self, device: str, **how: Any) -> None:
        """Say how a screen is shown."""
        self._do("set_up", device=device, how=how)

    def let_speak(self, device: str) -> None:
        """Choose the display that speaks."""
        self._do("let_speak", device=device)

    def finish_dossiers(self) -> int:
        """Let every dossier in work have its result; gives how many wait at the counter."""
        return int(self._do("finish_dossiers"))

    def try_sound(self) -> None:
        """Have the hall's display sound."""
        self._do("try_sound")


@contextmanager
def hand_in(var: Path) -> Iterator[HallHand]:
    """A hand in the hall of the centre that keeps its data there."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.hall_acts"],
        env={
            **os.environ,
            "MOTCUA_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings.demo",
            "PYTHONPATH": str(ROOT / "src"),
        },
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield HallHand(child)
    finally:
        assert child.stdin is not None
        child.stdin.close()
        child.wait(timeout=20)
