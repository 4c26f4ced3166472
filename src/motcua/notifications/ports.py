"""What the room needs of the world outside."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Letter:
    """One e-mail, ready to go."""

    message_id: str
    to: str
    sender_name: str
    subject: str
    body: str


class MailError(Exception):
    """The letter did not go; the text is for administrators."""


class MailDown(MailError):
    """Nobody can be reached now: no letter goes, try all of them later."""


class MailLater(MailError):
    """This letter was put off: try it again later."""


class MailRefused(MailError):
    """This letter will never go to this address."""


class Mailer(Protocol):
    """Takes letters to their addresses."""

    def send(self, letter: Letter) -> str:
        """Hand the letter over and return the other side's answer.

        Raises MailDown, MailLater or MailRefused.
        """
