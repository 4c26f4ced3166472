"""Those who come without a dossier: copies, guidance, confirmations."""

import random
from datetime import date, datetime, timedelta
from typing import Final

from motcua.accounts.models import User
from motcua.journeys import confirmations
from motcua.journeys.confirmations import Asked
from motcua.people.services import Person
from motcua.registers import services as registers
from motcua.registers.kinds import Answer, all_kinds
from motcua.simulator.agenda import Act
from motcua.simulator.chances import CONFIRMATIONS, WALK_INS, drawn
from motcua.simulator.names import invent_person
from motcua.simulator.stage import Stage
from motcua.visits import services as visits
from motcua.visits.services import Episode

CONFIRMATION_SHARE: Final = 0.02
FIRST_SERIAL: Final = 300_000
BLANKS: Final = {
    "statement": "Gia đình có hoàn cảnh khó khăn, lao động chính đang nghỉ việc.",
    "purpose": "Bổ túc hồ sơ xin miễn giảm học phí",
}


class WalkIns:
    """The walk-ins of one day."""

    def __init__(self, stage: Stage, day: date) -> None:
        """Remember the stage; each visit has dice of its own."""
        self._stage, self._day = stage, day

    def come(self, number: int) -> Act:
        """What the visitor with this number does on arrival."""
        dice = self._stage.dice(self._day, "walk-in", number)

        def do(at: datetime) -> None:
            if dice.random() < CONFIRMATION_SHARE:
                self._confirm(number, dice, at)
            else:
                self._serve(dice, at)

        return do

    def _serve(self, dice: random.Random, at: datetime) -> None:
        visits.serve_walk_in(
            centre=self._stage.centre,
            service=drawn(dice, WALK_INS),
            by=self._stage.crew.holder("receptionist", at).user,
            at=at,
            told=Episode(opened_at=at - timedelta(seconds=dice.randint(60, 900))),
        )
        self._stage.counts["walk_in"] += 1

    def _confirm(self, number: int, dice: random.Random, at: datetime) -> None:
        stage = self._stage
        kind = drawn(dice, CONFIRMATIONS)
        asked = Asked(
            kind=kind,
            person=invented(dice, self._serial(number), self._day),
            blanks=BLANKS,
            signer=self._signer(at),
            opened_at=at - timedelta(seconds=dice.randint(180, 1200)),
        )
        by = stage.crew.holder("receptionist", at).user
        if all_kinds()[kind].answer == Answer.REFUSE:
            confirmations.refuse(centre=stage.centre, asked=asked, by=by, at=at)
            stage.counts["confirmation_refused"] += 1
            return
        entry_id, _ = confirmations.issue(
            centre=stage.centre,
            asked=asked,
            by=by,
            at=at,
            key=f"simulated-{stage.seed}-{self._day}-{number}",
        )
        registers.note_signature(
            centre=stage.centre,
            entry_id=entry_id,
            by=stage.crew.holder("clerk", at).user,
            at=at,
        )
        stage.counts["confirmation_issued"] += 1

    def _signer(self, at: datetime) -> User:
        """The vice-chairman, or the chairman while they are away."""
        crew = self._stage.crew
        leader = crew.holder("vice_chairman", at).user
        return crew.holder("chairman", at).user if crew.is_away(leader, at) else leader

    def _serial(self, number: int) -> int:
        return FIRST_SERIAL + self._day.day * 2000 + number


def invented(dice: random.Random, serial: int, today: date) -> Person:
    """An invented person as an officer types them."""
    who = invent_person(dice, serial, today=today)
    return Person(
        full_name=who.full_name,
        personal_id=who.personal_id,
        birth_on=who.birth_on,
        sex=who.sex,
        phone=who.phone,
        address="Phường Hòa Bình, tỉnh Phú Thọ",
        is_synthetic=True,
    )
