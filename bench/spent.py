"""Inside the house: what one reception, request or page spends its time on.

`python -m bench.spent [reception|post|tracking|work] [--json]` prints its statements
and the functions with most time of their own.
"""

import cProfile
import json
import pstats
import random
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any, Final

import django

django.setup()

from django.test import Client  # noqa: E402  (needs Django set up)
from django.utils import timezone  # noqa: E402

from bench import receptions, visitors  # noqa: E402
from motcua.accounts import services as accounts  # noqa: E402
from motcua.accounts.models import User  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.ward.founding import Founder  # noqa: E402

TIMES: Final = 100
TOP: Final = 25
OK: Final = frozenset({200, 201})

Do = Callable[[], Any]


def reception(desk: receptions.Desk) -> Do:
    """By the services alone."""
    return desk.receive


def post(desk: receptions.Desk) -> Do:
    """A reception sent to the API, without the network."""
    token = accounts.make_token(
        user=desk.officer.user,
        role="receptionist",
        name=f"bench {uuid.uuid4().hex}",
        by=Founder(),
        at=timezone.now(),
    )
    client, sent = Client(SERVER_NAME="127.0.0.1"), visitors.reception(desk)

    def do() -> None:
        sent["submitter"]["personal_id"] = f"999{random.randrange(10**9):09d}"
        answer = client.post(
            "/api/v1/dossiers",
            json.dumps(sent),
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {token}",
                "Idempotency-Key": uuid.uuid4().hex,
            },
        )
        assert answer.status_code in OK, answer.content

    return do


def tracking(desk: receptions.Desk) -> Do:
    """The page a citizen opens from the receipt's code."""
    newest = Dossier.objects.filter(centre=desk.centre).latest("received_at")
    client = Client(SERVER_NAME="127.0.0.1")
    return lambda: _page(client, f"/theo-doi/{newest.lookup_token}/")


def work(desk: receptions.Desk) -> Do:
    """The officer's work list."""
    client = Client(SERVER_NAME="127.0.0.1")
    officer = User.objects.get(centre=desk.centre, username=visitors.WORKER)
    client.force_login(officer, "motcua.accounts.backend.StaffBackend")
    return lambda: _page(client, "/desk/")


KINDS: Final = {
    "reception": reception,
    "post": post,
    "tracking": tracking,
    "work": work,
}


def main(kind: str = "reception") -> None:
    """Warm up, count, then profile."""
    do = KINDS[kind](receptions.open_desk())
    for _ in range(20):
        do()
    with receptions.statements() as seen:
        do()
    began, began_cpu = time.perf_counter(), time.process_time()
    for _ in range(TIMES):
        do()
    wall, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(TIMES):
        do()
    profile.disable()
    facts: dict[str, Any] = {
        "wall_ms": wall / TIMES * 1000,
        "cpu_ms": cpu / TIMES * 1000,
        "statements": [" ".join(sql.split())[:150] for sql in seen],
        "own_time": _times(profile, which=2),
        "with_callees": _times(profile, which=3),
    }
    if "--json" in sys.argv:
        print(json.dumps(facts))
    else:
        _show(facts)


def _show(facts: dict[str, Any]) -> None:
    print(f"{facts['wall_ms']:.1f} ms, of them {facts['cpu_ms']:.1f} ms of our CPU")
    for sql in facts["statements"]:
        print("  ", sql)
    for words in ("own_time", "with_callees"):
        print(words)
        for name, spent, calls in facts[words]:
            print(f"  {spent:7.3f} ms {calls:7.1f} x  {name}")


def _times(profile: cProfile.Profile, *, which: int) -> list[tuple[str, float, float]]:
    stats: dict[Any, Any] = vars(pstats.Stats(profile))["stats"]
    rows = [
        (
            f"{'/'.join(file.rsplit('/', 3)[-3:])}:{name}",
            spent[which] / TIMES * 1000,
            spent[1] / TIMES,
        )
        for (file, _, name), spent in stats.items()
    ]
    return sorted(rows, key=lambda row: -row[1])[: TOP if which == 2 else TOP * 3]


def _page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in OK, answer.status_code


if __name__ == "__main__":
    main(*[word for word in sys.argv[1:] if not word.startswith("-")])
