"""What comes in and is answered: lodging, acceptance, supplement, refusal."""

from typing import Annotated

from ninja import Field, Schema

from motcua.api.schemas.fields import Moment, Sent, most, words
from motcua.dossiers.models import Dossier, Paper, SupplementRequest
from motcua.dossiers.services import Answer, Brought, Fault, Request, Why

Text = Annotated[str, most(500)]


class Lodged(Schema):
    """What lodging gave; nothing in it changes later, so a replay is equal."""

    code: str
    procedure: str
    owner: str
    lodged_at: Moment
    answer_due_at: Moment
    track_address: str

    @classmethod
    def of(cls, dossier: Dossier, *, public_address: str) -> "Lodged":
        """The answer to a lodging."""
        assert dossier.lodged_at
        assert dossier.answer_due_at
        return cls(
            code=dossier.code,
            procedure=dossier.version.procedure.code,
            owner=dossier.owner_name,
            lodged_at=dossier.lodged_at,
            answer_due_at=dossier.answer_due_at,
            track_address=f"{public_address}/theo-doi/{dossier.lookup_token}/",
        )


class AcceptanceSent(Sent):
    """Why it is accepted although a required paper is not there, if one is not."""

    missing_accepted: Text = ""


class FaultSent(Sent):
    """What is wrong with one paper (`component`) or one part of the declaration."""

    kinds: Annotated[list[Annotated[str, most(40)]], Field(min_length=1, max_length=20)]
    component: Annotated[str, most(40)] = ""
    subject: Text = ""
    detail: Text = ""
    mend: Text = ""

    def fault(self) -> Fault:
        """What the services take."""
        return Fault(
            self.kinds,
            component_key=self.component,
            subject=self.subject,
            detail=self.detail,
            mend=self.mend,
        )


class SupplementSent(Sent):
    """One request that names every fault."""

    faults: Annotated[list[FaultSent], Field(min_length=1, max_length=100)]
    reason: Annotated[str, words(500)]
    ground: Text = ""
    is_applicants_fault: bool = False
    days: Annotated[int, Field(ge=1, le=90)] | None = None

    def request(self, public_address: str) -> Request:
        """What the services take."""
        return Request(
            [fault.fault() for fault in self.faults],
            self.reason,
            ground=self.ground,
            is_applicants_fault=self.is_applicants_fault,
            days=self.days,
            public_address=public_address,
        )


class SupplementDecisionSent(Sent):
    """Whether a further request goes out, and why."""

    is_approved: bool
    reason: Text = ""


class BroughtSent(Sent):
    """What came for one fault, by its position in the request."""

    position: Annotated[int, Field(ge=1, le=999)]
    how: Text = ""
    kind: Paper.Kind = Paper.Kind.ORIGINAL
    count: Annotated[int, Field(ge=0, le=999)] = 1
    note: Annotated[str, most(200)] = ""


class SupplementAnswerSent(Sent):
    """What came; why it is enough when something asked for did not come."""

    brought: Annotated[list[BroughtSent], Field(max_length=100)] = []
    enough_because: Text = ""

    def answer(self, public_address: str) -> Answer:
        """What the services take."""
        return Answer(
            [
                Brought(
                    one.position,
                    how=one.how,
                    kind=one.kind.value,
                    count=one.count,
                    note=one.note,
                )
                for one in self.brought
            ],
            enough_because=self.enough_because,
            public_address=public_address,
        )


class NotGrantedSent(Sent):
    """Why not: on which legal ground, and where to appeal."""

    legal_ground: Annotated[str, words(300)]
    reason: Annotated[str, words(500)]
    appeal: Annotated[str, words(300)]

    def why(self, public_address: str) -> Why:
        """What the services take."""
        return Why(
            legal_ground=self.legal_ground,
            reason=self.reason,
            appeal=self.appeal,
            public_address=public_address,
        )


class FaultTold(Schema):
    """One fault of a request, and whether something came for it."""

    position: int
    component: str
    subject: str
    kinds: list[str]
    detail: str


class SupplementTold(Schema):
    """One request with its faults."""

    number: int
    stage: str
    status: str
    reason: str
    ground: str
    is_late: bool
    asked_at: Moment
    asked_by: str
    answer_until: Moment | None
    answered_at: Moment | None
    faults: list[FaultTold]

    @classmethod
    def of(cls, row: SupplementRequest) -> "SupplementTold":
        """What is told of this request."""
        return cls(
            number=row.number,
            stage=row.stage,
            status=row.status,
            reason=row.reason,
            ground=row.ground,
            is_late=row.is_late,
            asked_at=row.asked_at,
            asked_by=row.asked_by.username,
            answer_until=row.answer_until,
            answered_at=row.answered_at,
            faults=[
                FaultTold(
                    position=fault.position,
                    component=fault.component_key,
                    subject=fault.subject,
                    kinds=fault.kinds,
                    detail=fault.detail,
                )
                for fault in row.faults.all()
            ],
        )


class SupplementsTold(Schema):
    """The requests of a dossier, the newest first."""

    items: list[SupplementTold]
