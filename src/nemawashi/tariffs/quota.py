"""Tariff quotas: a volume at one duty, the rest at another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.sources import Certainty

__all__ = ["Quota", "QuotaVolume", "share_within"]


@dataclass(frozen=True, slots=True)
class QuotaVolume:
    """The volume of a period that starts on ``since``."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    since: date
    volume: Decimal
    act: str
    pinpoint: str
    until: date | None = None
    known: date | None = None
    certainty: Certainty = "A"
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Quota:
    """Volume by period, unit, how it is given out, and what may be carried over."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    label: Text
    importer: str
    unit: str
    period: Literal["calendar year", "fiscal year from April", "quarter", "once"]
    allocation: Literal["first come", "licence", "state trade", "auction"]
    volume: tuple[QuotaVolume, ...]
    carry_over: tuple[tuple[int, int], ...] = ()
    """Pairs (from, to) of periods within a year: unused volume of one is added to the other."""
    parent: str = ""
    """A quota of which this one is a part: table rice within minimum access."""
    presumed: str = ""
    """Share of a shipment taken to fall within, where nobody answers."""
    because: str = ""
    note: str = ""
    where: str = field(default="", compare=False)

    def open_on(self, on: date, known: date) -> Decimal | None:
        """The volume of the period in which ``on`` lies, as known; None where no volume is known."""
        fitting = [
            row for row in self.volume if row.since <= on and (row.until is None or on < row.until) and (row.known or row.since) <= known
        ]
        return max(fitting, key=lambda row: (row.since, row.known or row.since)).volume if fitting else None

    def volumes_with_carry_over(self, volume: Decimal, used: Sequence[Decimal]) -> tuple[Decimal, ...]:
        """Volume of each period of a year after carry-over, given what was used in the earlier ones."""
        granted = [volume] * max(4 if self.period == "quarter" else 1, len(used))
        for source, target in self.carry_over:
            if source <= len(used) and target <= len(granted):
                granted[target - 1] += max(Decimal(0), granted[source - 1] - used[source - 1])
        return tuple(granted)


def share_within(volume: Decimal, used: Decimal, quantity: Decimal) -> Decimal:
    """The share of a shipment that still fits: min(quantity, volume − used) ÷ quantity, first come first served."""
    if quantity <= 0:
        return Decimal(1) if used < volume else Decimal(0)
    return min(quantity, max(Decimal(0), volume - used)) / quantity
