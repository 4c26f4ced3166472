"""The open page of a dossier follows it by itself."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone

from motcua.dossiers import selectors as dossiers
from motcua.foundation.live import topics
from motcua.ward import selectors as ward
from motcua.web.citizens.tracking_story import tell


@topics.renders("tracking")
def tracking(argument: str) -> str:
    """The story of the dossier `centre:dossier`; it holds nothing about persons."""
    centre_id, _colon, dossier_id = argument.partition(":")
    story = dossiers.public_story_by_id(UUID(dossier_id), centre_id=UUID(centre_id))
    if story is None:
        raise topics.UnknownTopic(argument)
    calendar = ward.calendar_in_force(story.dossier.centre)
    told = tell(story, calendar, at=timezone.now())
    return render_to_string("portal/tracked_story.html", {"story": told})
