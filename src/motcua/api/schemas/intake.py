"""A reception as a caller sends it, and the receipt that answers it."""

from typing import Annotated, Any

from ninja import Field, Schema

from motcua.api.schemas.fields import (
    BirthDay,
    Count,
    Email,
    Moment,
    Name,
    PersonalId,
    Phone,
    Sent,
    TaxCode,
    most,
    words,
)
from motcua.dossiers.models import Dossier, Exit, Origin, Paper
from motcua.people.models import Sex
from motcua.people.services import Person
from motcua.ward.models import Neighbourhood


class PersonSent(Sent):
    """A citizen as an officer typed them."""

    full_name: Name
    personal_id: PersonalId = ""
    birth_on: BirthDay | None = None
    sex: Sex | None = None
    phone: Phone = ""
    email: Email = ""
    address: Annotated[str, most(300)] = ""
    neighbourhood: Annotated[int, Field(ge=1, le=9999)] | None = None

    def person(self, home: Neighbourhood | None) -> Person:
        """What the services take."""
        return Person(
            full_name=self.full_name,
            personal_id=self.personal_id,
            birth_on=self.birth_on,
            sex=self.sex or "",
            phone=self.phone,
            email=self.email,
            address=self.address,
            neighbourhood=home,
        )


class CompanySent(Sent):
    """An organisation that applies, represented by the submitter."""

    name: Name
    tax_code: TaxCode
    address: Annotated[str, most(300)] = ""


class PaperSent(Sent):
    """One paper of the checklist, by the key of its component."""

    component: Annotated[str, most(40)]
    is_present: bool = True
    kind: Paper.Kind = Paper.Kind.ORIGINAL
    count: Annotated[int, Field(ge=0, le=999)] = 1
    note: Annotated[str, most(200)] = ""


class IntakeSent(Sent):
    """One reception: who came, for whom, for what, with which papers."""

    procedure: Annotated[str, words(20)] = Field(examples=["2.000635"])
    submitter: PersonSent
    origin: Origin
    planned_exit: Exit
    owner: PersonSent | None = None
    company: CompanySent | None = None
    authorisation: Annotated[str, most(200)] = ""
    papers: Annotated[list[PaperSent], Field(max_length=100)] = []
    declaration: dict[str, Any] = {}
    quantities: dict[str, Count] = {}
    note: Annotated[str, most(500)] = ""
    competent_agency: Annotated[str, most(200)] = ""
    missing_accepted: Annotated[str, most(500)] = ""
    counter: Annotated[int, Field(ge=1, le=9999)] | None = None


class Receipt(Schema):
    """What reception gave: nothing in it changes later, so a replay is equal."""

    code: str
    procedure: str
    owner: str
    received_at: Moment
    due_at: Moment | None
    track_address: str
    receipt_pdf: str


def receipt(dossier: Dossier, *, due_at: Any, public_address: str) -> Receipt:
    """The answer to a reception; `due_at` is the first promise."""
    return Receipt(
        code=dossier.code,
        procedure=dossier.version.procedure.code,
        owner=dossier.owner_name,
        received_at=dossier.received_at,
        due_at=due_at,
        track_address=f"{public_address}/theo-doi/{dossier.lookup_token}/",
        receipt_pdf=f"/api/v1/dossiers/{dossier.code}/receipt.pdf",
    )
