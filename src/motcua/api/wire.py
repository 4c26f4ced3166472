"""What travels: JSON that is read strictly and written in plain Vietnamese letters."""

import json
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from motcua.api.problems import MALFORMED, TOO_LARGE, Problem

LARGEST: Final = 2 * 1024 * 1024
DEEPEST: Final = 24
MOST_PARAMETERS: Final = 50


class HouseParser(Parser):
    """Reads JSON as RFC 8259 has it: UTF-8, finite numbers, no NUL, no abyss."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as plain values; raises ValueError, which answers 400."""
        data = json.loads(request.body.decode("utf-8"), parse_constant=_refuse)
        for text in _texts(data):
            check_text(text)
        return data

    def parse_querydict(
        self,
        data: MultiValueDict[str, str],
        list_fields: list[str],
        request: HttpRequest,
    ) -> Any:
        """The query as plain values."""
        if len(data) > MOST_PARAMETERS:
            raise Problem(MALFORMED)
        for key, values in data.lists():
            for text in (key, *values):
                check_text(str(text))
        return super().parse_querydict(data, list_fields, request)


class HouseRenderer(JSONRenderer):
    """Writes UTF-8 as it is."""

    json_dumps_params = {"ensure_ascii": False}


def check_text(text: str) -> None:
    """Raise Problem for characters that no database column keeps: NUL, lone halves."""
    if "\x00" in text or not _is_encodable(text):
        raise Problem(MALFORMED)


def check_address(request: HttpRequest) -> None:
    """Refuse what cannot be served before anything is read: size and characters."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        raise Problem(MALFORMED)
    if int(length) > LARGEST and not brings_a_file(request):
        raise Problem(TOO_LARGE)
    check_text(request.path)


def brings_a_file(request: HttpRequest) -> bool:
    """True where files are sent: SizeMiddleware and the checks of files judge these."""
    return request.method == "POST" and request.path.endswith("/files")


def _texts(data: Any) -> Iterator[str]:
    """Every text of the parsed body; raises ValueError when it is nested too deep."""
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError("nested too deep")
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value
            waiting += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1) for inner in value]


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
