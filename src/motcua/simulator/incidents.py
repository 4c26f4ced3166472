"""What makes a simulated dossier other than straight: one thing for each, as drawn."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import AgencyTask, Step, Stop, Withdrawal
from motcua.dossiers.selectors import agencies
from motcua.dossiers.services import (
    Answer,
    Ask,
    Brought,
    Fault,
    Ground,
    Request,
    Why,
    Wish,
)
from motcua.journeys import intake
from motcua.rules import worktime
from motcua.rules.lifecycle import State
from motcua.simulator.agenda import Act
from motcua.ward import selectors as ward

if TYPE_CHECKING:
    from motcua.simulator.stories import Story

ADVISERS: Final = ("TYT", "VPDKDD", "THUE", "BHXH")
AT_RECEPTION: Final = Why(
    legal_ground="Khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP",
    reason="Hồ sơ không thuộc trường hợp được giải quyết.",
    appeal="Khiếu nại đến Chủ tịch Ủy ban nhân dân phường trong 90 ngày.",
)
REFUSAL: Final = Why(
    legal_ground="Điều 9 Nghị định 118/2025/NĐ-CP",
    reason="Không đủ điều kiện theo quy định của thủ tục.",
    appeal="Khiếu nại đến Chủ tịch Ủy ban nhân dân phường trong 90 ngày.",
)
FAULT: Final = Fault(
    kinds=["wrong_data"], subject="Tờ khai", detail="Thiếu số định danh cá nhân"
)


class Incidents:
    """The one thing that happens to a dossier in its appraisal, if anything does."""

    def __init__(self, story: "Story") -> None:
        """Draw what will happen when the dossier is verified."""
        self.story = story
        chances = story.stage.chances
        self._waiting = self._draw(
            {
                "supplement": chances.supplement,
                "opinion": chances.opinion,
                "payment": chances.payment,
                "refusal": chances.refused,
                "withdrawal": chances.withdrawn,
                "stop": chances.stopped,
            }
        )
        self._is_sent_back = story.happens(chances.sent_back)
        self._has_asked = False

    def happen(self, step: Step, by: Mandate, at: datetime) -> bool:
        """Let it happen in this step; true when the step does not end by it now."""
        if step.key in {"review", "sign"} and self._is_sent_back:
            self._is_sent_back = False
            return self._send_back(by, at)
        if step.key != "verify" or not self._waiting:
            return False
        what, self._waiting = self._waiting, ""
        acts: dict[str, Callable[[datetime, Mandate], bool]] = {
            "supplement": self.ask_for_papers,
            "opinion": self._ask_for_opinion,
            "payment": self._ask_for_payment,
            "refusal": self._propose_refusal,
            "withdrawal": self._withdraw,
            "stop": self._stop,
        }
        return acts[what](at, by)

    def ask_for_papers(self, at: datetime, by: Mandate) -> bool:
        """Ask the applicant to complete the dossier; some never answer."""
        story = self.story
        if self._has_asked:
            self._ask_again(at)
            return True
        self._has_asked = True
        dossiers.request_supplement(
            centre=story.stage.centre,
            code=story.code,
            request=Request([FAULT], reason="Tờ khai chưa đủ thông tin"),
            by=by,
            at=at,
        )
        story.count("supplement_asked")
        if not story.happens(story.stage.chances.never_answered):
            story.plan(story.later(at, 1, 6), self._bring_papers)
        return True

    def plan_answer(self, task: AgencyTask, at: datetime, *, then: Act) -> None:
        """The agency receives within half a day and answers, sometimes late."""
        story, calendar = self.story, self.story.stage.calendar
        is_late = story.happens(story.stage.chances.agency_late)
        share = story.dice.uniform(1.1, 2.2) if is_late else story.dice.uniform(0.3, 1)
        hours = float(task.hours) * share
        first = worktime.advance(at, timedelta(minutes=hours * 6), calendar)
        last = worktime.advance(at, timedelta(minutes=round(hours * 60)), calendar)

        def receive(moment: datetime) -> None:
            if self._is_open(task):
                officer = story.stage.crew.of_agency(task, moment)
                dossiers.receive_task(
                    centre=story.stage.centre, task_id=task.id, by=officer, at=moment
                )

        def answer(moment: datetime) -> None:
            if self._is_open(task):
                self._answer_task(task, moment)
                then(moment)

        story.plan(first, receive)
        story.plan(last, answer)

    def _answer_task(self, task: AgencyTask, at: datetime) -> None:
        story = self.story
        dossiers.answer_task(
            centre=story.stage.centre,
            task_id=task.id,
            answer="Đồng ý, không có vướng mắc",
            by=story.stage.crew.of_agency(task, at),
            at=at,
        )
        story.count("agency_answered")
        for handed in agencies.to_receive_back(story.now()):
            dossiers.receive_back(
                centre=story.stage.centre,
                code=story.code,
                hand_over_id=handed.id,
                by=story.by("clerk", at),
                at=at,
            )

    def _is_open(self, task: AgencyTask) -> bool:
        known = AgencyTask.objects.get(centre_id=task.centre_id, id=task.id)
        is_step = known.step_id is not None
        working = {State.ACCEPTED, State.IN_PROGRESS}
        return known.is_open and (not is_step or self.story.now().now_in in working)

    def _ask_for_opinion(self, at: datetime, by: Mandate) -> bool:
        story = self.story
        code = story.dice.choice(ADVISERS)
        agency = ward.department(story.stage.centre, code)
        assert agency is not None
        (task,) = dossiers.ask_agencies(
            centre=story.stage.centre,
            code=story.code,
            asks=[Ask(agency, "Đề nghị cho ý kiến về hồ sơ")],
            medium=story.dice.choice(["paper", "electronic"]),
            by=by,
            at=at,
        )
        story.count("opinion_asked")
        self.plan_answer(task, at, then=story.proceed)
        return True

    def _bring_papers(self, at: datetime) -> None:
        """Bring what was asked for, in a trip, or send it."""
        story = self.story
        if story.now().now_in is not State.SUPPLEMENT:
            return
        is_reception = story.now().lodged_at is not None
        is_sent = story.happens(story.stage.chances.answered_online)
        verb = dossiers.answer_supplement if is_sent else intake.answer_supplement
        verb(
            centre=story.stage.centre,
            code=story.code,
            answer=Answer([Brought(1, how="Đã khai lại")]),
            by=story.by("receptionist", at),
            at=at,
        )
        story.count("supplement_sent" if is_sent else "supplement_brought")
        if is_reception and story.turn == 0:
            story.begin(at)
        elif story.happens(story.stage.chances.second_supplement):
            self._ask_again(at)
        else:
            story.proceed(at)

    def _ask_again(self, at: datetime) -> None:
        """A second request: the director lets it go out an hour later."""
        story, centre = self.story, self.story.stage.centre
        step = story.step()
        assert step is not None
        dossiers.request_supplement(
            centre=centre,
            code=story.code,
            request=Request(
                [FAULT],
                reason="Thông tin khai lại không khớp",
                ground="Tờ khai mới mâu thuẫn với giấy tờ đã nộp",
                is_applicants_fault=True,
            ),
            by=story.stage.crew.holder(step.role, at, step.department_id),
            at=at,
        )

        def decide(moment: datetime) -> None:
            director = story.by("centre_director", moment)
            dossiers.decide_supplement(
                centre=centre,
                code=story.code,
                is_approved=True,
                by=director,
                at=moment,
            )
            story.plan(story.later(moment, 1, 4), self._bring_papers)

        hour = timedelta(hours=1)
        story.plan(worktime.advance(at, hour, story.stage.calendar), decide)
        story.count("second_supplement")

    def _ask_for_payment(self, at: datetime, by: Mandate) -> bool:
        story = self.story
        dossiers.request_payment(
            centre=story.stage.centre,
            code=story.code,
            reason="Nghĩa vụ tài chính theo thông báo",
            amount="350.000 đồng",
            evidence="Thông báo 27/TB-CCT",
            by=by,
            at=at,
        )
        story.count("payment_asked")

        def paid(moment: datetime) -> None:
            dossiers.confirm_payment(
                centre=story.stage.centre,
                code=story.code,
                evidence="Biên lai điện tử",
                by=story.by("receptionist", moment),
                at=moment,
            )
            story.count("payment_confirmed")
            story.proceed(moment)

        story.plan(story.later(at, 1, 5), paid)
        return True

    def _propose_refusal(self, at: datetime, by: Mandate) -> bool:
        story = self.story
        dossiers.propose_refusal(
            centre=story.stage.centre, code=story.code, why=REFUSAL, by=by, at=at
        )
        story.count("refusal_proposed")
        return False

    def _withdraw(self, at: datetime, _by: Mandate) -> bool:
        """The owner comes by their own wish and takes the dossier back."""
        story = self.story
        story.visit_to_ask(at)
        dossiers.withdraw(
            centre=story.stage.centre,
            code=story.code,
            wish=Wish("Đổi ý", story.person.full_name, Withdrawal.Shown.ID_CARD),
            by=story.by("receptionist", at),
            at=at,
        )
        story.count("withdrawn")
        return True

    def _stop(self, at: datetime, _by: Mandate) -> bool:
        story = self.story
        chief = story.by("office_chief", at)
        dossiers.stop(
            centre=story.stage.centre,
            code=story.code,
            ground=Ground(
                kind=Stop.Kind.OTHER_AGENCY,
                reason="Theo yêu cầu của cơ quan khác",
                legal_ground="Điều 12 Luật Tổ chức chính quyền địa phương",
                evidence="Công văn 41/CV",
            ),
            by=chief,
            at=at,
        )
        story.count("stopped")

        def reopen(moment: datetime) -> None:
            dossiers.reopen(
                centre=story.stage.centre,
                code=story.code,
                reason="Đã có văn bản trả lời",
                by=story.by("office_chief", moment),
                at=moment,
            )
            story.count("reopened")
            story.proceed(moment)

        story.plan(story.later(at, 2, 6), reopen)
        return True

    def _send_back(self, by: Mandate, at: datetime) -> bool:
        story = self.story
        dossiers.send_back(
            centre=story.stage.centre,
            code=story.code,
            reason="Dự thảo còn sai số liệu",
            by=by,
            at=at,
        )
        story.count("sent_back")
        story.proceed(at)
        return True

    def _draw(self, shares: dict[str, float]) -> str:
        drawn = self.story.dice.random()
        for what, share in shares.items():
            if drawn < share:
                return what
            drawn -= share
        return ""
