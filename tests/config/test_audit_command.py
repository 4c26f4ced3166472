"""`motcua audit verify` names the first row that is not as it was written."""

import json

import pytest

from motcua.config.cli.__main__ import main
from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line
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
