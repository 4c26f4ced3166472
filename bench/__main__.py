"""`python -m bench [NAME …] [--json]`: every bench, or the named ones, in one table."""

import argparse
import sys
from typing import Final

from bench import hall, http, intake, memory, reading, receipt, start
from bench.report import show

BENCHES: Final = {
    "intake": intake.measure,
    "http": http.measure,
    "hall": hall.measure,
    "reading": reading.measure,
    "receipt": receipt.measure,
    "memory": memory.measure,
    "start": start.measure,
}


def main() -> int:
    """Measure; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []])
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    figures = []
    for name in chosen.names or BENCHES:
        if not chosen.json:
            print(f"{name} …", file=sys.stderr, flush=True)
        figures += BENCHES[name]()
    show(figures, as_json=chosen.json)
    return 1 if any(figure.is_met is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
