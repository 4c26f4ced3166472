"""The language of a page: Vietnamese, unless its reader chose another one.

Many computers of a ward have English browsers; their owners did not ask for an English
page. Programs that call the API say what they want by ``Accept-Language``.
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

API: Final = "/api/"


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Takes the language from the cookie of the switch, else the house's own."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of this request."""
        if request.path_info.startswith(API):
            super().process_request(request)
            return
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = chosen if chosen in dict(settings.LANGUAGES) else None
        translation.activate(known or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
