"""IDM-1: one key, many senders at the same moment, one dossier."""

import pytest

from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line
from motcua.journeys import intake
from motcua.ward.models import Centre
from tests.cast import NOW, intake_of, mandate
from tests.rivals import together

SENDERS = 64


@pytest.mark.proof
def test_sixty_four_senders_of_one_key_get_one_dossier(living_town: Centre) -> None:
    officer, whole = mandate("tiepnhan"), intake_of(living_town)
    rounds = 5

    def sixty_four(key: str) -> list[tuple[Dossier, bool]]:
        return together(SENDERS, lambda _: send(key))

    def send(key: str) -> tuple[Dossier, bool]:
        return intake.receive(
            centre=living_town,
            intake=whole,
            by=officer,
            at=NOW,
            key=key,
            caller="storm",
        )

    for number in range(rounds):
        results = sixty_four(f"round-{number}")
        assert len({dossier.code for dossier, _ in results}) == 1
        assert [is_new for _, is_new in results].count(True) == 1

    made = Dossier.objects.filter(centre=living_town).count()
    lines = Line.objects.filter(centre_id=living_town.id, verb="receive").count()
    print(f"one key × {SENDERS} senders × {rounds}: dossiers {made}, audit {lines}")
    assert (made, lines) == (rounds, rounds)
