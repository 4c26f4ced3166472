"""Ten dossiers cross a partner's own sign-in, and the partner sees nothing else."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import time_machine
from django.test import Client
from django.urls import get_resolver, reverse

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import AgencyTask, Dossier, HandOver
from motcua.dossiers.services import Ask
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre, Department
from tests.cast import AN, NOW, mandate
from tests.web.html import assert_sound
from tests.web.matrix import pages
from tests.web.matrix_rules import PAGES

RESIDENCE = "1.004194"
TEN = 10
OWN_ROOM = "partner:"


def test_ten_dossiers_cross_the_partners_own_sign_in(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: Callable[[Mandate], Client],
) -> None:
    came = [receive(RESIDENCE) for _ in range(TEN)]
    browser = signed_in(mandate("congan"))

    with time_machine.travel(NOW + timedelta(hours=1), tick=False) as clock:
        for number, dossier in enumerate(came):
            task = AgencyTask.objects.get(centre=town, dossier=dossier)
            there = reverse("partner:task", args=[task.id])
            assert str(task.id) in browser.get("/partner/").content.decode()
            shown = assert_sound(browser.get(there))
            assert AN.personal_id not in shown
            missing = {"came": "missing", "missing": "Tờ khai"}
            came_whole = {"came": "whole"}
            browser.post(f"{there}receipt/", missing if number == 0 else came_whole)
            clock.shift(timedelta(minutes=5))
            done = browser.post(f"{there}answer/", {"answer": "Đủ điều kiện"})
            assert done.status_code == 302

    for dossier in came:
        dossier.refresh_from_db()
    handed = HandOver.objects.filter(centre=town, dossier__in=came)
    acts = Line.objects.filter(
        centre_id=town.id, subject_id__in=[d.id for d in came], actor="congan"
    )
    counts = Counter(acts.values_list("verb", flat=True))
    print(f"\ndossiers {TEN}, hand-overs {handed.count()}, acts {dict(counts)}")
    assert {dossier.holder_role for dossier in came} == {"vice_chairman"}
    assert counts == {"receive_task": TEN, "answer_task": TEN}
    assert handed.filter(received_at=None).count() == 0
    assert [row.missing for row in handed if row.missing] == ["Tờ khai"]


def test_the_partner_sees_nothing_else(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: Callable[[Mandate], Client],
    director_khanh: Mandate,
) -> None:
    dossier = receive()
    (secret,) = services.ask_agencies(
        centre=town,
        code=dossier.code,
        asks=[Ask(Department.objects.get(centre=town, code="TYT"), "Bệnh gì?")],
        medium="electronic",
        by=director_khanh,
        at=NOW,
    )
    browser = signed_in(mandate("congan"))
    answers: Counter[int] = Counter()
    told: list[str] = []

    with time_machine.travel(NOW, tick=False):
        for address in _every_address(dossier, secret.id):
            for method in (browser.get, browser.post):
                answer = method(address)
                answers[answer.status_code] += 1
                text = b"".join(answer) if answer.streaming else answer.content
                if answer.status_code < 400 or AN.full_name in text.decode():
                    told.append(address)

    print(f"\naddresses × methods {sum(answers.values())}: {dict(answers)}")
    assert told == []
    # Its own verbs know one method; that they have no other tells nothing.
    assert set(answers) == {404, 405}
    assert answers[405] == 4
    assert answers[404] > 100


def asked(dossier: Dossier, by: Mandate, agency: str, medium: str) -> AgencyTask:
    """One agency is asked about the dossier."""
    unit = Department.objects.get(centre_id=dossier.centre_id, code=agency)
    (task,) = services.ask_agencies(
        centre=dossier.centre,
        code=dossier.code,
        asks=[Ask(unit, "Có vướng mắc gì?")],
        medium=medium,
        by=by,
        at=NOW,
    )
    return task


def test_who_gets_a_question_without_papers_is_not_asked_about_papers(
    dossier: Dossier,
    signed_in: Callable[[Mandate], Client],
    director_khanh: Mandate,
) -> None:
    task = asked(dossier, director_khanh, "CA", "electronic")
    there = reverse("partner:task", args=[task.id])
    browser = signed_in(mandate("congan"))

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        page = assert_sound(browser.get(there))
        done = browser.post(f"{there}receipt/", {}, follow=True).content.decode()

    task.refresh_from_db()
    assert "Xác nhận đã nhận" in page
    assert "Cơ quan của Ông/Bà chủ trì" in page
    assert "Còn thiếu" not in page
    assert "Thiếu giấy nào?" not in page
    assert task.state == AgencyTask.State.RECEIVED
    assert "Đã xác nhận nhận việc." in done


def test_who_gets_papers_names_the_missing_one_and_is_told_so_beforehand(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: Callable[[Mandate], Client],
) -> None:
    task = AgencyTask.objects.get(centre=town, dossier=receive(RESIDENCE))
    there = reverse("partner:task", args=[task.id])
    browser = signed_in(mandate("congan"))

    page = assert_sound(browser.get(there))
    bare = browser.post(f"{there}receipt/", {"came": "missing", "missing": ""})

    label = re.search(r"<label[^>]*>\s*Thiếu giấy nào\?(.*?)</label>", page, re.DOTALL)
    assert label is not None
    assert "bắt buộc khi còn thiếu" in label[1]
    assert "không bắt buộc" not in label[1]
    assert bare.status_code == 422
    assert "Ghi tên giấy còn thiếu." in bare.content.decode()


def test_signing_in_leads_a_partner_to_its_own_pages(town: Centre) -> None:
    browser = Client()

    answer = browser.post(
        "/desk/sign-in/", {"username": "tramyte", "password": "mot-cua-demo"}
    )

    assert answer["Location"] == "/partner/"
    assert "Trạm Y tế" in assert_sound(browser.get("/partner/"))


def _every_address(dossier: Dossier, task_id: UUID) -> list[str]:
    """Every page that is not public, and the pages of another agency's task."""
    known = {
        "code": dossier.code,
        "task_id": task_id,
        "form": "01",
        "number": 1,
        "agency": "CA",
        "day": "2027-01-01",
    }
    found = []
    for name in sorted(pages()):
        rules = PAGES[name]
        rule = rules[0] if isinstance(rules, tuple) else rules
        is_own = name.startswith(OWN_ROOM) and rule.about != "task"
        if rule.is_public or is_own:
            continue
        given = {key: value for key, value in rule.given.items() if key != "?"}
        names = _names_in(name)
        values = {key: known.get(key, task_id) for key in names} | given
        found.append(reverse(name, kwargs=values))
    return found


def _names_in(name: str) -> set[str]:
    """What the address of this page holds."""
    inner = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        inner = inner.namespace_dict[space][1]
    (route,) = [p for p in inner.url_patterns if getattr(p, "name", "") == last]
    return set(re.findall(r"<(?:\w+:)?(\w+)>", str(route.pattern)))
