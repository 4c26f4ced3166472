"""The office sees how messages go and what they say."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.notifications import services
from motcua.notifications.ports import Letter, MailDown, MailRefused
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.notifications.conftest import AN_BY_MAIL, deliver

SignIn = Callable[[Mandate], Client]


class Refuses:
    """A server that knows no such address, or is down."""

    def __init__(self, error: type[Exception]) -> None:
        self.error = error

    def send(self, letter: Letter) -> str:
        raise self.error("550 no such mailbox")


def text_of(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_failures_are_listed_with_their_reason_and_can_be_sent_again(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: SignIn,
    admin_quan: Mandate,
    time_machine: Any,
) -> None:
    time_machine.move_to(NOW, tick=False)
    dossier = receive(submitter=AN_BY_MAIL)
    deliver()
    services.send_due(centre=town, mailer=Refuses(MailRefused), at=NOW)
    office = signed_in(admin_quan)

    shown = text_of(office, "/office/messages/")

    assert dossier.code in shown
    assert "Địa chỉ không nhận được thư" in shown
    address = shown.split('/retry/"')[0].rsplit('"', 1)[1] + "/retry/"
    office.post(address)
    assert "Bảy ngày qua không có thư nào hỏng" in text_of(office, "/office/messages/")


def test_a_server_that_is_down_is_told_with_the_length_of_the_queue(
    town: Centre,
    receive: Callable[..., Dossier],
    signed_in: SignIn,
    admin_quan: Mandate,
    time_machine: Any,
) -> None:
    time_machine.move_to(NOW, tick=False)
    receive(submitter=AN_BY_MAIL)
    deliver()
    services.send_due(centre=town, mailer=Refuses(MailDown), at=NOW)

    shown = text_of(signed_in(admin_quan), "/office/messages/")

    assert "Máy chủ thư không trả lời" in shown
    assert "1 thư đang chờ" in shown


def test_every_template_is_shown_filled_and_marked(
    town: Centre, signed_in: SignIn, admin_quan: Mandate
) -> None:
    shown = text_of(signed_in(admin_quan), "/office/messages/templates/")

    assert shown.count("Lời soạn sẵn, Trung tâm chưa duyệt") == 20
    assert "{" not in shown.split("<main", 1)[1].split("</main", 1)[0]


def test_the_demo_inbox_shows_also_who_has_no_e_mail(
    dossier: Dossier, town: Centre, client: Client
) -> None:
    Centre.objects.filter(id=town.id).update(host="testserver")
    deliver()

    shown = text_of(client, "/hop-thu-thu-nghiem/")

    assert f"Đã tiếp nhận hồ sơ {dossier.code}" in shown
    assert "Không có địa chỉ" in shown


def test_a_real_centre_has_no_demo_inbox(
    town: Centre, client: Client, settings: Any
) -> None:
    Centre.objects.filter(id=town.id).update(host="testserver")
    settings.DEMO = False

    assert client.get("/hop-thu-thu-nghiem/").status_code == 404
