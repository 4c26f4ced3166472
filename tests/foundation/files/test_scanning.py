"""FIL-3: viruses are found, and a scanner that is down lets nothing through."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.foundation.files import decoding, services
from motcua.foundation.files.clamd import Clamd, NotAnAddress
from motcua.foundation.files.decoder.verdict import EICAR, Reason, Refused
from motcua.foundation.files.models import StoredFile
from motcua.foundation.files.scanner import ScannerUnavailable
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import unit_of_work
from tests.cast import NOW
from tests.foundation.files.clamd_server import ClamdServer, clamd
from tests.foundation.files.corpus.samples import jpeg

DATA = jpeg(random.Random(3))
FAILURES = ["hang", "cut", "garbage", "limit", "half"]


@pytest.fixture
def server(settings: Any) -> Iterator[ClamdServer]:
    """A scanner that is set and runs."""
    with clamd() as running:
        settings.CLAMD = running.address
        yield running
    decoding.stand.clear()


def kept() -> StoredFile:
    """A photo taken in while the scanner is as it is."""
    stowed = services.stow(new_id(), services.look_into("a.jpg", DATA), at=NOW)
    with unit_of_work():
        return services.keep(stowed)


def test_the_scanner_gets_the_bytes_as_they_were_sent(server: ClamdServer) -> None:
    checked = services.look_into("a.jpg", DATA)

    assert server.received == [DATA]
    assert checked.scanned_by == "clamd"


def test_a_virus_is_found_by_the_scanner(tmp_path: Path) -> None:
    with clamd(tmp_path) as server:
        finding = Clamd(server.address).scan(b"words " * 100_000 + EICAR)

    assert finding.virus == "Win.Test.EICAR_HDB-1"


def test_the_test_virus_is_found_without_any_scanner(settings: Any) -> None:
    settings.CLAMD = ""

    with pytest.raises(Refused) as refusal:
        services.look_into("a.jpg", DATA + EICAR)

    assert refusal.value.reason is Reason.VIRUS


@pytest.mark.parametrize("mode", FAILURES)
def test_whatever_is_unclear_is_no_clean_bill(mode: str) -> None:
    with clamd() as server:
        server.mode = mode
        with pytest.raises(ScannerUnavailable):
            Clamd(server.address, patience=0.5).scan(DATA)


def test_nobody_listening_is_a_scanner_that_is_down(tmp_path: Path) -> None:
    with clamd() as server:
        gone = server.address
    for address in (gone, f"unix:{tmp_path}/none.sock"):
        with pytest.raises(ScannerUnavailable):
            Clamd(address, patience=0.5).scan(DATA)


def test_a_misspelt_address_is_said_at_once() -> None:
    with pytest.raises(NotAnAddress):
        Clamd("clamd").scan(DATA)


@pytest.mark.django_db
def test_while_the_scanner_is_down_files_wait_in_quarantine(
    server: ClamdServer,
) -> None:
    server.mode = "cut"

    file = kept()

    assert file.status == StoredFile.Status.QUARANTINED
    assert file.scanned_at is None


@pytest.mark.django_db
def test_a_virus_found_later_loses_its_bytes(server: ClamdServer) -> None:
    server.mode = "cut"
    file = kept()
    server.mode = "scan"

    finding, by = services.scan_again(file)
    with unit_of_work():
        services.settle(file, type(finding)("Bad"), by, at=NOW)

    file.refresh_from_db()
    assert (file.status, file.finding) == (StoredFile.Status.REFUSED, "Bad")
    assert file.storage_key == file.key == ""
