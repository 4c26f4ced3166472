"""Today: what the heads look at first; each figure opens into its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts import second_looks
from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.models import Absence
from motcua.accounts.roles import Capability, role_name
from motcua.accounts.selectors import Mandate
from motcua.dossiers.selectors import UNCOLLECTED_DAYS
from motcua.dossiers.selectors import today as overview
from motcua.dossiers.selectors.today import Desired, LateShare, Today
from motcua.foundation.live import topics
from motcua.web.desk import finding

COLUMNS: Final = ("code", "matter", "holder", "step", "due")
UNCOLLECTED: Final = ("code", "matter", "ready", "exit")
ANSWERS: Final = ("code", "matter", "answer", "since")
KEPT: Final = ("unit", "person", "role")
MOST_SHARES: Final = 8
MOST_STUCK: Final = 200
TITLES: Final[Mapping[str, str | Promise]] = {
    "late": gettext_lazy("Đang trễ"),
    "soon": gettext_lazy("Sẽ trễ trong 48 giờ"),
    "due-today": gettext_lazy("Đến hạn hôm nay"),
    "due-soon": gettext_lazy("Đến hạn trong 48 giờ, sau hôm nay"),
    "due-week": gettext_lazy("Đến hạn trong tuần này"),
    "due-later": gettext_lazy("Đến hạn sau tuần này"),
    "no-date": gettext_lazy("Chưa có ngày hẹn"),
    "agencies": gettext_lazy("Chờ cơ quan phối hợp trả lời"),
    "supplement": gettext_lazy("Chờ người dân bổ sung"),
    "payment": gettext_lazy("Chờ người dân nộp tiền"),
    "answers": gettext_lazy("Chờ trả lời tiếp nhận"),
    "answers-late": gettext_lazy("Quá giờ trả lời tiếp nhận"),
    "uncollected": gettext_lazy("Kết quả chưa ai nhận"),
    "asked": gettext_lazy("Yêu cầu bổ sung chờ duyệt"),
}
SLACK: Final[Mapping[str, str | Promise]] = {
    "late": gettext_lazy("Đã trễ"),
    "due-today": gettext_lazy("Hôm nay"),
    "due-soon": gettext_lazy("Trong 48 giờ"),
    "due-week": gettext_lazy("Tuần này"),
    "due-later": gettext_lazy("Sau đó"),
    "no-date": gettext_lazy("Chưa có ngày hẹn"),
}


@dataclass(frozen=True)
class Bar:
    """One line of the chart: so many dossiers with so much time left."""

    label: str
    count: int
    url: str
    width: int
    is_late: bool


@dataclass(frozen=True)
class Line:
    """One small figure with its list."""

    label: str
    count: int | str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Late:
    """With whom some of the late dossiers are."""

    who: str
    unit: str
    count: int
    url: str


@dataclass(frozen=True)
class Board:
    """The page, ready to show."""

    late: int
    soon: int
    stuck: str
    answers: int
    answers_late: int
    running: int
    bars: list[Bar]
    late_by: list[Late]
    more_late: int
    elsewhere: list[Line]
    mine: list[Line]
    uncollected: int
    absent: list[Absence]
    days: int = UNCOLLECTED_DAYS


@needs(Capability.SEE_OVERSIGHT)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The figures of this moment; they follow what happens elsewhere."""
    at = timezone.now()
    context = {
        "board": board(request.mandate, at=at),
        "at": at,
        "is_own_unit": not overview.sees_all(request.mandate),
        "live": topics.address(f"work:{request.centre.id}:{request.user.id}:today"),
    }
    return render(request, "desk/today/page.html", context)


@needs(Capability.SEE_OVERSIGHT)
@never_cache
@require_safe
def listed(request: StaffRequest, name: str) -> HttpResponse:
    """The dossiers behind one figure, a page at a time."""
    if name not in TITLES:
        raise Http404
    edges = overview.edges_of(request.mandate, at=timezone.now())
    desired = _desired(request)
    dossiers = overview.listed(request.mandate, name, edges, desired)
    columns = {"uncollected": UNCOLLECTED, "answers": ANSWERS, "answers-late": ANSWERS}
    context = finding.listing(
        request,
        finding.page_of(request, dossiers),
        columns.get(name, COLUMNS),
        kept=KEPT,
    )
    context |= {"title": TITLES[name], "is_part": desired != Desired()}
    return render(request, "desk/today/list.html", context)


def shown(mandate: Mandate, *, at: datetime) -> str:
    """The figures as the open page swaps them in."""
    return render_to_string("desk/today/board.html", {"board": board(mandate, at=at)})


def board(mandate: Mandate, *, at: datetime) -> Board:
    """What this person sees at this moment."""
    now = overview.today(mandate, at=at)
    counts = now.counts
    shares = now.late_by[:MOST_SHARES]
    return Board(
        late=counts["late"],
        soon=counts["soon"],
        stuck=str(now.stuck) if now.stuck <= MOST_STUCK else f"{MOST_STUCK}+",
        answers=counts["answers"],
        answers_late=counts["answers-late"],
        running=now.running,
        bars=_bars(counts),
        late_by=[_late(share) for share in shares],
        more_late=counts["late"] - sum(share.count for share in shares),
        elsewhere=[
            _line(name, counts) for name in ("agencies", "supplement", "payment")
        ],
        mine=_mine(mandate, now, at),
        uncollected=counts["uncollected"],
        absent=now.absent,
    )


def _bars(counts: Mapping[str, int]) -> list[Bar]:
    most = max(1, *(counts[name] for name in SLACK))
    return [
        Bar(
            label=str(label),
            count=counts[name],
            url=_url(name),
            # A single dossier beside hundreds still shows.
            width=max(1, 100 * counts[name] // most) if counts[name] else 0,
            is_late=name == "late",
        )
        for name, label in SLACK.items()
        if counts[name] or name != "no-date"
    ]


def _line(name: str, counts: Mapping[str, int]) -> Line:
    return Line(str(TITLES[name]), counts[name], _url(name))


def _mine(mandate: Mandate, now: Today, at: datetime) -> list[Line]:
    """What waits for this person's own hand, in the order of a morning."""
    places = {
        "approvals": (_("Hồ sơ chờ ký"), reverse("desk:approvals")),
        "asked": (_("Yêu cầu bổ sung lần hai chờ duyệt"), _url("asked")),
        "letters": (_("Văn bản nhắc việc chờ ký"), reverse("desk:agencies")),
    }
    lines = [
        Line(label, now.to_sign[name], url)
        for name, (label, url) in places.items()
        if name in now.to_sign
    ]
    if mandate.may(Capability.CONFIRM_ACTS):
        waits = second_looks.waiting(mandate.user.centre, at=at).exclude(
            asked_by=mandate.user
        )
        url = reverse("office:looks")
        lines.append(Line(_("Việc cần người thứ hai xác nhận"), waits.count(), url))
    return lines


def _late(share: LateShare) -> Late:
    asked = {
        "unit": share.unit_id,
        "person": share.person_id,
        "role": "" if share.person_id else share.role,
    }
    kept = urlencode({key: str(value) for key, value in asked.items() if value})
    who = share.person or (role_name(share.role) if share.role else _("Chưa ai giữ"))
    return Late(who, share.unit, share.count, f"{_url('late')}?{kept}")


def _desired(request: StaffRequest) -> Desired:
    return Desired(
        unit_id=_key(request.GET.get("unit", "")),
        person_id=_key(request.GET.get("person", "")),
        role=request.GET.get("role", "").replace("\0", "")[:40],
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _url(name: str) -> str:
    return reverse("desk:today-list", args=[name])
