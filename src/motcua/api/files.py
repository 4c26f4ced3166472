"""Files of a dossier's papers: send one, list them, take one home."""

import hashlib
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile

from motcua.accounts.roles import Capability
from motcua.api.auth import SEES_DOSSIERS, ApiRequest, Bearer
from motcua.api.dossiers import visible
from motcua.api.idempotency import Key, caller, create_once
from motcua.api.problems import INVALID, UNAVAILABLE, FieldError, Problem
from motcua.api.schemas.fields import Moment
from motcua.dossiers import selectors, services
from motcua.dossiers.models import Dossier, PaperFile
from motcua.dossiers.services import Upload
from motcua.foundation.files import services as files
from motcua.foundation.files import wording
from motcua.foundation.requests import services as requests

router = Router(tags=["dossiers"])

BYTES: Final[dict[str, Any]] = {
    "responses": {200: {"content": {"application/octet-stream": {"schema": {}}}}}
}
CAGE: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"


class FileTold(Schema):
    """A file as it is kept; a picture was drawn again, so its bytes are ours."""

    id: UUID
    paper: int
    name: str
    media_type: str
    size: int
    pages: int
    sha256: str
    status: str
    uploaded_at: Moment
    uploaded_by: str

    @classmethod
    def of(cls, attached: PaperFile) -> "FileTold":
        """What is told of this file."""
        file = attached.file
        return cls(
            id=attached.id,
            paper=attached.paper.position,
            name=attached.label,
            media_type=file.media_type,
            size=file.size,
            pages=attached.pages,
            sha256=file.sha256,
            status=file.status,
            uploaded_at=attached.uploaded_at,
            uploaded_by=attached.uploaded_by.username,
        )


class FilesTold(Schema):
    """The files of a dossier in the order of its checklist."""

    items: list[FileTold]


class FileSent(Schema):
    """To which paper of the checklist; none: a paper the checklist does not name."""

    paper: Annotated[int, Field(ge=1, le=9999)] | None = None
    replaces: UUID | None = None


@router.post(
    "/{code}/files",
    auth=Bearer(Capability.RECEIVE, Capability.WORK_STEPS),
    response={201: FileTold},
)
def attach_file(
    request: ApiRequest,
    code: str,
    key: Key,
    file: File[UploadedFile],
    sent: Form[FileSent],
) -> HttpResponse:
    """Put a file (multipart) to a paper; what is not sound is refused with its reason."""
    mandate = request.auth
    dossier = visible(mandate, code)
    data, name = file.read(), file.name or ""
    content = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "name": name,
        **sent.model_dump(mode="json"),
    }
    # Opening a file takes time and belongs before the transaction; a replay needs none.
    is_known = requests.result_of(
        centre_id=mandate.user.centre_id, caller=caller(mandate), key=key
    )
    upload = None if is_known else _taken_in(dossier, name, data)

    def do() -> FileTold:
        attached = services.attach_file(
            centre=mandate.user.centre,
            code=dossier.code,
            paper=sent.paper,
            upload=upload or _taken_in(dossier, name, data),
            replaces=sent.replaces,
            by=mandate,
            at=timezone.localtime(),
        )
        return FileTold.of(attached)

    return create_once(mandate, key, content, do, what=f"attach {dossier.code}")


@router.get("/{code}/files", auth=SEES_DOSSIERS, response=FilesTold)
def list_files(request: ApiRequest, code: str) -> FilesTold:
    """The files as they are now."""
    found = selectors.files_of(visible(request.auth, code))
    return FilesTold(items=[FileTold.of(attached) for attached in found])


@router.get("/{code}/files/{file_id}", auth=SEES_DOSSIERS, openapi_extra=BYTES)
def read_file(request: ApiRequest, code: str, file_id: UUID) -> HttpResponse:
    """The bytes of a file; who took them is written down."""
    dossier = visible(request.auth, code)
    attached = next((f for f in selectors.files_of(dossier) if f.id == file_id), None)
    if attached is None or not attached.file.is_clean:
        raise Http404
    data = files.read(attached.file)
    services.note_seen(
        dossier=dossier, file_id=file_id, by=request.auth, at=timezone.localtime()
    )
    named = content_disposition_header(as_attachment=True, filename=attached.label)
    return HttpResponse(
        data,
        content_type=attached.file.media_type,
        headers={
            "Content-Disposition": named or "attachment",
            "Content-Security-Policy": CAGE,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _taken_in(dossier: Dossier, name: str, data: bytes) -> Upload:
    try:
        return services.take_in(dossier.centre, name, data, at=timezone.localtime())
    except files.Refused as refusal:
        sentence = wording.why(refusal.reason, files.limits())
        raise Problem(INVALID, errors=[FieldError("file", sentence)]) from None
    except files.CannotKeep as problem:
        sentence = wording.cannot_keep(is_full=problem.is_full)
        raise Problem(UNAVAILABLE, sentence) from None
