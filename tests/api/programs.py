"""A program that calls the API with the token of one person in one role."""

import json
from typing import Any, Final
from uuid import uuid4

from django.test import Client

from motcua.accounts import services as accounts
from motcua.accounts.models import User
from motcua.catalogue import selectors as catalogue
from motcua.ward.founding import Founder
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW

ROOT: Final = "/api/v1"
HANDED: Final = {
    "to": "Bùi Thị An",
    "exit": "counter",
    "shown": "id_card",
    "kept_reason": "Đã cầm về khi nộp",
}
"""A result handed over at the counter to who showed an identity card."""


class Program:
    """Sends requests with a bearer token; every creation gets a new key."""

    def __init__(self, token: str = "", *, language: str = "vi") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Accept-Language": language}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return self.client.get(ROOT + path, query, headers=self.headers)

    def send(
        self,
        path: str,
        body: Any = None,
        *,
        method: str = "POST",
        key: str | None = None,
        if_match: str = "",
    ) -> Any:
        """Create, act or remove."""
        headers = {**self.headers, "Idempotency-Key": key or uuid4().hex}
        if key == "":
            del headers["Idempotency-Key"]
        if if_match:
            headers["If-Match"] = if_match
        raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return self.client.generic(
            method, ROOT + path, raw, "application/json", headers=headers
        )


def token_of(user: User, role: str) -> str:
    """A token of this person in this role, made at NOW."""
    return accounts.make_token(user=user, role=role, name="test", by=Founder(), at=NOW)


def program_of(username: str, role: str, *, language: str = "vi") -> Program:
    """The program of the person with this sign-in name."""
    user = User.objects.select_related("centre").get(username=username)
    return Program(token_of(user, role), language=language)


def reception(centre: Centre, code: str = EXTRACT, **changes: Any) -> dict[str, Any]:
    """A sound reception of this procedure by citizen An, every paper there."""
    components = catalogue.offer(centre, code, on=NOW.date()).version.components.all()
    return {
        "procedure": code,
        "submitter": {
            "full_name": "Bùi Thị An",
            "personal_id": "999155000123",
            "birth_on": "1955-03-08",
            "phone": "0912 345 678",
            "address": "Tổ 1, phường Hòa Bình",
            "neighbourhood": 1,
        },
        "origin": "online_at_centre",
        "planned_exit": "counter",
        "papers": [{"component": component.key} for component in components],
        **changes,
    }
