"""Make the messages about one thing that happened: to whom, which way, in which words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import override

from motcua.dossiers.models import Dossier
from motcua.dossiers.services.slips import track_address
from motcua.foundation.toolkit import rows
from motcua.notifications.models import Channel, Message, Preference, Problem, Status
from motcua.notifications.templates import Template, all_templates, contact_of
from motcua.people.models import Citizen
from motcua.rules.messages import not_before, use_by

UNKNOWN: Final = {"vi": "chưa xác định", "en": "not known yet"}


@dataclass(frozen=True)
class Cause:
    """What happened: a name that tells it from every other thing, and its times."""

    key: str
    happened_at: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class _Way:
    """How one person is told of it, or why not at all."""

    channel: Channel
    address: str = ""
    problem: str = ""


def make(
    dossier: Dossier, template_key: str, cause: Cause, *, at: datetime
) -> list[Message]:
    """Make one message for each person concerned; one that is there stays as it is.

    Who is not told has a row as well, which says why. What comes too late to be of use
    is written down as expired and never sent.
    """
    template = all_templates()[template_key]
    found = [
        _message(dossier, citizen, template, cause, at) for citizen in _people(dossier)
    ]
    return [message for message in found if rows.insert_new(message)]


def call_instead(message: Message, *, phone: str, at: datetime) -> bool:
    """Put a message that could not be sent on the call list; False if it is there."""
    call = Message(
        centre_id=message.centre_id,
        dossier_id=message.dossier_id,
        dossier_code=message.dossier_code,
        cause=message.cause,
        recipient_id=message.recipient_id,
        channel=Channel.CALL,
        template=message.template,
        language=message.language,
        address=phone,
        subject=message.subject,
        body=message.body,
        made_at=at,
        not_before=at,
        use_by=message.use_by,
        status=Status.QUEUED,
        next_try_at=at,
    )
    return rows.insert_new(call)


def _people(dossier: Dossier) -> list[Citizen]:
    """Who handed the dossier in and, if somebody else, whose matter it is."""
    people = [dossier.submitter]
    owner = dossier.owner_citizen
    return [*people, owner] if owner and owner != dossier.submitter else people


def _message(
    dossier: Dossier, citizen: Citizen, template: Template, cause: Cause, at: datetime
) -> Message:
    preference = Preference.objects.filter(
        centre_id=dossier.centre_id, citizen=citizen
    ).first()
    language = preference.language if preference else "vi"
    way = _way(citizen, template, preference)
    last = use_by(cause.happened_at, hours=template.hours, last=cause.until)
    start = not_before(timezone.localtime(at)) if way.channel == Channel.EMAIL else at
    values = _values(dossier, cause, language)
    status, problem = _beginning(way, last, at)
    is_over = status is not Status.QUEUED
    return Message(
        centre_id=dossier.centre_id,
        dossier_id=dossier.id,
        dossier_code=dossier.code,
        cause=cause.key,
        recipient=citizen,
        channel=way.channel,
        template=template.key,
        language=language,
        address=way.address,
        subject=template.subject(language, values),
        body=template.body(language, values),
        made_at=at,
        not_before=start,
        use_by=last,
        status=status,
        problem=problem,
        next_try_at=start,
        ended_at=at if is_over else None,
    )


def _beginning(way: _Way, last: datetime, at: datetime) -> tuple[Status, str]:
    if way.channel == Channel.NONE:
        return Status.SUPPRESSED, way.problem
    if last <= at:
        return Status.EXPIRED, Problem.TOO_LATE
    return Status.QUEUED, ""


def _way(citizen: Citizen, template: Template, preference: Preference | None) -> _Way:
    wish = preference.channel if preference else ""
    if wish == Channel.NONE:
        return _Way(Channel.NONE, problem=Problem.UNWANTED)
    if citizen.email and wish != Channel.CALL:
        return _Way(Channel.EMAIL, citizen.email)
    if citizen.phone and template.calls_for_action:
        return _Way(Channel.CALL, citizen.phone)
    return _Way(Channel.NONE, problem=Problem.NO_ADDRESS)


def _values(dossier: Dossier, cause: Cause, language: str) -> dict[str, str]:
    centre, procedure = dossier.centre, dossier.version.procedure
    is_english = language == "en" and bool(procedure.name_en)
    with override(language):
        way_out = str(dossier.get_planned_exit_display())
    return {
        "code": dossier.code,
        "procedure": procedure.name_en if is_english else procedure.name,
        "due": _moment(dossier.due_at, language),
        "answer_by": _moment(cause.until, language),
        "ready": _moment(dossier.resolved_at, language),
        "exit": way_out.lower(),
        "track": _track(dossier),
        "centre": centre.name,
        "contact": contact_of(centre.phone, centre.address, language),
    }


def _track(dossier: Dossier) -> str:
    address = track_address(dossier)
    host = dossier.centre.host
    return f"https://{host}{address}" if address.startswith("/") and host else address


def _moment(at: datetime | None, language: str) -> str:
    if at is None:
        return UNKNOWN[language]
    local = timezone.localtime(at)
    day = f"{local:%d/%m/%Y}"
    return f"{local:%H:%M} on {day}" if language == "en" else f"{local:%H:%M} {day}"
