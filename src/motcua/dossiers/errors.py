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


class AlreadyAsked(DossierError):
    """A supplement request waits already, for its approval or for its answer."""


class NothingAsked(DossierError):
    """No supplement request waits for this act."""


class NoFaults(DossierError):
    """A supplement request names at least one fault, each with what it needs."""


class FaultUnclear(NoFaults):
    """A fault needs a detail in words, or names what the dossier does not have."""

    def __init__(self, subjects: tuple[str, ...]) -> None:
        """Keep what the faults are of."""
        super().__init__(", ".join(subjects))
        self.subjects = subjects


class FaultsUnanswered(DossierError):
    """Some of what was asked did not come, and nobody said why the rest is enough."""

    def __init__(self, subjects: tuple[str, ...]) -> None:
        """Keep what is still missing."""
        super().__init__(", ".join(subjects))
        self.subjects = subjects


class OnlyByRequest(DossierError):
    """Papers are asked for by a supplement request, and come as its answer."""


class NotYourDecision(DossierError):
    """Another head decides: of the unit that asks, and not who asked."""


class GroundMissing(DossierError):
    """A refusal names its legal ground and how to appeal."""


class NobodySigns(DossierError):
    """No step of signing lies ahead: a refusal is signed like a result."""
