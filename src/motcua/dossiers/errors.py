"""What can stand in the way of a verb; each is a statement about the dossier."""


class DossierError(Exception):
    """The verb cannot be done now; nothing was changed."""


class UnknownDossier(DossierError):
    """The centre has no dossier with this code."""


class StaleDossier(DossierError):
    """Somebody changed the dossier after the page was shown."""


class NotYourStep(DossierError):
    """The step belongs to another role, unit or person."""


class WrongStep(DossierError):
    """The dossier is at a step where this is not what comes next."""


class DossierOnHold(DossierError):
    """Another area says that something must be done first."""


class PapersMissing(DossierError):
    """A required paper is not there and the missing ones were not accepted."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Keep the names of the missing papers."""
        super().__init__(", ".join(names))
        self.names = names


class NotReceivable(DossierError):
    """The procedure is a visit with a register entry, not a dossier."""


class CannotReceiveTo(DossierError):
    """The assignee does not hold the role of the step."""


class ReasonMissing(DossierError):
    """This act needs a reason in words."""


class AlreadyPaused(DossierError):
    """The clock stands still already."""


class AlreadyDecided(DossierError):
    """The review was answered before."""


class AgencyUnknown(DossierError):
    """No partner agency was named, or one twice."""


class LeadMissing(DossierError):
    """Asked at once, exactly one of several agencies leads."""


class QuestionMissing(DossierError):
    """Nothing was asked, or nothing answered."""


class TaskClosed(DossierError):
    """The agency's task is not at a point where this can be done."""
