"""Files of papers: attached, replaced, taken off, given back, and never without a trace."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import (
    DossierClosed,
    NotYourStep,
    StaleDossier,
    UnknownFile,
    UnknownPaper,
)
from motcua.dossiers.models import Dossier, Paper, PaperFile
from motcua.dossiers.services import Upload, handing
from motcua.dossiers.services.paper_files import label_of
from motcua.foundation.files import decoding
from motcua.foundation.files import services as files
from motcua.foundation.files.models import StoredFile
from motcua.foundation.files.storage import papers
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers.conftest import ask, bring, verbs_of
from tests.foundation.files.clamd_server import clamd
from tests.foundation.files.corpus.samples import blank_pdf, jpeg, saved


@pytest.fixture(autouse=True, scope="module")
def no_decoder_stays() -> Iterator[None]:
    """The decoder that waits for the next file goes home with the tests."""
    yield
    decoding.stand.clear()


def a_photo(centre: Centre, seed: int = 1, name: str = "Ảnh.jpg") -> Upload:
    """A photo, checked and stowed."""
    return services.take_in(centre, name, jpeg(random.Random(seed)), at=NOW)


@pytest.fixture
def attach(
    town: Centre, dossier: Dossier, reception_mai: Mandate
) -> Callable[..., PaperFile]:
    """Mai attaches a photo to the first paper."""

    def once(seed: int = 1, **changes: Any) -> PaperFile:
        given: dict[str, Any] = {"paper": 1, "by": reception_mai, "at": NOW} | changes
        upload = given.pop("upload", None) or a_photo(town, seed)
        return services.attach_file(
            centre=town, code=dossier.code, upload=upload, **given
        )

    return once


def papers_of(dossier: Dossier) -> list[Paper]:
    return list(Paper.objects.filter(centre=dossier.centre, dossier=dossier))


def test_a_file_belongs_to_its_paper_with_its_name_and_pages(
    town: Centre, dossier: Dossier, attach: Callable[..., PaperFile]
) -> None:
    pdf = services.take_in(town, "giấy khai sinh.pdf", saved(blank_pdf(3)), at=NOW)

    attached = attach(upload=pdf)

    dossier.refresh_from_db()
    assert (attached.label, attached.pages) == ("giấy khai sinh.pdf", 3)
    assert files.read(attached.file).startswith(b"%PDF-")
    assert verbs_of(dossier)[-1] == "attach_file"
    assert dossier.revision == 2


def test_the_same_file_sent_twice_is_one_file(
    dossier: Dossier, attach: Callable[..., PaperFile]
) -> None:
    first, second = attach(), attach()

    assert first == second
    assert verbs_of(dossier).count("attach_file") == 1


def test_one_content_in_two_papers_is_stored_once(
    town: Centre, attach: Callable[..., PaperFile]
) -> None:
    attach()
    attach(paper=None)

    assert PaperFile.objects.filter(centre=town).count() == 2
    assert StoredFile.objects.filter(centre_id=town.id).count() == 1


def test_a_paper_the_checklist_does_not_name_gets_a_row_of_its_own(
    dossier: Dossier, attach: Callable[..., PaperFile]
) -> None:
    attach(paper=None, seed=1)
    attach(paper=None, seed=2)

    last = papers_of(dossier)[-1]
    assert (last.name, last.kind, last.is_present) == (
        "Giấy tờ khác",
        "electronic",
        True,
    )
    assert last.files.filter(centre_id=last.centre_id).count() == 2


def test_an_electronic_paper_without_a_file_is_not_there(
    town: Centre,
    dossier: Dossier,
    reception_mai: Mandate,
    attach: Callable[..., PaperFile],
) -> None:
    attached = attach(paper=None)

    services.remove_file(
        centre=town, code=dossier.code, file_id=attached.id, by=reception_mai, at=NOW
    )

    assert not papers_of(dossier)[-1].is_present
    assert verbs_of(dossier)[-1] == "remove_file"


def test_a_replaced_file_leaves_the_list_and_names_its_successor(
    town: Centre, attach: Callable[..., PaperFile]
) -> None:
    old = attach(seed=1)

    new = attach(seed=2, replaces=old.id)

    old.refresh_from_db()
    assert old.replaced_by == new
    live = PaperFile.objects.filter(centre=town, removed_at=None)
    assert list(live) == [new]


def test_what_was_taken_off_cannot_be_taken_off_again(
    town: Centre,
    dossier: Dossier,
    reception_mai: Mandate,
    attach: Callable[..., PaperFile],
) -> None:
    act: Any = {"centre": town, "code": dossier.code, "by": reception_mai, "at": NOW}
    file_id = attach().id
    services.remove_file(file_id=file_id, **act)

    with pytest.raises(UnknownFile):
        services.remove_file(file_id=file_id, **act)


def test_only_reception_and_the_holder_add_files(
    attach: Callable[..., PaperFile],
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    stranger: Mandate,
) -> None:
    attach(by=civil_status_linh)

    for other in (leader_hung, stranger):
        with pytest.raises(NotYourStep):
            attach(by=other, seed=2)


def test_nothing_is_added_after_the_end(
    town: Centre,
    ready: Dossier,
    reception_mai: Mandate,
    attach: Callable[..., PaperFile],
) -> None:
    services.return_result(
        centre=town,
        code=ready.code,
        to="Bùi Thị An",
        exit_by="counter",
        visit=None,
        by=reception_mai,
        at=NOW,
    )

    with pytest.raises(DossierClosed):
        attach()


def test_a_paper_that_does_not_exist_and_an_old_page_are_refused(
    dossier: Dossier, attach: Callable[..., PaperFile]
) -> None:
    with pytest.raises(UnknownPaper):
        attach(paper=99)
    with pytest.raises(StaleDossier):
        attach(revision=dossier.revision - 1)
    assert "attach_file" not in verbs_of(dossier)


def test_originals_go_back_once(
    town: Centre, dossier: Dossier, reception_mai: Mandate
) -> None:
    later = NOW + timedelta(days=1)
    act: Any = {"centre": town, "code": dossier.code, "by": reception_mai, "at": later}

    services.give_back_papers(papers=[1], **act)

    assert papers_of(dossier)[0].returned_at == later
    assert verbs_of(dossier)[-1] == "give_back_papers"
    with pytest.raises(UnknownPaper):
        services.give_back_papers(papers=[1], **act)


def test_an_original_brought_again_is_given_back_again(
    town: Centre,
    dossier: Dossier,
    reception_mai: Mandate,
    civil_status_linh: Mandate,
) -> None:
    later = NOW + timedelta(days=1)
    act: Any = {"centre": town, "code": dossier.code, "by": reception_mai, "at": later}
    services.give_back_papers(papers=[1], **act)

    ask(town, dossier, civil_status_linh, at=later)
    bring(town, dossier, reception_mai, at=later)

    paper = papers_of(dossier)[0]
    assert paper in handing.owed_papers(dossier)
    services.give_back_papers(papers=[1], **act)
    assert paper not in handing.owed_papers(dossier)
    assert verbs_of(dossier).count("give_back_papers") == 2


def test_a_stranger_gives_nothing_back(
    town: Centre, dossier: Dossier, stranger: Mandate, clerk_thu: Mandate
) -> None:
    for other in (stranger, clerk_thu):
        with pytest.raises(NotYourStep):
            services.give_back_papers(
                centre=town, code=dossier.code, papers=[1], by=other, at=NOW
            )


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\giấy\\khai sinh.pdf", "khai sinh.pdf"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        ("\r\nX: y.pdf", "X: y.pdf"),
        ("", "tệp"),
    ],
)
def test_a_name_is_shown_without_its_tricks(sent: str, shown: str) -> None:
    assert label_of(sent) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = label_of("giấy " * 100 + ".pdf")

    assert len(shown) <= 120
    assert shown.endswith("….pdf")


def test_a_file_in_quarantine_does_not_bring_a_missing_paper(
    town: Centre, dossier: Dossier, attach: Callable[..., PaperFile]
) -> None:
    checked = files.look_into("a.jpg", jpeg(random.Random(7)))
    waiting = files.stow(town.id, replace(checked, scanned_by=None), at=NOW)

    attached = attach(paper=None, upload=Upload("a.jpg", waiting))

    assert attached.file.status == StoredFile.Status.QUARANTINED
    assert not papers_of(dossier)[-1].is_present

    assert services.scan_waiting_files(centre_id=town.id, at=NOW) == 1
    attached.file.refresh_from_db()
    assert attached.file.is_clean
    assert papers_of(dossier)[-1].is_present
    assert verbs_of(dossier)[-1] == "scan_file"


@pytest.fixture
def waiting(town: Centre, attach: Callable[..., PaperFile]) -> list[StoredFile]:
    """Three photos that came while the scanner was down, the longest first."""
    photos = [files.look_into("a.jpg", jpeg(random.Random(seed))) for seed in range(3)]
    photos.sort(key=lambda photo: len(photo.sound.content), reverse=True)
    kept = []
    for minute, photo in enumerate(photos):
        unseen = replace(photo, scanned_by=None)
        stowed = files.stow(town.id, unseen, at=NOW + timedelta(minutes=minute))
        kept.append(attach(paper=None, upload=Upload("a.jpg", stowed)).file)
    return kept


def states_of(files: list[StoredFile]) -> list[str]:
    for file in files:
        file.refresh_from_db()
    return [file.status for file in files]


def test_a_file_that_is_gone_keeps_no_other_in_quarantine(
    town: Centre, waiting: list[StoredFile]
) -> None:
    papers().delete(waiting[0].storage_key)

    assert services.scan_waiting_files(centre_id=town.id, at=NOW) == 2

    assert states_of(waiting) == ["quarantined", "clean", "clean"]


def test_a_file_too_long_for_the_scanner_keeps_no_other_in_quarantine(
    town: Centre, waiting: list[StoredFile], settings: Any
) -> None:
    with clamd() as server:
        settings.CLAMD = server.address
        server.longest = waiting[0].size - 1
        settled = services.scan_waiting_files(centre_id=town.id, at=NOW)
        server.longest = waiting[0].size
        again = services.scan_waiting_files(centre_id=town.id, at=NOW)

    assert (settled, again) == (2, 1)
    assert states_of(waiting) == ["clean"] * 3


def test_while_the_scanner_is_down_nothing_changes(
    town: Centre, waiting: list[StoredFile], settings: Any
) -> None:
    with clamd() as server:
        settings.CLAMD = server.address

    assert services.scan_waiting_files(centre_id=town.id, at=NOW) == 0

    assert states_of(waiting) == ["quarantined"] * 3
