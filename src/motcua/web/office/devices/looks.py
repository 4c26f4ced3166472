"""How each machine is, in words, an icon and a tone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.queueing import devices
from motcua.queueing.devices import Health
from motcua.queueing.models import Device
from motcua.web.ui.formatting import vn_datetime

SOUNDS: Final[Mapping[str, tuple[str, str, str | Promise]]] = {
    "voice": ("ok", "volume-2", gettext_lazy("Có giọng đọc")),
    "chime": ("warn", "volume-2", gettext_lazy("Chỉ có chuông, chưa có giọng đọc")),
    "blocked": ("bad", "volume-x", gettext_lazy("Trình duyệt chặn tiếng")),
    "": ("calm", "volume-x", gettext_lazy("Chưa báo về tiếng")),
}


@dataclass(frozen=True)
class Look:
    """A word for a state, with its tone and icon, and what to do about it."""

    tone: str
    icon: str
    words: str
    advice: str = ""

    @property
    def is_good(self) -> bool:
        """True when nothing is to be done."""
        return self.tone == "ok"


@dataclass(frozen=True)
class Shown:
    """A machine as the pages of the office show it."""

    device: Device
    health: Look
    sound: Look | None


def of(device: Device, *, at: datetime) -> Shown:
    """How this machine is now."""
    return Shown(
        device,
        health(device, devices.health(device, at=at)),
        sound(device) if device.is_speaking else None,
    )


def health(device: Device, state: Health) -> Look:
    """Alive, lost since when, never seen, sent away."""
    if state is Health.RUNNING:
        return Look("ok", "circle-check", _("Đang chạy"))
    if state is Health.SILENT:
        return Look(
            "bad",
            "wifi-off",
            _("Mất liên lạc từ %(time)s") % {"time": moment(device.last_seen_at)},
            _("Xem máy còn điện, còn mạng không; tắt rồi bật lại máy"),
        )
    if state is Health.NEVER_SEEN:
        return Look(
            "warn",
            "clock",
            _("Chưa báo lần nào"),
            _("Mở trang /thiet-bi/ trên máy này"),
        )
    return Look(
        "calm", "ban", _("Đã thu hồi %(time)s") % {"time": moment(device.revoked_at)}
    )


def sound(device: Device) -> Look:
    """Whether what should speak can be heard."""
    tone, icon, words = SOUNDS[device.said.get("sound", "")]
    advice = {
        "blocked": _("Bấm nút Bật tiếng trên màn hình đó"),
        "chime": _("Đặt các đoạn giọng đọc lên máy chủ"),
    }.get(device.said.get("sound", ""), "")
    return Look(tone, icon, str(words), advice)


def trial(device: Device) -> str:
    """What came of the last trial of the sound."""
    at = device.sound_tried_at
    if at is None:
        return ""
    was_heard = device.said.get("tried") == int(at.timestamp() * 1000)
    words = (
        _("Đã phát tiếng thử lúc %(time)s")
        if was_heard
        else _("Đã yêu cầu thử loa lúc %(time)s, máy chưa báo đã phát")
    )
    return words % {"time": moment(at)}


def moment(at: datetime | None) -> str:
    """A moment as the pages write it."""
    language = "en" if get_language() == "en" else "vi"
    return vn_datetime(timezone.localtime(at), language) if at else "—"


def said_wrong(device: Device) -> list[str]:
    """The errors the machine reported last."""
    errors: list[Any] = device.said.get("errors", [])
    return [str(error) for error in errors]
