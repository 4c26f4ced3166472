"""Somebody was faster (CON-4): every page says so and gives back what was typed."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import AgencyTask, Dossier
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import ask
from tests.web.html import assert_sound

WORDS: Final = "chữ đã gõ rất lâu"
MARITAL: Final = "1.004873"
# Who sends what from a page that is no longer true.
PAGES: Final = {
    "supplement": (
        "chanhvp",
        {"reason": WORDS, "days": "30", "kinds-0": "unreadable", "detail-0": WORDS},
    ),
    "refusal": (
        "chanhvp",
        {"reason": WORDS, "legal_ground": "Điều 5", "appeal": "Ủy ban"},
    ),
    "extension": ("chanhvp", {"reason": WORDS, "new_due_at": "03/12/2026 17:00"}),
    "withdrawal": (
        "tiepnhan",
        {"reason": WORDS, "asked_by": "Bùi Thị An", "shown": "id_card"},
    ),
    "stops": (
        "chanhvp",
        {
            "kind": "no_supplement",
            "reason": WORDS,
            "legal_ground": "Điều 19",
            "evidence": "Phiếu 02",
        },
    ),
    "payments": ("chanhvp", {"reason": WORDS, "amount": "8.000", "evidence": "TB 1"}),
    "return": (
        "tiepnhan",
        {
            "receiver": WORDS,
            "relation": "submitter",
            "exit_by": "counter",
            "shown": "id_card",
            "kept_reason": "Đã cầm về",
        },
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_stale_page_gives_the_words_back(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: Callable[[Mandate], Client],
    page: str,
) -> None:
    dossier = receive(MARITAL)
    who, typed = PAGES[page]
    services.claim(centre=town, code=dossier.code, by=mandate("chanhvp"), at=NOW)

    answer = send(signed_in(mandate(who)), dossier, page, revision=1, **typed)

    assert answer.status_code == 409
    assert WORDS in assert_sound(answer)
    dossier.refresh_from_db()
    assert dossier.revision == 2


def test_an_answer_that_came_twice_gives_the_words_back(
    town: Centre, dossier: Dossier, signed_in: Callable[[Mandate], Client]
) -> None:
    linh, mai = mandate("hotich"), mandate("tiepnhan")
    ask(town, dossier, linh)
    dossier.refresh_from_db()

    answer = send(
        signed_in(mai),
        dossier,
        "supplement/answer",
        **{"revision": dossier.revision - 1, "has-1": "on", "kind-1": "original"},
        **{"count-1": "1", "how-1": WORDS},
    )

    assert answer.status_code == 409
    assert WORDS in assert_sound(answer)


def test_a_partner_whose_colleague_answered_first_keeps_the_words(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: Callable[[Mandate], Client],
) -> None:
    task = AgencyTask.objects.get(centre=town, dossier=receive("1.004194"))
    services.answer_task(
        centre=town,
        task_id=task.id,
        answer="Đủ điều kiện",
        by=mandate("truongcongan"),
        at=NOW,
    )

    browser = signed_in(mandate("congan"))
    answer = browser.post(reverse("partner:answer", args=[task.id]), {"answer": WORDS})

    assert answer.status_code == 409
    assert WORDS in assert_sound(answer)


def send(browser: Client, dossier: Dossier, page: str, **typed: Any) -> Any:
    return browser.post(f"/desk/dossiers/{dossier.code}/{page}/", typed)
