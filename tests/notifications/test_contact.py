"""Every letter says where to ask, whatever the centre told of itself."""

import pytest

from motcua.notifications.templates import contact_of


@pytest.mark.parametrize(
    ("phone", "address", "language", "said"),
    [
        (
            "0218 1",
            "Số 1 Cù Chính Lan",
            "vi",
            "0218 1 hoặc tại quầy, Số 1 Cù Chính Lan",
        ),
        ("0218 1", "", "vi", "0218 1 hoặc tại quầy"),
        ("", "Số 1", "en", "at the counter, Số 1"),
        ("", "", "vi", "tại quầy"),
    ],
)
def test_no_letter_has_a_hole(
    phone: str, address: str, language: str, said: str
) -> None:
    assert contact_of(phone, address, language) == said
