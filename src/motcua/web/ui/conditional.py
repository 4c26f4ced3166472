"""A field that is asked for only after a certain answer beside it."""

from typing import Any

from django import forms


class ConditionalText(forms.CharField):
    """Words that one of the other answers makes necessary; the label says which.

    The form's `clean` asks for them. It is neither required nor "(không bắt buộc)".
    """

    is_conditional = True

    def __init__(self, **given: Any) -> None:
        """Leave the asking to the form."""
        super().__init__(required=False, **given)
