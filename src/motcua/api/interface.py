"""The frame of the API: one shape for errors, one language for the contract."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, re_path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from motcua.api import refusals
from motcua.api.auth import Bearer
from motcua.api.problems import CONTENT_TYPE, NOT_FOUND, Problem, answer
from motcua.api.wire import HouseParser, HouseRenderer, check_address
from motcua.dossiers.errors import PapersMissing

DESCRIPTION: Final = (
    "Everything the pages do, by the same verbs. "
    "Send a token of one role as `Authorization: Bearer`; the centre is the token's. "
    "Errors are RFC 9457 problem details in the language of `Accept-Language` (vi, en). "
    "A creation needs an `Idempotency-Key`: sent again within 72 hours with the same "
    "content it returns the first answer with `Idempotency-Replayed: true`. "
    "A dossier's `ETag` is its revision; a verb with `If-Match` of an older one "
    "answers 412."
)
PROBLEM_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {
                    "field": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}
View = Callable[..., HttpResponseBase]


class HouseAPI(NinjaAPI):
    """NinjaAPI with our reader, our writer, our problems and a contract that says so."""

    def __init__(self) -> None:
        """An empty API; routes.py hangs the resources in."""
        super().__init__(
            title="Một Cửa",
            version="1.0.0",
            description=DESCRIPTION,
            docs_url=None,
            urls_namespace="api",
            parser=HouseParser(),
            renderer=HouseRenderer(),
        )
        self.add_decorator(_sound, mode="view")
        self.exception_handler(Problem)(refusals.tell_problem)
        self.exception_handler(HttpError)(refusals.tell_http_error)
        self.exception_handler(ValidationError)(refusals.name_fields)
        self.exception_handler(PapersMissing)(refusals.name_papers)
        self.exception_handler(Exception)(refusals.own_up)
        for error in refusals.REFUSALS:
            self.exception_handler(error)(refusals.refuse)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the view: unique in the contract, tested."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The contract, with the problem answer and the capabilities of each operation."""
        schema = super().get_openapi_schema(**options)
        del schema["servers"]
        schema["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
        problem = {"$ref": "#/components/schemas/Problem"}
        schema["components"]["responses"] = {
            "Problem": {
                "description": "What went wrong, and what to do",
                "content": {CONTENT_TYPE: {"schema": problem}},
            }
        }
        for name, operation in self.operations().items():
            for method in operation.methods:
                entry = _entry(schema, name, method)
                entry["responses"]["default"] = {
                    "$ref": "#/components/responses/Problem"
                }
                entry["x-capabilities"] = capabilities(operation)
        return schema

    def operations(self) -> dict[str, Operation]:
        """Every operation by its name."""
        return {
            self.get_openapi_operation_id(operation): operation
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
        }

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        # What no other address took is not found in our words, not in a web page's.
        return [
            *super()._get_urls()[:-1],
            re_path(r"^$", _nothing_here, name="api-root"),
            re_path(r"^.*$", _nothing_here, name="nothing-here"),
        ]


def capabilities(operation: Operation) -> list[str]:
    """What a caller needs at least one of; empty for the public and for all staff."""
    asked = [auth for auth in operation.auth_callbacks if isinstance(auth, Bearer)]
    return sorted({capability for auth in asked for capability in auth.any_of})


def _entry(schema: OpenAPISchema, name: str, method: str) -> dict[str, Any]:
    ways = (way.get(method.lower()) for way in schema["paths"].values())
    entry: dict[str, Any] = next(e for e in ways if e and e["operationId"] == name)
    return entry


def _sound(run: View) -> View:
    """Refuse an oversized or unreadable request before anyone asks who sent it."""

    @wraps(run)
    def checked(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        try:
            check_address(request)
        except Problem as problem:
            return answer(problem)
        response = run(request, *args, **values)
        # Answers hold personal data and are the caller's alone.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return checked


def _nothing_here(request: HttpRequest, **_values: Any) -> HttpResponseBase:
    return answer(Problem(NOT_FOUND))


_nothing_here.csrf_exempt = True  # type: ignore[attr-defined]  # Django reads it so
