"""The green board of the morning: is everything there that the hall needs today?"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.queueing import readiness as hall
from motcua.queueing.devices import Health
from motcua.queueing.models import Device
from motcua.queueing.readiness import CounterReady, QueueReady, Readiness
from motcua.ward.models import Centre
from motcua.web.office.devices import looks
from motcua.web.office.devices.looks import Look


@dataclass(frozen=True)
class Check:
    """One line of the board."""

    name: str
    look: Look


@dataclass(frozen=True)
class Group:
    """Lines that belong together, and what to say when there are none."""

    title: str
    checks: list[Check]
    none: str

    @property
    def good(self) -> int:
        """How many are green."""
        return sum(check.look.is_good for check in self.checks)


@dataclass(frozen=True)
class Board:
    """The whole board."""

    groups: list[Group]

    @property
    def good(self) -> int:
        """How many lines are green."""
        return sum(group.good for group in self.groups)

    @property
    def total(self) -> int:
        """How many lines there are."""
        return sum(len(group.checks) for group in self.groups)


def board(centre: Centre, *, at: datetime) -> Board:
    """The board at this moment."""
    ready = hall.readiness(centre, at=at)
    return Board(
        [
            Group(
                _("Thiết bị"),
                [_device(device, health) for device, health in ready.devices],
                _("Chưa ghép thiết bị nào."),
            ),
            Group(_("Loa của sảnh"), [_voice(ready)], ""),
            Group(
                _("Hàng chờ"),
                [_queue(each) for each in ready.queues],
                _("Chưa lập hàng chờ nào."),
            ),
            Group(
                _("Quầy"),
                [_counter(each) for each in ready.counters],
                _("Chưa lập quầy nào."),
            ),
        ]
    )


def _device(device: Device, health: Health) -> Check:
    return Check(device.name, looks.health(device, health))


def _voice(ready: Readiness) -> Check:
    speaking = ready.speaking
    if speaking is None:
        return Check(
            _("Máy đọc loa"),
            Look(
                "bad",
                "volume-x",
                _("Chưa chọn máy nào"),
                _("Ghép một màn hình sảnh rồi chọn nó đọc loa"),
            ),
        )
    is_there = (speaking, Health.RUNNING) in ready.devices
    if not is_there:
        return Check(
            speaking.name,
            Look("bad", "volume-x", _("Không nghe được: máy đang mất liên lạc")),
        )
    return Check(speaking.name, looks.sound(speaking))


def _queue(ready: QueueReady) -> Check:
    name = f"{ready.queue.letter} · {ready.queue.title}"
    if not ready.queue.is_open:
        return Check(name, Look("calm", "ban", _("Đang đóng: không phát số")))
    if not ready.counters:
        return Check(
            name,
            Look(
                "warn",
                "triangle-alert",
                _("Chưa quầy nào gọi được"),
                _("Cần một cán bộ ngồi vào quầy phục vụ hàng này"),
            ),
        )
    numbers = ", ".join(map(str, ready.counters))
    return Check(
        name,
        Look(
            "ok", "circle-check", _("Quầy %(numbers)s gọi được") % {"numbers": numbers}
        ),
    )


def _counter(ready: CounterReady) -> Check:
    name = _("Quầy %(number)s") % {"number": ready.counter.number}
    if ready.sitting is None:
        return Check(name, Look("calm", "circle", _("Chưa ai ngồi")))
    who = {"name": ready.sitting.officer.full_name}
    if ready.pause is not None:
        return Check(name, Look("warn", "coffee", _("%(name)s đang tạm nghỉ") % who))
    return Check(name, Look("ok", "circle-check", ready.sitting.officer.full_name))
