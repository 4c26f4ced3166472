"""What a citizen is told about their dossier."""

from typing import Annotated

from ninja import Field, Schema

from motcua.api.schemas.fields import Moment, Sent, words


class TrackingSent(Sent):
    """The code on the slip and the last four digits of the personal number."""

    code: Annotated[str, words(60)]
    last_four: Annotated[str, Field(min_length=1, max_length=20)]


class Tracked(Schema):
    """Where the dossier stands, without anybody's name or number."""

    code: str
    procedure_name: str
    state: int
    state_name: str
    received_at: Moment
    due_at: Moment | None
    resolved_at: Moment | None
    returned_at: Moment | None
    step: str
