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


class PlaceMissing(DossierError):
    """Nobody said where the paper lies."""


class NumberMissing(DossierError):
    """This proof has a number, and it was not written down."""


class GroundMissing(DossierError):
    """Somebody who is not concerned receives the result: on what ground?"""


class OriginalsKept(DossierError):
    """Papers that were only shown stay here, and nobody said why."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Keep the names of the papers."""
        super().__init__(", ".join(names))
        self.names = names


class AlreadyDecided(DossierError):
    """The review was answered before."""
