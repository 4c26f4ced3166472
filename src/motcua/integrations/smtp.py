"""E-mail by SMTP, through Django's mail backend."""

import smtplib
from email.utils import formataddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from motcua.notifications.ports import Letter, MailDown, MailLater, MailRefused

PERMANENT: Final = 500
LONGEST_ANSWER: Final = 200


class SmtpMailer:
    """Hands letters to the mail server of the settings, one connection each."""

    def send(self, letter: Letter) -> str:
        """Hand the letter over; the same Message-ID names it at each attempt."""
        mail = EmailMessage(
            subject=letter.subject,
            body=letter.body,
            from_email=formataddr((letter.sender_name, settings.MAIL_FROM)),
            to=[letter.to],
            headers={
                "Message-ID": letter.message_id,
                # Answering machines keep quiet.
                "Auto-Submitted": "auto-generated",
            },
            connection=get_connection(fail_silently=False),
        )
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as refused:
            raise _refusal(*_first(refused)) from None
        except smtplib.SMTPAuthenticationError as error:
            raise MailDown(_words(error.smtp_code, error.smtp_error)) from None
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _refusal(error.smtp_code, error.smtp_error) from None
        except (smtplib.SMTPException, OSError) as error:
            # Dropped, hung or not there at all: the next letter would fare the same.
            raise MailDown(
                f"{type(error).__name__}: {error}"[:LONGEST_ANSWER]
            ) from None
        except ValueError as error:
            # An address that cannot stand in a header.
            raise MailRefused(str(error)[:LONGEST_ANSWER]) from None
        return letter.message_id


class DemoMailer:
    """Sends nothing: what it is given is read in the demo inbox."""

    def send(self, letter: Letter) -> str:
        """Accept the letter."""
        return f"demo {letter.message_id}"


def _first(refused: smtplib.SMTPRecipientsRefused) -> tuple[int, bytes]:
    code, answer = next(iter(refused.recipients.values()))
    return code, answer


def _refusal(code: int, answer: bytes | str) -> MailLater | MailRefused:
    kind = MailRefused if code >= PERMANENT else MailLater
    return kind(_words(code, answer))


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return f"{code} {text}"[:LONGEST_ANSWER]
