"""Inside the house: who reads, what they look for, and the same by the bare driver.

`python -m bench.readers` prints JSON: sessions of 16 officers, addresses of each kind
of page, and how long the database alone takes for the rows of each.
"""

import json
import random
import time
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402  (needs Django set up)
from django.db import connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.report import percentile  # noqa: E402
from motcua.accounts.models import User  # noqa: E402
from motcua.accounts.selectors import mandate_of  # noqa: E402
from motcua.dossiers import selectors  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.rules.vietnamese import fold  # noqa: E402
from motcua.ward.models import Centre  # noqa: E402

USERS: Final = 16
WORKER: Final = "hotich"
FINDER: Final = "tiepnhan"
SAMPLE: Final = 60
TIMES: Final = 60
PAGE: Final = 51


def main() -> None:
    """Print sessions, addresses and floors."""
    centre = Centre.objects.get(slug="hoa-binh")
    some = _some(centre)
    print(
        json.dumps(
            {
                "workers": [_session(centre, WORKER) for _ in range(USERS)],
                "finder": _session(centre, FINDER),
                "tracking": [f"/theo-doi/{d.lookup_token}/" for d in some],
                "dossier": [f"/desk/dossiers/{d.code}/" for d in some],
                "search": [
                    f"/desk/search/?{urlencode({'q': text})}" for text in _asked(some)
                ],
                "floor": _floors(centre, some),
            }
        )
    )


def _some(centre: Centre) -> list[Dossier]:
    """Dossiers of all years, the same share of each."""
    rows = Dossier.objects.filter(centre=centre).select_related("submitter")
    keys = list(rows.order_by("code").values_list("code", flat=True))
    chosen = random.Random(16).sample(keys, SAMPLE)
    return list(rows.filter(code__in=chosen))


def _asked(some: list[Dossier]) -> Iterator[str]:
    """What people type: mostly a whole name, also less, also numbers and codes."""
    common = ["nguyen", "nguyen thi", "bui van", "bui thi h", "thi", "cong ty", "tran"]
    for number, dossier in enumerate(some):
        words = fold(dossier.owner_name).split()
        yield (
            " ".join(words),
            " ".join(words[::-1]),
            f"{words[0]} {words[-1][:2]}",
            common[number % len(common)],
            dossier.code,
            dossier.code[:-2],
            dossier.submitter.personal_id,
            dossier.submitter.phone,
        )[number % 8]


def _session(centre: Centre, username: str) -> str:
    browser = Client()
    user = User.objects.get(centre=centre, username=username)
    browser.force_login(user, "motcua.accounts.backend.StaffBackend")
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def _floors(centre: Centre, some: list[Dossier]) -> dict[str, float]:
    """The 95th percentile in ms of the rows of each page by the bare driver."""
    worker = User.objects.get(centre=centre, username=WORKER)
    mandate = mandate_of(worker, on=timezone.localdate())
    named = [
        Dossier.objects.filter(centre=centre, owner_folded=fold(d.owner_name)).order_by(
            "-received_at", "-id"
        )
        for d in some
    ]
    return {
        "work list": _timed(
            [selectors.my_work(mandate)[:PAGE], selectors.pool(mandate)[:PAGE]]
        ),
        "tracking": _timed_each(
            [
                [Dossier.objects.filter(centre=centre, lookup_token=d.lookup_token)]
                for d in some
            ]
        ),
        "dossier": _timed_each(
            [[Dossier.objects.filter(centre=centre, code=d.code)] for d in some]
        ),
        "search": _timed_each([[rows[:PAGE]] for rows in named]),
    }


def _timed(together: list[QuerySet[Any]]) -> float:
    return _timed_each([together])


def _timed_each(pages: list[list[QuerySet[Any]]]) -> float:
    """By the driver itself: the text is made before, the rows stay as they come."""
    texts = [[rows.query.sql_with_params() for rows in page] for page in pages]
    connection.ensure_connection()
    read = _reader()
    times = []
    for number in range(TIMES):
        began = time.perf_counter()
        for sql, values in texts[number % len(texts)]:
            read(sql, values)
        times.append(time.perf_counter() - began)
    return percentile(times, 0.95) * 1000


def _reader() -> Callable[[str, Any], Any]:
    own: Any = connection.connection
    if connection.vendor == "postgresql":
        return lambda sql, values: own.execute(sql, values).fetchall()
    return lambda sql, values: own.execute(sql.replace("%s", "?"), values).fetchall()


if __name__ == "__main__":
    main()
