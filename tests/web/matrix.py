"""The machine of the access matrix: every address × every caller × whose thing it is.

`requests()` yields what to ask, `unexpected()` says what an answer should have been.
Every request runs in a transaction that is undone, so no probe changes the next one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, Final
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from motcua.accounts.models import User
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.api.routes import api
from tests.web.matrix_rule import Rule
from tests.web.matrix_rules import OPERATIONS, PAGES

OWN: Final = "own"
OTHER: Final = "other"
FOREIGN: Final = "foreign"
PUBLIC_ERRORS: Final = {404, 405, 422}
REFUSALS_OF_VERBS: Final = {400, 409, 412, 422}


@dataclass(frozen=True)
class Address:
    """One way into the program: a page or an operation, with its rule."""

    name: str
    rule: Rule
    path: str = ""
    method: str = "GET"

    @property
    def is_api(self) -> bool:
        """True for an operation of the API."""
        return bool(self.path)

    def at(self, values: Mapping[str, Any]) -> str:
        """The address with these values in it."""
        kept = {**values, **self.rule.given}
        query = kept.pop("?", "")
        path = (
            self.path.format(**kept) if self.is_api else reverse(self.name, kwargs=kept)
        )
        return f"{path}?{query}" if query else path


def _client() -> Client:
    return Client(raise_request_exception=False)


@dataclass(frozen=True, eq=False)
class Caller:
    """Somebody with one role, or nobody."""

    role: str
    user: User | None = None
    token: str = ""
    browser: Client = field(default_factory=_client)
    program: Client = field(default_factory=_client)

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the role may do."""
        return CAPABILITIES.get(self.role, frozenset())


@dataclass(frozen=True)
class Things:
    """What addresses name: for each kind, the values of each relation to a caller.

    `of["dossier"]("own", caller)` gives {"code": …}, or None where there is none.
    """

    of: Mapping[str, Any]

    def values(self, kind: str, relation: str, caller: Caller) -> dict[str, Any] | None:
        """What stands in the address."""
        found: dict[str, Any] | None = self.of[kind](relation, caller)
        return found


@dataclass(frozen=True)
class Request:
    """One request to make."""

    address: Address
    caller: Caller
    relation: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        rule = self.address.rule
        whose = f" of {self.relation} {rule.about}" if rule.about else ""
        return f"{self.caller.role} {rule.method} {self.address.name}{whose}"


def pages() -> set[str]:
    """The name of every page the resolver knows."""
    operations = {
        operation.view_func.__name__ for operation in api.operations().values()
    }
    return {
        name
        for name in _names(get_resolver().url_patterns, "")
        if name.removeprefix("api:") not in operations
    }


def operations() -> dict[str, tuple[str, str]]:
    """Method and path of every operation of the API."""
    schema = api.get_openapi_schema()
    return {
        entry["operationId"]: (method.upper(), path)
        for path, way in schema["paths"].items()
        for method, entry in way.items()
    }


def missing_lines() -> list[str]:
    """The addresses nobody wrote a line for, and the lines without an address."""
    known_pages, known_operations = pages(), set(operations())
    return [
        *(f"no line in PAGES for {name}" for name in sorted(known_pages - set(PAGES))),
        *(f"no page for {name}" for name in sorted(set(PAGES) - known_pages)),
        *(
            f"no line in OPERATIONS for {name}"
            for name in sorted(known_operations - set(OPERATIONS))
        ),
        *(
            f"no operation for {name}"
            for name in sorted(set(OPERATIONS) - known_operations)
        ),
    ]


def addresses() -> Iterator[Address]:
    """Every address with its rule, once for each way of using it."""
    for name, (method, path) in operations().items():
        yield Address(name, OPERATIONS[name], path, method)
    for name in sorted(pages() & set(PAGES)):
        rules = PAGES[name]
        for rule in rules if isinstance(rules, tuple) else (rules,):
            yield Address(name, rule)


def requests(callers: list[Caller], things: Things) -> Iterator[Request]:
    """Every address by every caller, for each relation there is a thing of."""
    for address in addresses():
        for caller in callers:
            kind = address.rule.about
            if not kind:
                yield Request(address, caller, "", {})
                continue
            for relation in (OWN, OTHER, FOREIGN):
                values = things.values(kind, relation, caller)
                if values is not None:
                    yield Request(address, caller, relation, values)


def ask(request: Request) -> Any:
    """Make the request and undo whatever it did."""
    address, caller, rule = request.address, request.caller, request.address.rule
    where = address.at(request.values)
    # A page may sign its caller out; the next one finds them signed in again.
    kept = SimpleCookie(caller.browser.cookies.output(header="", sep=";"))
    with transaction.atomic():
        if address.is_api:
            answer = _call(request, where)
        elif rule.method == "GET":
            answer = caller.browser.get(where)
        else:
            answer = caller.browser.post(where, dict(rule.body))
        transaction.set_rollback(True)
    caller.browser.cookies = kept
    return answer


def _call(request: Request, where: str) -> Any:
    headers = {"Idempotency-Key": uuid4().hex, "Accept-Language": "vi"}
    if request.caller.token:
        headers["Authorization"] = f"Bearer {request.caller.token}"
    if "file" in request.address.rule.body:
        file = SimpleUploadedFile("a.txt", b"not a paper")
        return request.caller.program.post(where, {"file": file}, headers=headers)
    return request.caller.program.generic(
        request.address.method,
        where,
        json.dumps(request.address.rule.body),
        "application/json",
        headers=headers,
    )


def unexpected(request: Request, answer: Any) -> str:
    """What is wrong with this answer, or nothing."""
    wanted = expected(request)
    if _fits(wanted, request, answer):
        return ""
    went = f" to {answer['Location']}" if answer.has_header("Location") else ""
    return f"{request}: {answer.status_code}{went} instead of {wanted}"


def expected(request: Request) -> str:
    """What must come back: open, sign in, forbidden, or nothing to be found."""
    rule, caller = request.address.rule, request.caller
    if rule.is_public:
        return "public"
    if caller.user is None:
        return "sign in"
    if not caller.capabilities or (
        rule.any_of and not rule.any_of & caller.capabilities
    ):
        return "forbidden"
    return "open" if _exists_for(caller, rule, request.relation) else "not found"


def _exists_for(caller: Caller, rule: Rule, relation: str) -> bool:
    if relation == FOREIGN:
        return False
    if rule.about in {"dossier", "paper_file"} and relation == OTHER:
        return Capability.SEE_DOSSIERS in caller.capabilities
    # A task is its own agency's; every other agency is a stranger to it.
    return not (rule.about == "task" and relation == OTHER)


def _fits(wanted: str, request: Request, answer: Any) -> bool:
    status: int = answer.status_code
    is_api = request.address.is_api
    if wanted == "public":
        return status < 400 or status in PUBLIC_ERRORS
    if wanted == "sign in":
        return _asks_to_sign_in(answer, is_api=is_api)
    if wanted == "forbidden":
        # A page's address tells nothing; an API says what a token cannot do.
        return status == (403 if is_api else 404)
    if wanted == "not found":
        return status == 404
    return _is_open(request, answer)


def _is_open(request: Request, answer: Any) -> bool:
    status = answer.status_code
    if request.address.is_api and status == 403:
        # Not one's own step: the verb's refusal, not the door's.
        return "Bước này thuộc về" in answer.content.decode()
    if 300 <= status < 400:
        return not _asks_to_sign_in(answer, is_api=False)
    return status < 300 or status in REFUSALS_OF_VERBS


def _asks_to_sign_in(answer: Any, *, is_api: bool) -> bool:
    if is_api:
        return bool(answer.status_code == 401)
    return bool(answer.status_code == 302 and "/sign-in/" in answer["Location"])


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, prefix + inner)
        else:
            yield f"{prefix}{pattern.name or pattern.pattern}"
