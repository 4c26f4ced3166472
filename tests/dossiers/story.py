"""Random people taking random verbs on one dossier: what must hold whatever they do."""

from datetime import timedelta
from itertools import pairwise
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import (
    Dossier,
    Extension,
    Hold,
    Pause,
    Promise,
    Slip,
    StateChange,
    Step,
    Stop,
)
from motcua.dossiers.services import (
    Answer,
    Brought,
    Fault,
    Ground,
    Request,
    Wish,
)
from motcua.dossiers.services.arrivals import ZONE
from motcua.foundation.audit.models import Line
from motcua.foundation.outbox.models import Message
from motcua.journeys import intake, return_result
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.rules.supplements import SupplementError
from motcua.rules.worktime import ExtensionRefused
from motcua.ward.founding import Founder
from motcua.ward.models import Centre
from tests.cast import NOW, intake_of, mandate

CODES: Final = ("2.000635", "1.004873")
PEOPLE: Final = (
    "tiepnhan",
    "hotich",
    "chanhvp",
    "phochutich",
    "vanthu",
    "kinhte",
    "giamdoc",
    "songda.receptionist",
    "songda.vice_chairman",
)
# Typed from domain.md 1.6; `rules.lifecycle` is what is being tested.
LAWFUL: Final = {
    1: {2, 3, 5, 6, 7},
    2: {4, 5, 6, 7, 8, 9},
    4: {5, 6, 7, 8, 9},
    5: {2, 4, 7, 8},
    6: {4, 7, 8},
    8: {4},
    9: {10, 4},
}
PAUSED: Final = {State.SUPPLEMENT, State.AWAITING_PAYMENT, State.STOPPED}
# How many facts a verb announces, beside the promise it may move.
FACTS: Final = {
    "receive": 1,
    "claim": 0,
    "assign": 0,
    # One more where it leads to the return: the result is ready.
    "hand_over": 1,
    "send_back": 0,
    "approve_result": 2,
    "return_result": 1,
    "request_supplement": 1,
    "answer_supplement": 1,
    "request_payment": 1,
    "confirm_payment": 1,
    "stop": 1,
    "reopen": 1,
    "withdraw": 1,
    "extend": 0,
    "undo": 0,
}
GROUND: Final = Ground("no_supplement", "Quá hạn", "Điều 19", "Phiếu 02")
WISH: Final = Wish("Đổi ý", "Bùi Thị An", "id_card")

people = st.sampled_from(PEOPLE)
REQUEST: Final = Request([Fault(["wrong_data"], "", "Mục 3", "Khai sai")], "Bổ sung")


class Story(RuleBasedStateMachine):
    """One dossier, everybody at once; set `centre` before use."""

    centre: Centre
    steps = 0
    cast: dict[str, Mandate]

    @initialize(code=st.sampled_from(CODES))
    def receive(self, code: str) -> None:
        """The dossier comes in."""
        self.at = NOW
        self.expected_facts = FACTS["receive"]
        self.verbs = ["receive"]
        key = f"story-{Dossier.objects.filter(centre=self.centre).count()}"
        self.dossier, _ = intake.receive(
            centre=self.centre,
            intake=intake_of(self.centre, code),
            by=self.cast["tiepnhan"].user,
            at=self.at,
            key=key,
            caller="story",
        )

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        """Nothing happens for a while."""
        self.at += timedelta(hours=hours)

    @rule(who=people)
    def claim(self, who: str) -> None:
        self._try("claim", who)

    @rule(who=people, to=people)
    def assign(self, who: str, to: str) -> None:
        self._try("assign", who, to=self.cast[to].user)

    @rule(who=people)
    def hand_over(self, who: str) -> None:
        self._try("hand_over", who)

    @rule()
    def the_right_one_goes_on(self) -> None:
        """Whoever holds the step does what comes next, so that stories get far."""
        step = self._active()
        if step is None:
            return
        who = next(w for w, m in self.cast.items() if step.role in m.roles)
        verb = {"sign": "approve_result", "deliver": "return_result"}
        self._try(verb.get(step.key, "hand_over"), who)

    @rule(who=people, reason=st.sampled_from(["", "Sai họ tên"]))
    def send_back(self, who: str, reason: str) -> None:
        self._try("send_back", who, reason=reason)

    @rule(who=people)
    def approve_result(self, who: str) -> None:
        self._try("approve_result", who)

    @rule(who=people)
    def return_result(self, who: str) -> None:
        self._try("return_result", who)

    @rule(who=people)
    def request_payment(self, who: str) -> None:
        asked = {"reason": "Lệ phí", "amount": "8.000 đ", "evidence": "TB 1"}
        self._try("request_payment", who, **asked)

    @rule(who=people)
    def confirm_payment(self, who: str) -> None:
        self._try("confirm_payment", who, evidence="BL 1")

    @rule(who=people)
    def stop(self, who: str) -> None:
        self._try("stop", who, ground=GROUND)

    @rule(who=people)
    def reopen(self, who: str) -> None:
        self._try("reopen", who, reason="Hết lý do dừng")

    @rule(who=people, luck=st.integers(1, 8))
    def withdraw(self, who: str, luck: int) -> None:
        """Rarely done, so that stories get far."""
        if luck == 1:
            self._try("withdraw", who, wish=WISH)

    @rule(who=people, days=st.integers(-2, 9))
    def extend(self, who: str, days: int) -> None:
        due = self._now().due_at or self.at
        later = (due + timedelta(days=days)).astimezone(ZONE).replace(hour=10)
        self._try("extend", who, new_due_at=later, reason="Chờ xác minh")

    @rule(who=people)
    def undo(self, who: str) -> None:
        self._try("undo", who, reason="Bấm nhầm")

    @rule(who=people)
    def request_supplement(self, who: str) -> None:
        self._try("request_supplement", who, request=REQUEST)

    @rule(who=people)
    def answer_supplement(self, who: str) -> None:
        self._try("answer_supplement", who, answer=Answer([Brought(1)]))

    @rule(who=people, back=st.integers(1, 3))
    def act_on_a_stale_page(self, who: str, back: int) -> None:
        """An old page never changes anything, whoever sends it."""
        done = self._try("hand_over", who, revision=self._now().revision - back)
        assert not done

    @rule(kind=st.sampled_from(["fee", "signature"]))
    def place_hold(self, kind: str) -> None:
        is_held = self._holds(kind)
        services.place_hold(
            dossier=self.dossier, kind=kind, reason="?", by=Founder(), at=self.at
        )
        self.verbs += [] if is_held else ["place_hold"]

    @rule(kind=st.sampled_from(["fee", "signature"]))
    def release_hold(self, kind: str) -> None:
        is_held = self._holds(kind)
        services.release_hold(dossier=self.dossier, kind=kind, by=Founder(), at=self.at)
        self.verbs += ["release_hold"] if is_held else []

    @invariant()
    def the_story_is_lawful(self) -> None:
        """The changes form one chain of lawful ways that ends in the present state."""
        Story.steps += 1
        changes = list(self._rows(StateChange).order_by("id"))
        assert changes[0].from_state == State.NEW
        for change in changes:
            assert change.to_state in LAWFUL[change.from_state]
        for before, after in pairwise(changes):
            assert before.to_state == after.from_state
        assert changes[-1].to_state == self._now().state

    @invariant()
    def audit_and_outbox_agree(self) -> None:
        """One audit line for each verb that succeeded, in order, and its facts."""
        lines = Line.objects.filter(
            centre_id=self.centre.id, subject_id=self.dossier.id
        )
        assert list(lines.order_by("id").values_list("verb", flat=True)) == self.verbs
        moved = self._rows(Promise).count() - 1
        facts = Message.objects.filter(
            centre_id=self.centre.id, values__dossier_id=str(self.dossier.id)
        )
        assert facts.count() == self.expected_facts + moved

    @invariant()
    def the_rows_agree_with_the_state(self) -> None:
        """Active step, pause, promise and holder say the same as the state."""
        now, step = self._now(), self._active()
        assert (step is None) == (now.now_in in {State.RETURNED, State.WITHDRAWN})
        assert (now.held_since is None) == (step is None or now.now_in is State.STOPPED)
        assert now.holder_id == (step.assignee_id if step else None)
        is_paused = self._rows(Pause).filter(closed_at=None).exists()
        assert is_paused == (now.now_in in PAUSED)
        assert now.due_at == self._rows(Promise).order_by("-number")[0].due_at
        extended = self._rows(Extension).count()
        assert extended == self._rows(Slip).filter(form="04").count() <= 1
        assert bool(extended) == (now.first_due_at is not None)
        assert now.due_at is not None
        assert now.measured_due_at is not None
        assert now.measured_due_at <= now.due_at
        assert self._rows(Stop).count() == self._rows(Slip).filter(form="05").count()
        assert (now.resolved_at is not None) == (
            now.now_in in {State.RESOLVED, State.RETURNED}
        )

    def _try(self, verb: str, who: str, **more: Any) -> bool:
        """Take the verb; a refusal leaves no trace. True when it was done."""
        before = self._traces()
        held = self._rows(Hold).filter(released_at=None).exists()
        try:
            self._take(verb, who, more)
        except (
            DossierError,
            ActionNotAllowed,
            ExtensionRefused,
            SupplementError,
        ):
            assert self._traces() == before
            return False
        assert not who.startswith("songda")
        assert not (held and verb == "return_result")
        assert self._now().revision > before[0]
        self.verbs.append(verb)
        self.expected_facts += FACTS[verb]
        if verb == "hand_over" and self._now().now_in is State.RESOLVED:
            self.expected_facts += 1
        return True

    def _take(self, verb: str, who: str, more: dict[str, Any]) -> None:
        given: dict[str, Any] = {
            "centre": self.centre,
            "code": self.dossier.code,
            "at": self.at,
        }
        given |= {"by": self.cast[who], **more}
        if verb == "return_result":
            return_result.return_in_visit(to="An", exit_by="counter", **given)
        else:
            getattr(services, verb)(**given)

    def _traces(self) -> tuple[int, int, int, int]:
        return (
            self._now().revision,
            self._rows(StateChange).count(),
            Line.objects.filter(centre_id=self.centre.id).count(),
            Message.objects.filter(centre_id=self.centre.id).count(),
        )

    def _now(self) -> Dossier:
        return Dossier.objects.get(centre=self.centre, id=self.dossier.id)

    def _holds(self, kind: str) -> bool:
        return bool(self._rows(Hold).filter(kind=kind, released_at=None).exists())

    def _active(self) -> Step | None:
        step: Step | None = self._rows(Step).filter(status="active").first()
        return step

    def _rows(self, model: Any) -> Any:
        return model.objects.filter(centre=self.centre, dossier=self.dossier)


def story_of(centre: Centre) -> type[Story]:
    """The machine for this centre and its cast."""
    cast_of_it = {who: mandate(who) for who in PEOPLE}
    return type("StoryHere", (Story,), {"centre": centre, "cast": cast_of_it})
