"""The messages of a dossier's page, and how its submitter wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.dossiers.selectors import DossierView
from motcua.notifications import selectors
from motcua.notifications.models import Channel
from motcua.notifications.templates import all_templates


class PreferenceForm(forms.Form):
    """How the submitter wants to be told, and in which language."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Báo tin bằng"), choices=Channel.choices
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Ngôn ngữ"),
        choices=[
            ("vi", gettext_lazy("Tiếng Việt")),
            ("en", gettext_lazy("Tiếng Anh")),
        ],
    )


def of(view: DossierView) -> dict[str, Any]:
    """What the tab of a dossier's page shows."""
    dossier = view.dossier
    preference = selectors.preference_of(dossier.submitter)
    chosen = {"channel": Channel.EMAIL, "language": "vi"}
    if preference:
        chosen = {"channel": preference.channel, "language": preference.language}
    found = selectors.of_dossier(dossier.centre, dossier.id)
    return {
        "told": [(message, all_templates()[message.template]) for message in found],
        "preference": PreferenceForm(initial=chosen, auto_id="preference-%s"),
        "preferred": preference,
    }
