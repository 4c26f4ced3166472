"""Inside the house: some dossiers to look at, and the keys of who looks at them.

`python -m bench.visitors` prints JSON.
"""

import json
from dataclasses import asdict
from typing import Any, Final

import django

django.setup()

from django.conf import settings  # noqa: E402  (needs Django set up)
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import receptions  # noqa: E402
from motcua.accounts import services as accounts  # noqa: E402
from motcua.accounts.models import User  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.ward.founding import Founder  # noqa: E402

DOSSIERS: Final = 300
WORKER: Final = "hotich"


def main() -> None:
    """Receive the dossiers, make a token and a session."""
    desk = receptions.open_desk()
    for _ in range(DOSSIERS):
        desk.receive()
    token = accounts.make_token(
        user=desk.officer.user,
        role="receptionist",
        name="bench",
        by=Founder(),
        at=timezone.now(),
    )
    browser = Client()
    worker = User.objects.get(centre=desk.centre, username=WORKER)
    browser.force_login(worker, "motcua.accounts.backend.StaffBackend")
    newest = Dossier.objects.filter(centre=desk.centre).latest("received_at")
    print(
        json.dumps(
            {
                "token": token,
                "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
                "tracking": f"/theo-doi/{newest.lookup_token}/",
                "reception": reception(desk),
            }
        )
    )


def reception(desk: receptions.Desk) -> dict[str, Any]:
    """The reception as a program sends it to the API."""
    intake = desk.intake
    return {
        "procedure": intake.procedure_code,
        "submitter": {
            "full_name": intake.submitter.full_name,
            "personal_id": intake.submitter.personal_id,
            "phone": intake.submitter.phone,
            "address": intake.submitter.address,
        },
        "origin": intake.origin,
        "planned_exit": intake.planned_exit,
        "papers": [
            {"component": asdict(paper)["component_key"], "is_present": True}
            for paper in intake.papers
        ],
    }


if __name__ == "__main__":
    main()
