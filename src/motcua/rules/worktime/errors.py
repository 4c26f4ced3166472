"""What the clock refuses, each named by what is wrong with the question."""


class WorktimeError(ValueError):
    """The clock was asked something it cannot answer."""


class NaiveTime(WorktimeError):
    """A time without its zone: the clock will not guess where it was read."""


class InvalidCalendar(WorktimeError):
    """These seasons and days do not make an office calendar."""


class InvalidLimit(WorktimeError):
    """This quantity is not a time limit."""


class InvalidPause(WorktimeError):
    """A pause that closes before it opens."""


class ExtensionRefused(WorktimeError):
    """The new day is not a working day, or not later than the present due date."""


class OutOfReach(WorktimeError):
    """The count ran further than any promise of an office can reach."""
