"""`motcua audit verify` names the first row that is not as it was written."""

import json

import pytest

from motcua.config.cli.__main__ import main
from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line, Seal, SealedLine
from motcua.foundation.audit.selectors import verify
from motcua.ward.models import Centre


def test_an_untouched_chain_is_intact(
    capsys: pytest.CaptureFixture[str], dossier: Dossier
) -> None:
    assert main(["audit", "seal"]) == 0
    assert main(["audit", "verify"]) == 0

    assert "nguyên vẹn" in capsys.readouterr().out


def test_a_tampered_row_is_named(
    capsys: pytest.CaptureFixture[str], town: Centre, dossier: Dossier
) -> None:
    main(["audit", "seal"])
    line = Line.objects.get(subject_id=dossier.id, verb="receive")
    Line.objects.filter(id=line.id).update(actor="somebody.else")
    capsys.readouterr()

    assert main(["audit", "verify", "--json"]) == 1

    answer = json.loads(capsys.readouterr().out)
    found = next(c for c in answer["centres"] if c["centre"] == town.slug)
    assert found["row"] == str(line.id)
    assert found["fault"] == "line changed"


def test_a_printed_head_is_found_again(
    capsys: pytest.CaptureFixture[str], town: Centre, dossier: Dossier
) -> None:
    main(["audit", "seal"])
    printed = verify(town.id).head
    capsys.readouterr()

    assert main(["audit", "verify", "--head", printed, "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["head_found"] is True


def test_a_printed_head_is_missed_when_the_tail_was_cut(
    capsys: pytest.CaptureFixture[str], town: Centre, dossier: Dossier
) -> None:
    main(["audit", "seal"])
    printed = verify(town.id).head
    for table in (SealedLine, Seal, Line):
        table.objects.filter(centre_id=town.id).delete()
    capsys.readouterr()

    assert main(["audit", "verify"]) == 0
    assert main(["audit", "verify", "--head", printed]) == 1

    assert printed in capsys.readouterr().out
