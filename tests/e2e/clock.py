"""Serve the trial centre on another day: the whole process has that clock, running on.

Started by `served_centre(at=…)`; a journey stops the centre on one day and serves the
same database again on a later one.
"""

import sys
from datetime import datetime

import time_machine

from motcua.config.cli.__main__ import main

if __name__ == "__main__":
    day = datetime.fromisoformat(sys.argv.pop(1))
    with time_machine.travel(day, tick=True):
        sys.exit(main())
