"""From the command to the first page: `python -m bench.start [--json]`."""

import sys
from typing import Final

from bench.house import SQLITE, private_house, served
from bench.report import Figure, main, middle

TIMES: Final = 3


def measure() -> list[Figure]:
    """`motcua run` on an empty folder, then again on the same one."""
    with private_house(SQLITE, is_seeded=False) as house:
        seconds = []
        for _ in range(TIMES + 1):
            with served(house, "run") as server:
                seconds.append(server.start_seconds)
    return [
        Figure("start: first, with tables and invented data", seconds[0], "s"),
        Figure("start: again, to the first page", middle(seconds[1:]), "s", at_most=5),
    ]


if __name__ == "__main__":
    sys.exit(main(measure))
