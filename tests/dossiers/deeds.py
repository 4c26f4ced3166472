"""Every verb of a dossier with random arguments, sound and unsound ones."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final, TypeAlias

from django.db.models import QuerySet

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import (
    AgencyTask,
    Dossier,
    HandOver,
    Paper,
    PaperFile,
    PromiseReview,
)
from motcua.dossiers.services import (
    Answer,
    Ask,
    Brought,
    Fault,
    Ground,
    Request,
    Upload,
    Why,
    Wish,
)
from motcua.dossiers.services.arrivals import ZONE
from motcua.foundation.toolkit.models import new_id
from motcua.journeys import intake, return_result
from motcua.ward.models import Centre, Department

REASONS: Final = ("Sai họ tên", "Hết lý do", "Bấm nhầm", "Chờ xác minh", "")
GROUND: Final = Ground("no_supplement", "Quá hạn", "Điều 19", "Phiếu 02")
FAULT: Final = Fault(["wrong_data"], "", "Mục 3", "Khai sai")
WHY: Final = Why("Điều 5", "Không đủ điều kiện", "Ủy ban nhân dân tỉnh")
PAYMENT: Final = {"reason": "Lệ phí", "amount": "8.000 đ", "evidence": "TB 1"}


@dataclass(frozen=True)
class Scene:
    """Who does something to which dossier, and when."""

    centre: Centre
    dossier: Dossier
    cast: dict[str, Mandate]
    agencies: list[Department]
    uploads: list[Upload]
    by: Mandate
    at: datetime
    dice: Random

    def rows(self, model: Any) -> "QuerySet[Any]":
        """The rows of this model that belong to the dossier, oldest first."""
        mine = model.objects.filter(centre=self.centre, dossier=self.dossier)
        return mine.order_by("id")  # type: ignore[no-any-return]

    def one_of(self, model: Any, **which: Any) -> Any:
        """The id of one of these rows, or of none that exists."""
        ids = list(self.rows(model).filter(**which).values_list("id", flat=True))
        return self.dice.choice(ids) if ids else new_id()

    def somebody(self) -> Any:
        """Anybody of the cast."""
        return self.cast[self.dice.choice(sorted(self.cast))].user


Said: TypeAlias = dict[str, Any]


def _nothing(_: Scene) -> Said:
    return {}


def _a_reason(scene: Scene) -> Said:
    return {"reason": scene.dice.choice(REASONS)}


def _to_somebody(scene: Scene) -> Said:
    return {"to": scene.somebody(), "knowing_absence": scene.dice.random() < 0.5}


def _a_later_day(scene: Scene) -> Said:
    due = scene.dossier.due_at or scene.at
    later = (due + timedelta(days=scene.dice.randint(-2, 9))).astimezone(ZONE)
    return {"new_due_at": later.replace(hour=10), "reason": "Chờ xác minh"}


def _a_request(scene: Scene) -> Said:
    ground = scene.dice.choice(["", "Phát sinh mới"])
    is_theirs = scene.dice.random() < 0.5
    asked = Request([FAULT], "Bổ sung", ground=ground, is_applicants_fault=is_theirs)
    return {"request": asked}


def _a_decision(scene: Scene) -> Said:
    return {"is_approved": scene.dice.random() < 0.7, **_a_reason(scene)}


def _asks(scene: Scene) -> Said:
    count = scene.dice.choice([1, 1, 2])
    asks = [
        Ask(agency, "Có tranh chấp không?", hours=Decimal(8), is_lead=place == 0)
        for place, agency in enumerate(scene.dice.sample(scene.agencies, count))
    ]
    return {"asks": asks, "medium": scene.dice.choice(["paper", "electronic"])}


def _a_task(scene: Scene) -> Said:
    waiting = ["waiting", "sent", "received", "refused"]
    return {"task_id": scene.one_of(AgencyTask, state__in=waiting)}


def _a_task_answered(scene: Scene) -> Said:
    return {**_a_task(scene), "answer": "Đủ điều kiện"}


def _a_task_and_why(scene: Scene) -> Said:
    return {**_a_task(scene), **_a_reason(scene)}


def _a_task_to_somebody(scene: Scene) -> Said:
    return {**_a_task_and_why(scene), "to": scene.somebody()}


def _papers_on_their_way(scene: Scene) -> Said:
    return {
        "hand_over_id": scene.one_of(HandOver, to_agency=None, received_at=None),
        "missing": scene.dice.choice(["", "Thiếu trang 2"]),
    }


def _a_file(scene: Scene) -> Said:
    # Each sender has an upload of their own, though the content be the same.
    upload = deepcopy(scene.dice.choice(scene.uploads))
    replaces = None
    if scene.dice.random() < 0.2:
        replaces = scene.one_of(PaperFile, removed_at=None)
    return {
        "paper": scene.dice.choice([None, 1, 2]),
        "upload": upload,
        "replaces": replaces,
    }


def _a_file_there(scene: Scene) -> Said:
    return {"file_id": scene.one_of(PaperFile, removed_at=None)}


def _some_papers(scene: Scene) -> Said:
    places = list(scene.rows(Paper).values_list("position", flat=True))
    return {"papers": scene.dice.sample(places, min(len(places), 1))}


def _a_receiver(_: Scene) -> Said:
    return {"to": "An", "exit_by": "counter"}


SAYS: Final[dict[str, Callable[[Scene], Said]]] = {
    "accept": _nothing,
    "refuse_reception": lambda _: {"why": WHY},
    "claim": _nothing,
    "assign": _to_somebody,
    "hand_over": _nothing,
    "send_back": _a_reason,
    "approve_result": _nothing,
    "return_result": _a_receiver,
    "request_payment": lambda _: PAYMENT,
    "confirm_payment": lambda _: {"evidence": "BL 1"},
    "stop": lambda _: {"ground": GROUND},
    "reopen": _a_reason,
    "withdraw": lambda _: {"wish": Wish("Đổi ý", "Bùi Thị An", "id_card")},
    "extend": _a_later_day,
    "undo": _a_reason,
    "request_supplement": _a_request,
    "answer_supplement": lambda _: {"answer": Answer([Brought(1)])},
    "decide_supplement": _a_decision,
    "propose_refusal": lambda _: {"why": WHY},
    "drop_refusal": _nothing,
    "ask_agencies": _asks,
    "take_back": _a_task_to_somebody,
    "receive_back": _papers_on_their_way,
    "receive_task": _a_task,
    "answer_task": _a_task_answered,
    "refuse_task": _a_task_and_why,
    "confirm_competent_receipt": _nothing,
    "keep_result": lambda scene: {"place": scene.dice.choice(["A1", "B2", ""])},
    "report_lost": _a_reason,
    "attach_file": _a_file,
    "remove_file": _a_file_there,
    "give_back_papers": _some_papers,
    "draw_control_slip": _nothing,
    "decide_review": _nothing,
    "place_hold": _nothing,
    "release_hold": _nothing,
}
# Rare in the storms, so that stories get far.
ENDINGS: Final = frozenset({"withdraw", "refuse_reception", "stop"})
RARELY: Final = tuple(sorted(ENDINGS))
OFTEN: Final = tuple(sorted(set(SAYS) - ENDINGS))
# They change rows beside the dossier: a page shown before stays true.
BESIDE: Final = frozenset(
    {
        "take_back",
        "receive_back",
        "receive_task",
        "answer_task",
        "refuse_task",
        "draw_control_slip",
        "decide_review",
        "place_hold",
        "release_hold",
    }
)
_IN_A_VISIT: Final[dict[str, Callable[..., Any]]] = {
    "accept": intake.accept,
    "answer_supplement": intake.answer_supplement,
    "return_result": return_result.return_in_visit,
}
_BY_TASK: Final = frozenset({"receive_task", "answer_task", "refuse_task"})


def do(scene: Scene, verb: str, *, revision: int | None = None) -> None:
    """Take the verb with random arguments; raises what the verb raises."""
    said = SAYS[verb](scene)
    if verb in {"place_hold", "release_hold"}:
        _hold(scene, verb)
    elif verb == "decide_review":
        _decide_review(scene)
    else:
        which = {} if verb in _BY_TASK else {"code": scene.dossier.code}
        if verb not in BESIDE:
            which["revision"] = revision
        call = _IN_A_VISIT.get(verb) or getattr(services, verb)
        call(centre=scene.centre, by=scene.by, at=scene.at, **which, **said)


def _hold(scene: Scene, verb: str) -> None:
    given: Said = {
        "dossier": scene.dossier,
        "kind": scene.dice.choice(["fee", "signature"]),
        "by": scene.by.user,
        "at": scene.at,
    }
    if verb == "place_hold":
        services.place_hold(**given, reason="?")
    else:
        services.release_hold(**given)


def _decide_review(scene: Scene) -> None:
    review = (
        scene.rows(PromiseReview).select_related("dossier__centre", "edition").last()
    )
    if review is not None:
        services.decide_review(
            review=review,
            decision=scene.dice.choice(["keep", "move"]),
            by=scene.by.user,
            at=scene.at,
        )
