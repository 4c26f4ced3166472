"""The hall: series of tickets, who sits where, the tickets with their story, told waits,
appointments."""

from motcua.queueing.models.appointment import Appointment, EarlierOffer, HalfHour
from motcua.queueing.models.device import Device, Pairing
from motcua.queueing.models.estimate import EstimateScore, WaitEstimate
from motcua.queueing.models.hall import CounterQueue, Queue, Skill
from motcua.queueing.models.kiosk import HelpCall, NumberBlock, Printout
from motcua.queueing.models.sitting import Break, Sitting
from motcua.queueing.models.ticket import Move, Ticket

__all__ = [
    "Appointment",
    "Break",
    "CounterQueue",
    "Device",
    "EarlierOffer",
    "EstimateScore",
    "HalfHour",
    "HelpCall",
    "Move",
    "NumberBlock",
    "Pairing",
    "Printout",
    "Queue",
    "Sitting",
    "Skill",
    "Ticket",
    "WaitEstimate",
]
