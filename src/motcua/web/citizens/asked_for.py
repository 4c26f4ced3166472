"""The procedures of one queue, those asked for most first."""

from datetime import datetime, timedelta
from typing import Final

from motcua.catalogue import selectors as catalogue
from motcua.catalogue.models import LocalProcedure
from motcua.dossiers import selectors as dossiers
from motcua.queueing.models import Queue

OFTEN_SINCE: Final = timedelta(days=90)
OFTEN: Final = 60


def of_queue(queue: Queue, *, at: datetime) -> list[LocalProcedure]:
    """What this centre offers in the fields of the queue; of one without fields, all."""
    often = dossiers.often_received(queue.centre, since=at - OFTEN_SINCE, most=OFTEN)
    order = {code: place for place, (code, _name, _en) in enumerate(often)}
    offered = catalogue.offered(queue.centre)
    if queue.fields:
        offered = offered.filter(procedure__field__code__in=queue.fields)
    return sorted(offered, key=lambda each: order.get(each.procedure.code, OFTEN))
