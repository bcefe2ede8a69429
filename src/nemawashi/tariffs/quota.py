"""Tariff quotas: a volume at one duty, the rest at another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.sources import Certainty

__all__ = ["Quota", "QuotaUse", "QuotaVolume", "share_within"]

APRIL = 4


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
    period: Literal["", "calendar year", "fiscal year from April", "quarter", "once"] = ""
    """The period of this volume, where it is not the quota's: the rest of a first year in one."""
    certainty: Certainty = "A"
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """How much of a period's volume had been imported by the close of a day, as a customs bulletin tells it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    on: date
    volume: Decimal
    """Cumulative from the start of the period, in the quota's unit."""
    act: str
    pinpoint: str
    known: date | None = None
    """First day on which it could be read; the day after unless stated."""
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
    used: tuple[QuotaUse, ...] = ()
    """What bulletins told of its use; an entry is held against the last one before it."""
    carry_over: tuple[tuple[int, int], ...] = ()
    """Pairs (from, to) of periods within a year: unused volume of one is added to the other."""
    parent: str = ""
    """A quota of which this one is a part: table rice within minimum access."""
    presumed: str = ""
    """Share of a shipment taken to fall within, where nobody answers."""
    because: str = ""
    note: str = ""
    where: str = field(default="", compare=False)

    def row_on(self, on: date, known: date) -> QuotaVolume | None:
        """The volume that speaks on a day, as known; None where none is known."""
        fitting = [
            row for row in self.volume if row.since <= on and (row.until is None or on < row.until) and (row.known or row.since) <= known
        ]
        return max(fitting, key=lambda row: (row.since, row.known or row.since), default=None)

    def open_on(self, on: date, known: date) -> Decimal | None:
        """The volume of the period in which ``on`` lies, as known; None where no volume is known."""
        row = self.row_on(on, known)
        return row.volume if row is not None else None

    def start_of(self, on: date, row: QuotaVolume) -> date:
        """First day of the period of ``row`` that holds ``on``: quarters count from January; no period starts before its volume does."""
        period = row.period or self.period
        if period == "once":
            return row.since
        if period == "fiscal year from April":
            start = date(on.year if on.month >= APRIL else on.year - 1, APRIL, 1)
        else:
            start = date(on.year, on.month - (on.month - 1) % 3 if period == "quarter" else 1, 1)
        return max(start, row.since)

    def used_before(self, on: date, known: date) -> QuotaUse | None:
        """The last bulletin of the period of ``on`` about a day before it, as known; None where none is held."""
        row = self.row_on(on, known)
        if row is None:
            return None
        start = self.start_of(on, row)
        fitting = [use for use in self.used if start <= use.on < on and (use.known or use.on + timedelta(1)) <= known]
        return max(fitting, key=lambda use: (use.on, use.known or use.on), default=None)

    def carried(self, on: date, row: QuotaVolume) -> Decimal:
        """The most that earlier quarters of the year can have left to the one of ``on``; quarters before this volume leave nothing."""
        if (row.period or self.period) != "quarter":
            return Decimal(0)
        number = (on.month - 1) // 3 + 1
        sources = [source for source, target in self.carry_over if target == number]
        return row.volume * sum(date(on.year, 3 * source - 2, 1) >= row.since for source in sources)

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
