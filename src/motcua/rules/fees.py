"""What a person pays, and why not: fee × channel × category × day.

Amounts are whole đồng. A fee that the province has not set, or that we have not found,
is unknown and stays visible as unknown: it is never taken for nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class PageScale:
    """A price per copy that depends on its pages, with a greatest amount."""

    first_pages: int
    per_first_page: int
    per_further_page: int
    greatest: int

    def price(self, pages: int) -> int:
        """Return the price of one copy of so many pages."""
        first = min(pages, self.first_pages)
        further = pages - first
        plain = first * self.per_first_page + further * self.per_further_page
        return min(plain, self.greatest)


CERTIFIED_COPY: Final = PageScale(
    first_pages=2, per_first_page=2_000, per_further_page=1_000, greatest=200_000
)
"""Copies certified from the original, TT 226/2016/TT-BTC art. 4."""


@dataclass(frozen=True)
class FeeRule:
    """One edition of a fee: its price through one channel (or any) from a day on.

    Rules with the same `code` are editions of one fee; at most one is charged.
    """

    code: str
    name: str
    unit: str
    amount: int | None
    source: str
    channel: str | None = None
    from_on: date = date.min
    until_on: date = date.max
    by_pages: PageScale | None = None
    usual_quantity: int = 1
    """0 for what is charged only when it is asked for, such as an extra copy."""

    def unit_price(self, pages: int) -> int | None:
        """Return the price of one unit; None when it is not known."""
        return self.by_pages.price(pages) if self.by_pages else self.amount


@dataclass(frozen=True)
class Exemption:
    """Who pays less, through which channel and when; an empty set means all."""

    reason: str
    source: str
    fees: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    from_on: date = date.min
    until_on: date = date.max
    percent: int = 100

    def covers(
        self, fee: str, *, person_categories: Collection[str], channel: str, on: date
    ) -> bool:
        """Say whether it applies to this fee, person, channel and day."""
        return (
            (not self.fees or fee in self.fees)
            and (
                not self.categories or not self.categories.isdisjoint(person_categories)
            )
            and (not self.channels or channel in self.channels)
            and self.from_on <= on <= self.until_on
        )


@dataclass(frozen=True)
class FeeLine:
    """One line of the receipt; `amount` is None when the price is not known."""

    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int | None
    amount: int | None
    source: str
    exempt_because: str = ""
    exempt_source: str = ""


def assess(
    rules: Iterable[FeeRule],
    exemptions: Collection[Exemption],
    *,
    person_categories: Collection[str],
    channel: str,
    on: date,
    quantities: Mapping[str, int] | None = None,
    pages: int = 1,
) -> tuple[FeeLine, ...]:
    """Return what is to be paid, a line per fee, in the order of the rules.

    `quantities` names fees by code; the others take their usual quantity, and a fee
    of quantity 0 has no line. A fee that has begun but has no edition for this
    channel and day gives an unknown line.
    """
    asked = quantities or {}
    if pages < 1 or any(quantity < 0 for quantity in asked.values()):
        raise ValueError("pages count from one and quantities from zero")

    lines = []
    for editions in _by_code(rule for rule in rules if rule.from_on <= on):
        rule = _edition(editions, channel=channel, on=on)
        quantity = asked.get(rule.code, rule.usual_quantity)
        if quantity:
            chosen = _most_generous(
                exemption
                for exemption in exemptions
                if exemption.covers(
                    rule.code,
                    person_categories=person_categories,
                    channel=channel,
                    on=on,
                )
            )
            lines.append(_line(rule, chosen, quantity=quantity, pages=pages))
    return tuple(lines)


def total(lines: Iterable[FeeLine]) -> int | None:
    """Return the sum to pay; None as soon as one line is unknown."""
    amounts = [line.amount for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _by_code(rules: Iterable[FeeRule]) -> Iterable[list[FeeRule]]:
    fees: dict[str, list[FeeRule]] = {}
    for rule in rules:
        fees.setdefault(rule.code, []).append(rule)
    return fees.values()


def _edition(editions: list[FeeRule], *, channel: str, on: date) -> FeeRule:
    """Return the edition in force; own channel first, then the newest."""
    in_force = [
        rule
        for rule in editions
        if rule.channel in {None, channel} and on <= rule.until_on
    ]
    if in_force:
        return max(in_force, key=lambda rule: (rule.channel == channel, rule.from_on))
    newest = max(editions, key=lambda rule: rule.from_on)
    return FeeRule(
        code=newest.code,
        name=newest.name,
        unit=newest.unit,
        amount=None,
        source="",
        usual_quantity=newest.usual_quantity,
    )


def _most_generous(exemptions: Iterable[Exemption]) -> Exemption | None:
    return max(exemptions, key=lambda exemption: exemption.percent, default=None)


def _line(
    rule: FeeRule, exemption: Exemption | None, *, quantity: int, pages: int
) -> FeeLine:
    price = rule.unit_price(pages)
    if price == 0:
        exemption = None  # Nobody is exempt from a fee that is free for all.
    return FeeLine(
        code=rule.code,
        name=rule.name,
        unit=rule.unit,
        quantity=quantity,
        unit_price=price,
        amount=_to_pay(price, exemption, quantity),
        source=rule.source,
        exempt_because=exemption.reason if exemption else "",
        exempt_source=exemption.source if exemption else "",
    )


def _to_pay(
    price: int | None, exemption: Exemption | None, quantity: int
) -> int | None:
    """Unknown stays unknown, unless nothing is to be paid whatever the price is."""
    paid_percent = 100 - exemption.percent if exemption else 100
    if paid_percent == 0:
        return 0
    # A part of a đồng is never asked for.
    return None if price is None else price * quantity * paid_percent // 100
