"""What can stand in the way of a verb; each is a statement about the dossier."""

from motcua.accounts.models import Absence


class DossierError(Exception):
    """The verb cannot be done now; nothing was changed."""


class UnknownDossier(DossierError):
    """The centre has no dossier with this code."""


class StaleDossier(DossierError):
    """Somebody changed the dossier after the page was shown."""


class NotYourStep(DossierError):
    """The step belongs to another role, unit or person."""


class NotYourField(DossierError):
    """The person's role is limited to the matters of other fields."""


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


class NoSuchFile(DossierError):
    """The register of this year has no such file."""


class CannotReceiveTo(DossierError):
    """The assignee does not hold the role of the step."""


class AssigneeAway(DossierError):
    """The person is away today; giving them work needs a word that this is known."""

    def __init__(self, absence: Absence) -> None:
        """Keep the absence: until when, and who stands in."""
        super().__init__(absence.user.username)
        self.absence = absence


class NoSuccessor(DossierError):
    """Nobody was named, or is there, who takes the work of this role."""

    def __init__(self, role: str) -> None:
        """Keep the role."""
        super().__init__(role)
        self.role = role


class ReasonMissing(DossierError):
    """This act needs a reason in words."""


class AlreadyPaused(DossierError):
    """The clock stands still already."""


class EvidenceMissing(DossierError):
    """A pause or a stop needs what proves it: a number, a receipt, a decision."""


class NothingPromised(DossierError):
    """No date was promised, so none can be moved."""


class AlreadyExtended(DossierError):
    """A dossier is given a later date at most once."""


class NotCompetent(DossierError):
    """No other agency decides this dossier, or it has it already."""


class CannotUndo(DossierError):
    """It was not your last act, the next has begun, or it was told outside."""


class YearStillRuns(DossierError):
    """A register is closed after its year has ended."""


class YearUnanswered(DossierError):
    """Dossiers lodged in the year are neither accepted nor refused: they may move on."""

    def __init__(self, count: int) -> None:
        """Keep how many."""
        super().__init__(str(count))
        self.count = count


class AlreadyClosed(DossierError):
    """The year's register was closed before."""


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


class UnknownPaper(DossierError):
    """The dossier has no such paper, or it is not here to be given back."""


class UnknownFile(DossierError):
    """The dossier has no such file, or it was taken away before."""


class DossierClosed(DossierError):
    """Nothing is added to a dossier that has come to its end."""


class TooManyFiles(DossierError):
    """The dossier has as many files as one may have."""


class AgencyUnknown(DossierError):
    """No partner agency was named, or one twice."""


class LeadMissing(DossierError):
    """Asked at once, exactly one of several agencies leads."""


class QuestionMissing(DossierError):
    """Nothing was asked, or nothing answered."""


class TaskClosed(DossierError):
    """The agency's task is not at a point where this can be done."""


class NoReminderDue(DossierError):
    """The agency is not late, cannot answer now, or the letter before is not signed."""


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


class NotYourDecision(DossierError):
    """Another head decides: of the unit that asks, and not who asked."""


class LegalGroundMissing(DossierError):
    """A refusal names its legal ground and how to appeal."""


class NobodySigns(DossierError):
    """No step of signing lies ahead: a refusal is signed like a result."""
