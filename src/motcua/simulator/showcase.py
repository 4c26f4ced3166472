"""What a trial centre shows at first sight of the stories that take days.

A fresh trial lives two ordinary days. So that nobody meets empty pages, some dossiers
of the days before went otherwise: late, asked for papers, at other agencies, refused.
"""

import random
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import count, islice
from typing import Any, Final

from motcua.accounts import second_looks
from motcua.accounts import selectors as accounts
from motcua.accounts.second_looks import RoleWish
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.catalogue import selectors as catalogue
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier, Exit, Origin, Step
from motcua.dossiers.services import Ask, Fault, PaperGiven, Request, Why
from motcua.journeys import confirmations, intake
from motcua.journeys.confirmations import Asked
from motcua.journeys.intake import Came, Intake
from motcua.people.services import Person, enter_citizen
from motcua.rules.trips import Cause
from motcua.simulator.walk_ins import BLANKS, invented
from motcua.visits import services as visits
from motcua.visits.services import Episode
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

EXTRACT: Final = "2.000635"
MARITAL: Final = "1.004873"
RESIDENCE: Final = "1.004194"
FIRST_SERIAL: Final = 500_000
MORNING: Final = time(8, 30)
DAYS: Final = 4
WHY: Final = Why(
    "Khoản 2 Điều 64 Luật Hộ tịch",
    "Không tìm thấy sự kiện hộ tịch đã đăng ký trong sổ gốc và cơ sở dữ liệu.",
    "Khiếu nại tới Chủ tịch Ủy ban nhân dân phường trong 90 ngày.",
)


def set_out(centre: Centre, *, now: datetime) -> None:
    """Let it all happen on the working days before today."""
    case = _Case(centre, now)
    case.late()
    case.wants_papers()
    case.wants_payment()
    case.asks_agencies()
    case.at_the_police()
    case.refused()
    case.lodged()
    case.came_again()
    case.confirmations()
    case.wants_a_role()


class _Case:
    """The centre, its people and the days its stories happen on."""

    def __init__(self, centre: Centre, now: datetime) -> None:
        self.centre, self.dice = centre, random.Random(11)  # noqa: S311  (no secret)
        self._serials = count(FIRST_SERIAL)
        calendar = ward.calendar_in_force(centre)
        today = calendar.wall_clock(now).date()
        past = (today - timedelta(days=back) for back in count(1))
        self._days = [
            datetime.combine(day, MORNING, tzinfo=calendar.tz)
            for day in islice(filter(calendar.is_working_day, past), DAYS)
        ]

    def late(self) -> None:
        """Taken three days ago, due the same day, and not touched since."""
        dossier = self._receive(EXTRACT, self._ago(3))
        dossiers.claim(**self._holder(dossier, self._ago(3, minutes=20)))

    def wants_papers(self) -> None:
        """One paper cannot be read; the applicant was asked for all at once."""
        dossier = self._receive(MARITAL, self._ago(2))
        paper = dossier.papers.order_by("position")[0]
        fault = Fault(
            ["unreadable"], component_key=paper.component_key, detail="Bản chụp mờ"
        )
        dossiers.request_supplement(
            request=Request([fault], "Cần bản rõ để xác minh."),
            **self._holder(dossier, self._ago(2, minutes=90)),
        )

    def wants_payment(self) -> None:
        """The clock stands still until a duty is paid."""
        dossier = self._receive(MARITAL, self._ago(2, minutes=10))
        dossiers.request_payment(
            reason="Chờ nộp lệ phí theo thông báo",
            amount="8.000 đ",
            evidence="TB 15/TB-TTPVHCC",
            **self._holder(dossier, self._ago(2, minutes=60)),
        )

    def asks_agencies(self) -> None:
        """Two opinions are asked for; one has been silent for too long."""
        dossier = self._receive(MARITAL, self._ago(3, minutes=30))
        agencies = {unit.code: unit for unit in ward.departments(self.centre)}
        asks = [
            Ask(agencies["THUE"], "Còn nợ nghĩa vụ thuế không?", hours=Decimal(8)),
            Ask(
                agencies["VPDKDD"],
                "Thửa đất có tranh chấp không?",
                hours=Decimal(40),
                is_lead=True,
            ),
        ]
        dossiers.ask_agencies(
            asks=asks,
            medium="electronic",
            **self._holder(dossier, self._ago(3, minutes=50)),
        )

    def at_the_police(self) -> None:
        """A step of the process is the police's, and waits there."""
        self._receive(RESIDENCE, self._ago(1, minutes=15))

    def refused(self) -> None:
        """A refusal was proposed and waits for the signature."""
        dossier = self._receive(EXTRACT, self._ago(1, minutes=25))
        given = self._holder(dossier, self._ago(1, minutes=80))
        dossiers.propose_refusal(why=WHY, **given)
        dossiers.hand_over(**given)

    def lodged(self) -> None:
        """Came in by itself and waits to be answered."""
        intake.lodge(
            centre=self.centre,
            intake=self._intake(MARITAL, self._ago(1)),
            by=self._one("receptionist", self._ago(1)),
            at=self._ago(1, minutes=400),
            key="showcase-lodged",
            caller="simulator",
        )

    def came_again(self) -> None:
        """Went home for a paper, and came a second time."""
        first, second = self._ago(4), self._ago(2, minutes=45)
        person, by = self._person(first), self._one("receptionist", first).user
        visit = visits.serve_walk_in(
            centre=self.centre,
            service="guidance",
            by=by,
            at=first,
            citizen=enter_citizen(centre=self.centre, person=person, by=by, at=first),
            told=Episode(opened_at=first - timedelta(minutes=6)),
        )
        again = Came(visit.id, Cause.PAPER_MISSING.value, "TTPVHCC")
        self._receive(EXTRACT, second, person=person, again=again)

    def confirmations(self) -> None:
        """One is given, and one is explained: a database answers it already."""
        at = self._ago(1, minutes=120)
        by = self._one("receptionist", at).user
        for kind, do in (("damage", self._issue), ("residence", self._explain)):
            asked = Asked(
                kind=kind,
                person=self._person(at),
                blanks=BLANKS,
                signer=self._one("vice_chairman", at).user,
                opened_at=at - timedelta(minutes=9),
            )
            do(asked, by, at)

    def wants_a_role(self) -> None:
        """An administrator asks; somebody else has to confirm."""
        at = self._ago(1, minutes=200)
        wish = RoleWish("receptionist", starts_on=at.date())
        second_looks.ask_for_role(
            user=self._one("clerk", at).user,
            wish=wish,
            by=self._one("sysadmin", at).user,
            at=at,
            reason="Tăng cường quầy tiếp nhận giờ cao điểm",
        )

    def _issue(self, asked: Asked, by: Any, at: datetime) -> None:
        confirmations.issue(
            centre=self.centre, asked=asked, by=by, at=at, key="showcase"
        )

    def _explain(self, asked: Asked, by: Any, at: datetime) -> None:
        confirmations.refuse(centre=self.centre, asked=asked, by=by, at=at)

    def _ago(self, days: int, *, minutes: int = 0) -> datetime:
        return self._days[days - 1] + timedelta(minutes=minutes)

    def _person(self, at: datetime) -> Person:
        return invented(self.dice, next(self._serials), at.date())

    def _receive(
        self,
        code: str,
        at: datetime,
        *,
        person: Person | None = None,
        again: Came | None = None,
    ) -> Dossier:
        dossier, _ = intake.receive(
            centre=self.centre,
            intake=self._intake(code, at, person=person, again=again),
            by=self._one("receptionist", at),
            at=at,
            key=f"showcase-{next(self._serials)}",
            caller="simulator",
        )
        return dossier

    def _intake(
        self,
        code: str,
        at: datetime,
        *,
        person: Person | None = None,
        again: Came | None = None,
    ) -> Intake:
        offer = catalogue.offer(self.centre, code, on=at.date())
        return Intake(
            procedure_code=code,
            submitter=person or self._person(at),
            origin=Origin.ONLINE_AT_CENTRE,
            planned_exit=Exit.COUNTER,
            papers=_required(offer.version.components.all()),
            again=again,
        )

    def _holder(self, dossier: Dossier, at: datetime) -> dict[str, Any]:
        """Whoever has the turn, as the verbs want it."""
        step = Step.objects.get(centre=self.centre, dossier=dossier, status="active")
        by = self._one(step.role, at, department_id=step.department_id)
        return {"centre": self.centre, "code": dossier.code, "by": by, "at": at}

    def _one(self, role: str, at: datetime, *, department_id: Any = None) -> Mandate:
        held = accounts.people_with_role(
            self.centre, role, on=at.date(), department_id=department_id
        )
        return mandate_of(held[0], on=at.date())


def _required(components: Iterable[Any]) -> list[PaperGiven]:
    return [PaperGiven(one.key, is_present=one.is_required) for one in components]
