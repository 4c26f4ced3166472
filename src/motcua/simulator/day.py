"""A simulated day: people arrive, clerks act, everything through the services.

The day is a queue of things that will happen, each at its own simulated time; the same
seed gives the same day. Work that does not end in the day goes on in the next ones.
"""

import itertools
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.selectors import NOT_DOSSIERS
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import AgencyTask, Dossier, Exit, Origin, Step
from motcua.dossiers.services import PaperGiven
from motcua.journeys import intake, return_result
from motcua.people.services import Person
from motcua.rules import worktime
from motcua.rules.worktime import OfficeCalendar
from motcua.simulator.agenda import Agenda
from motcua.simulator.names import invent_person
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

ONLINE_SHARE: Final = 0.9957
FIRST_SERIAL: Final = 500_000
MINUTES_A_HOUR: Final = 60


@dataclass
class Tally:
    """What came of the simulated time."""

    received: int = 0
    returned: int = 0
    late: int = 0
    steps: Counter[str] = field(default_factory=Counter)


class Day:
    """One working day of a centre, driven by a seed."""

    def __init__(
        self, centre: Centre, on: date, *, seed: int, codes: Sequence[str] = ()
    ) -> None:
        """Prepare; nothing happens before `run`.

        With `codes` people come for these procedures in turn, else for any of them.
        """
        self.centre = centre
        self.on = on
        self.dice = random.Random(f"{seed}-{on}")  # noqa: S311  (a game, no secret)
        self.calendar: OfficeCalendar = ward.calendar_of(ward.edition_in_force(centre))
        self.tally = Tally()
        self._agenda = Agenda()
        self._wanted = codes
        self._codes = [
            local.procedure.code
            for local in catalogue.offered(centre)
            if local.procedure.code not in NOT_DOSSIERS
        ]

    def run(
        self,
        arrivals: int,
        *,
        until: datetime | None = None,
        tell: Callable[[], object] = bool,
    ) -> Tally:
        """Let `arrivals` people come and the clerks work until the given time.

        Without `until` everything is worked off. `tell` is called for each event.
        """
        for number in range(arrivals):
            self._agenda.plan(self._arrival_time(), self._arrive(number))
        self._agenda.run(until, after=lambda _at: tell())
        return self.tally

    def _arrival_time(self) -> datetime:
        sessions = self.calendar.sessions_on(self.on)
        if not sessions:
            raise ValueError(f"{self.on} is not a working day")
        session = self.dice.choice(sessions)
        opens, closes = _minutes(session.opens), _minutes(session.closes)
        minute = self.dice.randint(opens, closes - 1)
        moment = time(minute // MINUTES_A_HOUR, minute % MINUTES_A_HOUR)
        return datetime.combine(self.on, moment, tzinfo=self.calendar.tz)

    def _arrive(self, number: int) -> Callable[[datetime], None]:
        def arrive(at: datetime) -> None:
            dossier = self._receive(number, at)
            self.tally.received += 1
            self._plan_next_step(dossier, at)

        return arrive

    def _receive(self, number: int, at: datetime) -> Dossier:
        serial = FIRST_SERIAL + self.on.toordinal() % 1000 * 400 + number
        who = invent_person(self.dice, serial % 1_000_000, today=self.on)
        code = self.dice.choice(self._codes)
        if self._wanted:
            code = self._wanted[number % len(self._wanted)]
        offer = catalogue.offer(self.centre, code, on=self.on)
        is_online = self.dice.random() < ONLINE_SHARE
        dossier, _ = intake.receive(
            centre=self.centre,
            intake=intake.Intake(
                procedure_code=code,
                submitter=Person(
                    full_name=who.full_name,
                    personal_id=who.personal_id,
                    birth_on=who.birth_on,
                    sex=who.sex,
                    phone=who.phone,
                    is_synthetic=True,
                ),
                origin=Origin.ONLINE_AT_CENTRE if is_online else Origin.COUNTER,
                planned_exit=Exit.COUNTER,
                papers=[
                    PaperGiven(component.key, is_present=component.is_required)
                    for component in offer.version.components.all()
                ],
            ),
            by=self._person("receptionist", None, at),
            at=at,
            key=f"simulated-{self.on}-{number}",
            caller="simulator",
        )
        return dossier

    def _plan_next_step(self, dossier: Dossier, at: datetime) -> None:
        step = Step.objects.filter(
            centre=self.centre, dossier=dossier, status=Step.Status.ACTIVE
        ).first()
        if step is not None:
            share = self.dice.uniform(0.3, 0.9)
            work = timedelta(hours=float(step.hours) * share)
            self._agenda.plan(
                worktime.advance(at, work, self.calendar), self._act(dossier, step)
            )

    def _act(self, dossier: Dossier, step: Step) -> Callable[[datetime], None]:
        def act(at: datetime) -> None:
            code = dossier.code
            if step.agency_id is not None:
                self._answer_for_agency(dossier, step, at)
                return
            by = self._person(step.role, step.department_id, at)
            if step.key == "sign":
                dossiers.approve_result(centre=self.centre, code=code, by=by, at=at)
            elif step.key == "deliver":
                self._hand_out(dossier, by, at)
            else:
                dossiers.hand_over(centre=self.centre, code=code, by=by, at=at)
            self.tally.steps[step.key] += 1
            self._plan_next_step(dossier, at)

        return act

    def _answer_for_agency(self, dossier: Dossier, step: Step, at: datetime) -> None:
        task = AgencyTask.objects.get(
            centre=self.centre, dossier=dossier, step=step, state=AgencyTask.State.SENT
        )
        user = User.objects.filter(
            centre=self.centre, department_id=task.agency_id, is_active=True
        ).order_by("username")[0]
        by = mandate_of(user, on=at.date())
        dossiers.receive_task(centre=self.centre, task_id=task.id, by=by, at=at)
        dossiers.answer_task(
            centre=self.centre, task_id=task.id, answer="Đã giải quyết", by=by, at=at
        )
        self.tally.steps[step.key] += 1
        self._plan_next_step(dossier, at)

    def _hand_out(self, dossier: Dossier, by: Mandate, at: datetime) -> None:
        done = return_result.return_in_visit(
            centre=self.centre,
            code=dossier.code,
            to=dossier.owner_name,
            exit_by=dossier.planned_exit,
            by=by,
            at=at,
        )
        self.tally.returned += 1
        is_late = done.due_at and done.resolved_at and done.resolved_at > done.due_at
        self.tally.late += bool(is_late)

    def _person(self, role: str, department_id: object, at: datetime) -> Mandate:
        people = accounts.people_with_role(
            self.centre, role, on=at.date(), department_id=department_id
        )
        user: User | None = people.first()
        if user is None:
            raise LookupError(f"nobody holds the role {role}")
        return mandate_of(user, on=at.date())


def live_through(
    centre: Centre,
    *,
    now: datetime,
    days: int,
    arrivals: int,
    tell: Callable[[], object],
) -> Tally:
    """Simulate the last working days up to this moment, today included.

    Each day's work is done until now: what is left is on the officers' desks.
    """
    calendar = ward.calendar_of(ward.edition_in_force(centre))
    today = calendar.wall_clock(now).date()
    recent = (today - timedelta(days=back) for back in itertools.count())
    working = itertools.islice(filter(calendar.is_working_day, recent), days)
    whole = Tally()
    for on in sorted(working):
        tally = Day(centre, on, seed=1).run(arrivals, until=now, tell=tell)
        whole.received += tally.received
        whole.returned += tally.returned
    return whole


def _minutes(moment: time) -> int:
    return moment.hour * MINUTES_A_HOUR + moment.minute
