"""The story of one simulated dossier, from the first coming to the result in the hand."""

import random
from datetime import date, datetime, timedelta
from typing import Final

from motcua.accounts.selectors import Mandate
from motcua.catalogue import selectors as catalogue
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import (
    AgencyTask,
    Dossier,
    DossierVisit,
    Exit,
    Extension,
    Origin,
    Step,
)
from motcua.dossiers.services import PaperGiven
from motcua.journeys import come_again, intake, return_result
from motcua.journeys.intake import Came, Intake
from motcua.people import services as people
from motcua.rules import extensions, worktime
from motcua.rules.lifecycle import WORKING, State
from motcua.rules.trips import Cause
from motcua.simulator.agenda import Act
from motcua.simulator.chances import ORIGINS, drawn
from motcua.simulator.incidents import AT_RECEPTION, Incidents
from motcua.simulator.stage import Stage
from motcua.simulator.walk_ins import invented
from motcua.visits import services as visits
from motcua.visits.models import Visit
from motcua.visits.services import Episode

SERIALS_A_DAY: Final = 2000
FIRST_SERIAL: Final = 400_000
RECEPTION: Final = "TTPVHCC"
SOON: Final = timedelta(hours=1)
AT_COUNTER: Final = {Origin.ONLINE_AT_CENTRE, Origin.COUNTER}


class Story:
    """What one applicant and those who serve them do."""

    def __init__(
        self, stage: Stage, code: str, number: tuple[date, int], dice: random.Random
    ) -> None:
        """Draw who it is; what happens is drawn as it happens."""
        self.stage, self.procedure, self.dice = stage, code, dice
        self.key = f"{number[0]}-{number[1]}"
        serial = FIRST_SERIAL + number[0].day * SERIALS_A_DAY + number[1]
        self.person = invented(dice, serial, number[0])
        self.origin = Origin(drawn(dice, ORIGINS))
        self.exit = self._draw_exit()
        self.code = ""
        self.turn = 0
        self.incidents = Incidents(self)

    def happens(self, share: float) -> bool:
        """True as often as this share says."""
        return self.dice.random() < share

    def count(self, what: str) -> None:
        """Write down that this happened once more."""
        self.stage.counts[what] += 1

    def by(self, role: str, at: datetime) -> Mandate:
        """Who holds this role."""
        return self.stage.crew.holder(role, at)

    def later(self, at: datetime, least: int, most: int) -> datetime:
        """A drawn moment of the working days ahead."""
        return self.stage.days_later(at, self.dice.randint(least, most), self.dice)

    def plan(self, at: datetime, do: Act) -> None:
        """Let something happen later in the month."""
        self.stage.agenda.plan(at, do)

    def now(self) -> Dossier:
        """The dossier as it is."""
        return (
            Dossier.objects.select_related("centre", "version__procedure", "submitter")
            .filter(centre=self.stage.centre)
            .get(code=self.code)
        )

    def come(self, at: datetime) -> None:
        """Come for the first time; some are sent home and come again."""
        chances = self.stage.chances
        if self.origin not in AT_COUNTER:
            self._lodge(at, None)
        elif self.stage.is_down(at):
            self._go_home(at, Cause.SYSTEM_DOWN)
        elif self.happens(chances.paper_missing_at_counter):
            self._go_home(at, Cause.PAPER_MISSING)
        elif self.happens(chances.told_wrongly):
            self._go_home(at, Cause.OUR_FAULT)
        else:
            self._lodge(at, None)

    def _go_home(self, at: datetime, cause: Cause) -> None:
        """Served with guidance only, because of this; the next visit says so."""
        by = self.by("receptionist", at).user
        visit = visits.serve_walk_in(
            centre=self.stage.centre,
            service="guidance",
            by=by,
            at=at,
            citizen=people.enter_citizen(
                centre=self.stage.centre, person=self.person, by=by, at=at
            ),
            told=Episode(opened_at=at - timedelta(minutes=self.dice.randint(2, 12))),
        )
        self.count(f"sent_home_{cause}")

        def again(then: datetime) -> None:
            if self.stage.is_down(then):
                self.plan(self.later(then, 1, 1), again)
            else:
                owner = RECEPTION
                self._lodge(then, Came(visit.id, cause.value, owner))

        self.plan(self.later(at, 1, 3), again)

    def _lodge(self, at: datetime, came: Came | None) -> None:
        """The dossier comes in; most are received at once."""
        is_lodged = self.happens(self.stage.chances.lodged)
        verb = intake.lodge if is_lodged else intake.receive
        dossier, _ = verb(
            centre=self.stage.centre,
            intake=self._intake(at, came),
            by=self.by("receptionist", at),
            at=at,
            key=f"month-{self.stage.seed}-{self.key}",
            caller="simulator",
        )
        self.code = dossier.code
        self.count("lodged" if is_lodged else "received")
        if is_lodged:
            self.plan(worktime.advance(at, SOON, self.stage.calendar), self._answer)
        else:
            self.begin(at)

    def _answer(self, at: datetime) -> None:
        """Answer what came in: refuse it, ask for papers, or accept it."""
        by, where = self.by("receptionist", at), self.stage.centre
        if self.happens(self.stage.chances.refused_at_reception):
            dossiers.refuse_reception(
                centre=where, code=self.code, why=AT_RECEPTION, by=by, at=at
            )
            self.count("refused_at_reception")
        elif self.happens(0.5):
            self.incidents.ask_for_papers(at, by)
        else:
            intake.accept(centre=where, code=self.code, by=by, at=at)
            self.count("received")
            self.begin(at)

    def begin(self, at: datetime) -> None:
        """Work begins, and the applicant has a promise."""
        self.proceed(at)
        dossier = self.now()
        if dossier.due_at is None:
            return
        self._plan_extension(dossier, at)
        if self.exit != Exit.COUNTER:
            return
        if self.happens(self.stage.chances.impatient):
            self.plan(self.later(at, 1, 2), self._come_to_ask)
        if self.happens(self.stage.chances.comes_when_promised):
            self._plan_promised(dossier.due_at)

    def proceed(self, at: datetime) -> None:
        """Plan what happens in the step whose turn it is."""
        self.turn += 1
        step = self.step()
        if step is None or self.now().now_in not in {*WORKING, State.RESOLVED}:
            return
        if step.key == "deliver":
            self._plan_collection(at)
        elif step.agency_id is not None:
            self._plan_agency(step, at)
        else:
            self.plan(self._done_at(step, at), self._if_still(self.turn, self._act))

    def _act(self, at: datetime) -> None:
        step, code, centre = self.step(), self.code, self.stage.centre
        assert step is not None
        if step.key == "sign":
            self._sign(step, at)
            return
        by = self.stage.crew.holder(step.role, at, step.department_id)
        if self.incidents.happen(step, by, at):
            return
        dossiers.hand_over(centre=centre, code=code, by=by, at=at)
        self.count(f"step_{step.key}")
        self.proceed(at)

    def _sign(self, step: Step, at: datetime) -> None:
        by = self.stage.crew.signer(step, at)
        if by is None:
            self.plan(self.later(at, 1, 1), self._if_still(self.turn, self._act))
            return
        if self.incidents.happen(step, by, at):
            return
        dossiers.approve_result(centre=self.stage.centre, code=self.code, by=by, at=at)
        self.count("step_sign")
        self.proceed(at)

    def _plan_agency(self, step: Step, at: datetime) -> None:
        task = AgencyTask.objects.get(
            centre=self.stage.centre,
            dossier__code=self.code,
            step=step,
            state=AgencyTask.State.SENT,
        )
        self.incidents.plan_answer(task, at, then=self.proceed)

    def _done_at(self, step: Step, at: datetime) -> datetime:
        is_over = self.happens(self.stage.chances.over_time)
        share = self.dice.uniform(1.1, 2.5) if is_over else self.dice.uniform(0.2, 0.9)
        work = timedelta(minutes=round(float(step.hours) * 60 * share))
        return worktime.advance(at, work, self.stage.calendar)

    def _plan_extension(self, dossier: Dossier, at: datetime) -> None:
        assert dossier.due_at is not None
        last = extensions.last_moment(dossier.due_at, self.stage.calendar)
        if last - SOON > at and self.happens(self.stage.chances.extended):
            self.plan(last - SOON, self._extend)

    def _extend(self, at: datetime) -> None:
        """The day before the promise the head sees that it cannot be kept."""
        dossier, calendar = self.now(), self.stage.calendar
        step = self.step()
        if dossier.now_in not in WORKING or dossier.due_at is None or step is None:
            return
        if step.key == "seal" or dossier.due_at - at > timedelta(days=4):
            return
        if Extension.objects.filter(centre=self.stage.centre, dossier=dossier).exists():
            return
        leader = self.by("vice_chairman", at)
        if self.stage.crew.is_away(leader.user, at):
            leader = self.by("chairman", at)
        day = self.later(dossier.due_at, 2, 3)
        dossiers.extend(
            centre=self.stage.centre,
            code=self.code,
            new_due_at=calendar.closing_of(calendar.wall_clock(day).date()),
            reason="Cần thẩm tra thêm",
            by=leader,
            at=at,
        )
        self.count("extended")

    def _plan_promised(self, due_at: datetime) -> None:
        opening = self.stage.calendar.next_open(due_at)
        wait = timedelta(minutes=self.dice.randint(5, 90))
        self.plan(
            worktime.advance(opening, wait, self.stage.calendar), self._come_as_promised
        )

    def _come_as_promised(self, at: datetime) -> None:
        """Come at the promised time; when it was moved, at the new one."""
        dossier = self.now()
        if dossier.due_at is not None and dossier.due_at > at:
            self._plan_promised(dossier.due_at)
        elif dossier.now_in is State.RESOLVED:
            self._collect(at)
        elif dossier.now_in in WORKING:
            self._come_to_ask(at)

    def _come_to_ask(self, at: datetime) -> None:
        """Come because of the dossier; the cause is what the system proposes."""
        dossier = self.now()
        if dossier.now_in not in WORKING:
            return
        visit = self.visit_to_ask(at)
        self.count(f"came_{visit.again_cause}")

    def _plan_collection(self, at: datetime) -> None:
        chances = self.stage.chances
        if self.exit != Exit.COUNTER:
            self.plan(worktime.advance(at, SOON, self.stage.calendar), self._collect)
        elif self.happens(chances.never_comes):
            self.plan(self.later(at, 1, 1), self._keep)
        elif self.happens(chances.comes_late):
            self.plan(self.later(at, 1, 1), self._keep)
            self.plan(self.later(at, 5, 15), self._collect)
        elif self.happens(chances.comes_at_once):
            wait = timedelta(minutes=self.dice.randint(20, 240))
            self.plan(worktime.advance(at, wait, self.stage.calendar), self._collect)
        else:
            self.plan(self.later(at, 1, 3), self._collect)

    def _keep(self, at: datetime) -> None:
        """The paper goes into custody until somebody comes."""
        if self.now().now_in is State.RESOLVED:
            dossiers.keep_result(
                centre=self.stage.centre,
                code=self.code,
                place=f"Tủ kết quả, ngăn {self.dice.randint(1, 12)}",
                by=self.by("receptionist", at),
                at=at,
            )
            self.count("kept")

    def _collect(self, at: datetime) -> None:
        """The result is handed over the way it was chosen."""
        dossier = self.now()
        if dossier.now_in is not State.RESOLVED:
            return
        done = return_result.return_in_visit(
            centre=self.stage.centre,
            code=self.code,
            to=dossier.submitter.full_name,
            exit_by=self.exit,
            by=self.by("receptionist", at),
            at=at,
        )
        self.count("returned")
        due, resolved = done.measured_due_at, done.resolved_at
        if due and resolved:
            self.count("resolved_late" if resolved > due else "resolved_on_time")
        if self.exit == Exit.COUNTER and self.happens(self.stage.chances.result_wrong):
            self.plan(self.later(at, 1, 4), self._bring_back)

    def _bring_back(self, at: datetime) -> None:
        """The result says something wrong: our fault, and another trip."""
        come_again.come_about(
            dossier=self.now(),
            purpose=DossierVisit.Purpose.ENQUIRE,
            by=self.by("receptionist", at).user,
            at=at,
            cause=Cause.OUR_FAULT,
        )
        self.count("came_our_fault")

    def visit_to_ask(self, at: datetime) -> Visit:
        """The visit of somebody who comes because of the dossier, linked to the first."""
        return come_again.come_about(
            dossier=self.now(),
            purpose=DossierVisit.Purpose.ENQUIRE,
            by=self.by("receptionist", at).user,
            at=at,
            told=Episode(opened_at=at - timedelta(minutes=self.dice.randint(2, 10))),
        )

    def _if_still(self, turn: int, do: Act) -> Act:
        """Do it unless the dossier went on, or stands still, meanwhile."""

        def act(at: datetime) -> None:
            if turn == self.turn and self.now().now_in in {*WORKING, State.RESOLVED}:
                do(at)

        return act

    def step(self) -> Step | None:
        """The step whose turn it is."""
        return (
            Step.objects.filter(
                centre=self.stage.centre,
                dossier__code=self.code,
                status=Step.Status.ACTIVE,
            )
            .select_related("dossier")
            .first()
        )

    def _draw_exit(self) -> Exit:
        chances, drawn_share = self.stage.chances, self.dice.random()
        for way, share in (
            (Exit.ELECTRONIC, chances.uses_electronic),
            (Exit.POST, chances.uses_post),
            (Exit.HOME, chances.uses_home),
        ):
            if drawn_share < share:
                return way
            drawn_share -= share
        return Exit.COUNTER

    def _intake(self, at: datetime, came: Came | None) -> Intake:
        on = self.stage.calendar.wall_clock(at).date()
        offer = catalogue.offer(self.stage.centre, self.procedure, on=on)
        return Intake(
            procedure_code=self.procedure,
            submitter=self.person,
            origin=self.origin,
            planned_exit=self.exit,
            papers=[
                PaperGiven(one.key, is_present=one.is_required)
                for one in offer.version.components.all()
            ],
            again=came,
        )
