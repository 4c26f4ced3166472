"""What people do about messages: call, try again, note how somebody wants to be told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.notifications.models import Channel, Message, Preference, Problem, Status
from motcua.people.models import Citizen


class NotOpen(Exception):
    """There is no such message, or what it was waiting for has happened."""


def note_call(
    *, centre_id: UUID, message_id: UUID, is_reached: bool, by: User, at: datetime
) -> Message:
    """Write down that somebody called: told, or not reached; raises NotOpen."""
    with unit_of_work():
        message = _locked(centre_id, message_id, Channel.CALL, {Status.QUEUED})
        message.attempts += 1
        message.tried_at, message.handled_by = at, by
        if is_reached:
            message.status, message.ended_at, message.problem = Status.SENT, at, ""
        else:
            message.problem = Problem.UNREACHED
        message.save(
            update_fields=[
                "attempts",
                "tried_at",
                "handled_by",
                "status",
                "ended_at",
                "problem",
            ]
        )
        _note(message, "note_call", by, at, is_reached=is_reached)
    return message


def retry(*, centre_id: UUID, message_id: UUID, by: User, at: datetime) -> Message:
    """Put a letter that failed back in the queue while it is of use; raises NotOpen."""
    with unit_of_work():
        message = _locked(centre_id, message_id, Channel.EMAIL, {Status.FAILED})
        if message.use_by <= at or not message.body:
            raise NotOpen(message_id)
        message.status, message.attempts = Status.QUEUED, 0
        message.next_try_at, message.ended_at = at, None
        message.save(update_fields=["status", "attempts", "next_try_at", "ended_at"])
        _note(message, "retry_message", by, at)
    return message


def prefer(
    *, citizen: Citizen, channel: str, language: str, by: User, at: datetime
) -> Preference:
    """Note how this person wants to be told; messages made from now on follow it."""
    with unit_of_work():
        preference, _ = Preference.objects.update_or_create(
            centre_id=citizen.centre_id,
            citizen=citizen,
            defaults={
                "channel": Channel(channel),
                "language": language,
                "said_at": at,
                "noted_by": by,
            },
        )
        audit.write(
            centre_id=citizen.centre_id,
            by=by,
            verb="prefer_channel",
            subject=("citizen", citizen.id),
            at=at,
            channel=channel,
        )
    return preference


def _locked(
    centre_id: UUID, message_id: UUID, channel: Channel, statuses: set[Status]
) -> Message:
    message = (
        Message.objects.select_for_update()
        .filter(
            centre_id=centre_id,
            id=message_id,
            channel=channel,
            status__in=list(statuses),
        )
        .first()
    )
    if message is None:
        raise NotOpen(message_id)
    return message


def _note(message: Message, verb: str, by: User, at: datetime, **detail: Any) -> None:
    audit.write(
        centre_id=message.centre_id,
        by=by,
        verb=verb,
        subject=("dossier", message.dossier_id),
        at=at,
        template=message.template,
        **detail,
    )
