"""How people and their keyboards change what they mean to type."""

_TO_WIDE = {ord(digit): ord(digit) - ord("0") + 0xFF10 for digit in "0123456789"}


def wide(digits: str) -> str:
    """Return the digits as an Asian keyboard types them."""
    return digits.translate(_TO_WIDE)
