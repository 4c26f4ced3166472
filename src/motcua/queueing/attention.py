"""What at the machines needs a person now: somebody who calls, a printer that is ill."""

from dataclasses import dataclass
from datetime import datetime

from motcua.queueing import selectors
from motcua.queueing.models import Device, HelpCall, Printout
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Attention:
    """Calls for help, the oldest first, and the last prints that did not come out."""

    calls: list[HelpCall]
    prints: list[Printout]


def needed(centre: Centre, *, at: datetime) -> Attention:
    """What nobody has seen to yet, today."""
    since = selectors.morning(at)
    calls = (
        HelpCall.objects.filter(centre=centre, taken_at=None, asked_at__gte=since)
        .exclude(device__revoked_at__isnull=False)
        .select_related("device")
        .order_by("asked_at")
    )
    return Attention(list(calls), _ill(centre, since))


def _ill(centre: Centre, since: datetime) -> list[Printout]:
    """The newest print of each machine, where it did not come out: paper was not put in
    before the next one did."""
    machines = Device.objects.filter(centre=centre, printer=Device.Printer.NETWORK)
    newest = [
        Printout.objects.filter(centre=centre, device=machine, at__gte=since)
        .select_related("device", "ticket")
        .order_by("-at")
        .first()
        for machine in machines.filter(revoked_at=None)
    ]
    good = {Printout.Outcome.PRINTED, Printout.Outcome.SENDING}
    return [each for each in newest if each and each.outcome not in good]
