"""One dossier and everybody at once: take verbs, and compare all that was written."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.db import connection

from motcua.accounts import absences, delegations
from motcua.accounts import services as accounts
from motcua.accounts.absences import NewAbsence
from motcua.accounts.delegations import NewDelegation
from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.services import Upload
from motcua.foundation.outbox.models import Message
from motcua.foundation.toolkit.models import new_id
from motcua.journeys import intake
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.rules.supplements import SupplementError
from motcua.rules.worktime import ExtensionRefused, InvalidCalendar
from motcua.ward import services as ward
from motcua.ward.models import Centre, Department
from motcua.ward.services import DayAlreadySpecial, NewDay
from tests.cast import NOW, intake_of, mandate
from tests.dossiers import deeds, lawful
from tests.foundation.files.corpus.samples import jpeg

CODES: Final = ("2.000635", "1.004873", "1.004194")
PEOPLE: Final = (
    "tiepnhan",
    "hotich",
    "chanhvp",
    "phochutich",
    "vanthu",
    "kinhte",
    "giamdoc",
    "congan",
    "thue",
    "datdai",
    "songda.receptionist",
    "songda.vice_chairman",
)
AGENCIES: Final = ("CA", "THUE", "VPDKDD")
NEXT: Final = {"sign": "approve_result", "deliver": "return_result"}
NEXT_IN: Final = {
    State.NEW: "accept",
    State.SUPPLEMENT: "answer_supplement",
    State.AWAITING_PAYMENT: "confirm_payment",
    State.STOPPED: "reopen",
}
REFUSALS: Final = (DossierError, ActionNotAllowed, ExtensionRefused, SupplementError)
# What a verb may leave behind, counted in one question: a storm asks it all the time.
TRACES: Final = """
    SELECT revision, state,
      (SELECT count(*) FROM dossiers_statechange c
        WHERE c.centre_id = d.centre_id AND c.dossier_id = d.id) AS changes,
      (SELECT count(*) FROM audit_line l
        WHERE l.centre_id = d.centre_id AND l.subject_kind = 'dossier'
          AND l.subject_id = d.id) AS lines,
      (SELECT count(*) FROM dossiers_hold h
        WHERE h.centre_id = d.centre_id AND h.dossier_id = d.id
          AND h.released_at IS NULL) AS holds,
      (SELECT count(*) FROM dossiers_paperfile f
        WHERE f.centre_id = d.centre_id AND f.dossier_id = d.id) AS files
    FROM dossiers_dossier d WHERE centre_id = %s AND id = %s"""
# A verb may write a line of another one, seen in the rows it changed.
HOLDS: Final = {"report_lost": "place_hold", "keep_result": "release_hold"}


@dataclass
class Stage:
    """What all walks of a centre share."""

    centre: Centre
    cast: dict[str, Mandate]
    agencies: list[Department]
    uploads: list[Upload]


def stage_of(centre: Centre) -> Stage:
    """The cast, with a substitute and a deputy at work, and papers to attach."""
    if not mandate("chanhvp").stands_for:
        _send_away()
    return Stage(
        centre,
        {who: mandate(who) for who in PEOPLE},
        list(Department.objects.filter(centre=centre, code__in=AGENCIES)),
        [
            services.take_in(centre, f"{n}.jpg", jpeg(Random(n)), at=NOW)
            for n in range(2)
        ],
    )


def _send_away() -> None:
    """Linh is away and Lan stands in; Hùng's signature is given to Lan as well."""
    lan, linh, hung = (mandate(who).user for who in ("chanhvp", "hotich", "phochutich"))
    today, last = NOW.date(), NOW.date() + timedelta(days=20)
    accounts.grant_role(
        user=lan, role="civil_status_officer", starts_on=today, by=linh, at=NOW
    )
    away = NewAbsence(today, last, substitute=lan)
    absences.declare_absence(user=linh, new=away, by=linh, at=NOW)
    paper = NewDelegation("TL", today, last, "12/GUQ", today)
    delegations.delegate_signature(leader=hung, deputy=lan, new=paper, by=hung, at=NOW)


class Walk:
    """One dossier's story so far: what was done, and whether the rows say the same."""

    def __init__(
        self, stage: Stage, code: str, key: str, dice: Random, *, begins: datetime = NOW
    ) -> None:
        """Receive it, or let it come in."""
        self.stage, self.at = stage, begins
        self.is_lodged = dice.random() < 0.4
        competent = "Sở Tư pháp" if dice.random() < 0.1 else ""
        take = intake.lodge if self.is_lodged else intake.receive
        self._mark = new_id()
        self.dossier, _ = take(
            centre=stage.centre,
            intake=intake_of(stage.centre, code, competent_agency=competent),
            by=stage.cast["tiepnhan"],
            at=self.at,
            key=key,
            caller="walk",
        )
        self.verbs = ["lodge" if self.is_lodged else "receive"]
        self.facts: Counter[str] = Counter()
        self.tries, self.is_broken, self.trying = 0, False, ""
        self.hear()

    @property
    def is_ended(self) -> bool:
        """True when nothing lawful is left to be done."""
        return self.now().now_in in lawful.ENDED

    def now(self) -> Dossier:
        """The dossier as it is."""
        return lawful.dossier_now(self.dossier)

    def disagreements(self) -> list[str]:
        """What does not hold now."""
        return lawful.disagreements(self.dossier, self.verbs, self.facts)

    def take(
        self, verb: str, who: str, dice: Random, *, stale_by: int | None = None
    ) -> bool:
        """Take the verb; true when it was done. A refusal must leave no trace."""
        now = self.now()
        before, self._mark = self._traces(), new_id()
        self.trying = f"{verb} by {who}"
        revision = None if stale_by is None else now.revision - stale_by
        try:
            deeds.do(self.scene(now, who, dice), verb, revision=revision)
        except REFUSALS:
            assert self._traces() == before, f"{verb}: refused with a trace"
            assert self._heard() == Counter(), f"{verb}: refused, and announced"
            return False
        after = self._traces()
        self.verbs += self._lines_of(verb, before, after)
        self.hear()
        if verb not in deeds.BESIDE:
            is_same_file = verb == "attach_file" and before == after
            assert is_same_file or after["revision"] > before["revision"], verb
        ours = "place_hold", "release_hold", "decide_review"
        assert verb in ours or not who.startswith("songda"), f"{verb}: a stranger"
        return True

    def what_is_due(self) -> tuple[str, str] | None:
        """What comes next, and who does it; nothing after the end."""
        state, step = self.now().now_in, self._step()
        if step is None:
            return None
        if state in NEXT_IN:
            return NEXT_IN[state], self._who(step)
        if step.agency_id and step.assignee_id is None:
            return "answer_task", "congan"
        return NEXT.get(step.key, "hand_over"), self._who(step)

    def go_on(self, dice: Random) -> bool:
        """Whoever has the turn does what comes next, so that stories get far."""
        due = self.what_is_due()
        return due is not None and self.take(*due, dice)

    def right_one(self) -> str:
        """Whoever has the step in hand, or reception where nobody has."""
        step = self._step()
        return self._who(step) if step else "tiepnhan"

    def change_calendar(self, dice: Random) -> None:
        """The centre closes on a day to come; every promise is asked about."""
        new = NewDay(
            on=self.at.date() + timedelta(days=dice.randint(1, 12)),
            kind="closure",
            name="Sửa nhà",
        )
        with suppress(DayAlreadySpecial, InvalidCalendar):
            edition = ward.add_special_day(
                centre=self.stage.centre,
                new=new,
                by=self.stage.cast["giamdoc"].user,
                at=self.at,
            )
            services.review_promises(centre=self.stage.centre, edition=edition)

    def _who(self, step: Step) -> str:
        cast = self.stage.cast
        for who, person in cast.items():
            if person.user.id == step.assignee_id:
                return who
        return next((w for w, m in cast.items() if step.role in m.roles), "chanhvp")

    def _step(self) -> Step | None:
        turn = {"dossier": self.dossier, "status": Step.Status.ACTIVE}
        steps = Step.objects.filter(centre=self.stage.centre, **turn)
        return steps.only("key", "role", "agency_id", "assignee_id").first()

    def scene(self, now: Dossier, who: str, dice: Random) -> deeds.Scene:
        """This person before the dossier as it is now."""
        stage = self.stage
        return deeds.Scene(
            stage.centre,
            now,
            stage.cast,
            stage.agencies,
            stage.uploads,
            stage.cast[who],
            self.at,
            dice,
        )

    def _traces(self) -> dict[str, int]:
        keys = [lawful.key(self.stage.centre.id), lawful.key(self.dossier.id)]
        with connection.cursor() as cursor:
            cursor.execute(TRACES, keys)
            names = [column[0] for column in cursor.description]
            return dict(zip(names, cursor.fetchone(), strict=True))

    def _lines_of(
        self, verb: str, before: dict[str, int], after: dict[str, int]
    ) -> list[str]:
        """Which lines this success must have written."""
        if verb in {"place_hold", "release_hold"}:
            return [verb] if before["holds"] != after["holds"] else []
        if verb == "attach_file":
            return [verb] if before["files"] != after["files"] else []
        if verb == "decide_review" and before["lines"] == after["lines"]:
            return []
        changed = verb in HOLDS and before["holds"] != after["holds"]
        return [verb, HOLDS[verb]] if changed else [verb]

    def mark(self) -> None:
        """From here on facts are new."""
        self._mark = new_id()

    def hear(self) -> None:
        """Take note of the facts since the mark."""
        self.facts += self._heard()

    def _heard(self) -> Counter[str]:
        # Not by centre: SQLite would then read every fact of the centre each time.
        kinds = Message.objects.filter(
            id__gt=self._mark, values__dossier_id=str(self.dossier.id)
        ).values_list("kind", flat=True)
        return Counter(kind.rpartition(".")[2] for kind in kinds)


def later(at: datetime, dice: Random) -> datetime:
    """Some minutes or, now and then, days later."""
    if dice.random() < 0.1:
        return at + timedelta(hours=dice.randint(1, 40))
    return at + timedelta(minutes=dice.randint(0, 90))
