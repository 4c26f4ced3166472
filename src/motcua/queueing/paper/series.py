"""Draw sheets of numbered slips, to be cut and given out while the house is dark."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from motcua.foundation.typesetting import services as typesetting
from motcua.queueing.models import Queue
from motcua.queueing.models.ticket import label

TEMPLATE: Final = Path(__file__).parents[1] / "papers" / "paper-series.typ"


def draw_series(queue: Queue, numbers: Sequence[int], *, at: datetime) -> bytes:
    """The slips of these numbers as PDF on A4; the same bytes for the same moment."""
    values = {
        "centre": queue.centre.name,
        "queue": queue.name,
        "labels": [label(queue.letter, number) for number in numbers],
    }
    return typesetting.render_pdf(TEMPLATE, values, at=at)
