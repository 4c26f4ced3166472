"""What a dossier's page says when the one whose turn it is is not there."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.accounts import away
from motcua.accounts import selectors as accounts
from motcua.accounts.away import SignerAway
from motcua.accounts.models import Absence
from motcua.dossiers.models import Step
from motcua.dossiers.selectors import DossierView
from motcua.web.ui.formatting import vn_date


@dataclass(frozen=True)
class Waits:
    """The honest wait: who is away until when, and who acts meanwhile."""

    title: str
    text: str


def waits(view: DossierView, *, on: date) -> Waits | None:
    """The notice of the active step; None while somebody is there for it."""
    step = view.active
    if step is None:
        return None
    if step.key == "sign":
        return _signers(view, step, on)
    if step.assignee_id is None:
        return None
    gone = away.away_on(step.centre_id, on, [step.assignee_id])
    absence = gone.get(step.assignee_id)
    return _assignee(absence) if absence else None


def until(absence: Absence) -> str:
    """Until when somebody is away, and who stands in."""
    words = _("vắng đến hết %(day)s") % {"day": vn_date(absence.ends_on)}
    if absence.substitute is None:
        return words
    return _("%(until)s; người thay: %(name)s") % {
        "until": words,
        "name": absence.substitute.full_name,
    }


def _assignee(absence: Absence) -> Waits:
    title = _("%(name)s vắng đến hết %(day)s") % {
        "name": absence.user.full_name,
        "day": vn_date(absence.ends_on),
    }
    if absence.substitute is None:
        text = _("Chưa có người làm thay. Người phụ trách giao việc cho người khác.")
    else:
        text = _("Người làm thay: %(name)s.") % {"name": absence.substitute.full_name}
    return Waits(title, text)


def _signers(view: DossierView, step: Step, on: date) -> Waits | None:
    dossier = view.dossier
    signers = (
        [step.assignee]
        if step.assignee
        else list(accounts.people_with_role(dossier.centre, step.role, on=on))
    )
    gone = away.signers_away(
        dossier.centre_id, signers, field_id=dossier.field_id, on=on
    )
    if not gone:
        return None
    back = min(one.absence.ends_on for one in gone)
    title = _("Người ký vắng đến hết %(day)s") % {"day": vn_date(back)}
    return Waits(title, _deputies(gone))


def _deputies(gone: list[SignerAway]) -> str:
    named = [
        _("%(name)s (%(form)s theo %(document)s)")
        % {
            "name": paper.deputy.full_name,
            "form": paper.form,
            "document": paper.document_number,
        }
        for one in gone
        for paper in one.deputies
    ]
    named += [
        one.absence.substitute.full_name for one in gone if one.absence.substitute
    ]
    if not named:
        return _("Chưa có người ký thay. Hồ sơ chờ người ký trở lại.")
    return _("Người ký thay: %(names)s.") % {"names": ", ".join(named)}
