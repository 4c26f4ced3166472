"""A simulated month: arrivals, clerks, agencies and leaders, through the services.

Every dossier has dice of its own, drawn from the seed, the day and its number, so that
one story never changes the next one. The same seed on a fresh trial centre gives the
same month and the same figures.
"""

import itertools
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.accounts import absences, delegations
from motcua.accounts.absences import NewAbsence
from motcua.accounts.delegations import NewDelegation
from motcua.accounts.models import Delegation
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.selectors import NOT_DOSSIERS
from motcua.dossiers import services as dossiers
from motcua.dossiers.selectors import agencies
from motcua.foundation.outbox import services as outbox
from motcua.simulator.chances import USUAL, Chances
from motcua.simulator.crew import Crew
from motcua.simulator.stage import Stage
from motcua.simulator.stories import Story
from motcua.simulator.walk_ins import WalkIns
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

LEADER: Final = "vice_chairman"
DEPUTY: Final = "office_chief"
DELEGATED_WEEK: Final = 1
SILENT_WEEK: Final = 2
SYSTEM_DOWN_ON: Final = 4
PARTNER_SHARE: Final = 0.06
MOST: Final = 500


@dataclass(frozen=True)
class Size:
    """How many come on a working day, a quarter more or less."""

    dossiers: int = 8
    walk_ins: int = 20


class Month:
    """One month of a centre, driven by a seed; what is open at its end stays open."""

    def __init__(
        self,
        centre: Centre,
        first: date,
        *,
        seed: int,
        size: Size = Size(),
        chances: Chances = USUAL,
    ) -> None:
        """Prepare the month that begins on `first`; nothing happens before `run`."""
        self.centre, self.size = centre, size
        calendar = ward.calendar_of(ward.edition_in_force(centre))
        self.stage = Stage(centre, calendar, seed, chances, Crew(centre))
        self.first = first.replace(day=1)
        self.after = (self.first + timedelta(days=31)).replace(day=1)
        self.acts = 0
        self.codes, self.partner_codes = _procedures(centre)
        span = (self.after - self.first).days
        all_days = (self.first + timedelta(days=n) for n in range(span))
        self.days = [day for day in all_days if calendar.is_working_day(day)]
        self.stage.down_on = self.days[SYSTEM_DOWN_ON % len(self.days)]

    @property
    def since(self) -> datetime:
        """The midnight at which the month begins."""
        return self._midnight(self.first)

    @property
    def until(self) -> datetime:
        """The midnight at which the next month begins."""
        return self._midnight(self.after)

    def run(
        self, *, until: datetime | None = None, tell: Callable[[], object] = bool
    ) -> Counter[str]:
        """Let the month happen, or its part up to a time; `tell` follows each event."""

        def after(at: datetime) -> None:
            while outbox.deliver_due(at=at, most=MOST):
                continue
            self.acts += 1
            tell()

        self._plan_leaders()
        for day in self.days:
            self._plan_day(day)
        self.stage.agenda.run(until or self.until, after=after)
        return self.stage.counts

    def deliver(self, at: datetime) -> None:
        """Let the facts of this act reach their hearers before anything else happens."""
        while outbox.deliver_due(at=at, most=MOST):
            continue

    def _plan_day(self, day: date) -> None:
        dice = self.stage.dice(day)
        walk_ins = WalkIns(self.stage, day)
        for number in range(_about(self.size.walk_ins, dice)):
            self.stage.agenda.plan(
                self.stage.moment_on(day, dice), walk_ins.come(number)
            )
        for number in range(_about(self.size.dossiers, dice)):
            own = self.stage.dice(day, number)
            is_partners = own.random() < PARTNER_SHARE
            code = own.choice(self.partner_codes if is_partners else self.codes)
            story = Story(self.stage, code, (day, number), own)
            self.stage.agenda.plan(self.stage.moment_on(day, own), story.come)
        opening = datetime.combine(day, time(7, 45), tzinfo=self.stage.calendar.tz)
        self.stage.agenda.plan(opening, self._watch_agencies)

    def _plan_leaders(self) -> None:
        """The leader is away for two weeks: one with a delegation, one without."""
        by_week = itertools.groupby(self.days, key=lambda day: day.isocalendar().week)
        weeks = [list(days) for _, days in by_week]
        for number in (DELEGATED_WEEK, SILENT_WEEK):
            if number < len(weeks):
                week = weeks[number]
                start = self.stage.moment_on(week[0], self.stage.dice(week[0]))
                opening = start.replace(hour=7, minute=0)
                has_paper = number == DELEGATED_WEEK
                self.stage.agenda.plan(opening, self._leave(week, has_paper=has_paper))

    def _leave(
        self, week: list[date], *, has_paper: bool
    ) -> Callable[[datetime], None]:
        def leave(at: datetime) -> None:
            leader = self.stage.crew.holder(LEADER, at).user
            by = self.stage.crew.holder("sysadmin", at).user
            new = NewAbsence(week[0], week[-1], reason="Đi công tác")
            absences.declare_absence(user=leader, new=new, by=by, at=at)
            if has_paper:
                delegations.delegate_signature(
                    leader=leader,
                    deputy=self.stage.crew.holder(DEPUTY, at).user,
                    new=NewDelegation(
                        form=Delegation.Form.BY_AUTHORITY,
                        starts_on=week[0],
                        ends_on=week[-1],
                        document_number="12/GUQ-UBND",
                        document_on=week[0],
                    ),
                    by=by,
                    at=at,
                )
            self.stage.counts["leader_away"] += len(week)

        return leave

    def _watch_agencies(self, at: datetime) -> None:
        """The clock proposes letters to late agencies; the director signs them."""
        dossiers.watch_agencies(centre=self.centre, at=at)
        director = self.stage.crew.holder("centre_director", at)
        for letter in agencies.letters_to_sign(self.centre, at=at):
            dossiers.sign_reminder(
                centre=self.centre, reminder_id=letter.id, by=director, at=at
            )
            self.stage.counts["reminder_signed"] += 1

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=self.stage.calendar.tz)


def _procedures(centre: Centre) -> tuple[list[str], list[str]]:
    """The codes people come for, and those in which an agency has a step."""
    codes = sorted(
        local.procedure.code
        for local in catalogue.offered(centre)
        if local.procedure.code not in NOT_DOSSIERS
    )
    with_agency = [
        code
        for code in codes
        if any(
            step.role == "police_officer"
            for step in catalogue.offer(centre, code, on=date.max).steps
        )
    ]
    return codes, with_agency or codes


def _about(count: int, dice: random.Random) -> int:
    return dice.randint(count - count // 4, count + count // 4)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
