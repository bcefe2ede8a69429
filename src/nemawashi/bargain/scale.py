"""Payoffs as int64 ticks, exactly wherever the numbers allow it.

Every table is shifted to start at zero; a party's payoff is  u_p = offset_p + tick_p · Σ ticks.  By default the tick divides all values and the
rounding bound is 0: int64 when the common denominator fits into 61 bits, Python integers in object arrays when it does not. When a
resolution is asked for, a party's range is cut into that many ticks and each table entry is off by at most half a tick:
|u − û| ≤ ½ · tick · (number of tables).

Caps become further coordinates (credit left = largest cost − cost, to be kept large) and are always exact.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.rules import Cap
from nemawashi.errors import Fault, Refused

__all__ = ["FINE", "TICKS", "Ints", "Scale", "scale"]

Ints = npt.NDArray[np.int64]
"""Integer arrays; of dtype object where the integers are too long for 64 bits."""

FINE = 10**9
"""Ticks a party where exact integers are too long for 64 bits and the points too many for Python's."""
TICKS = 100_000
"""Ticks a party where finer ones lead to too many points."""
LARGEST = 2**61


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """A domain in integers. Axes: coordinate (parties, then caps) × option; coordinates are to be made large."""

    single: tuple[Ints, ...]
    """One array (coordinate, option) an issue."""
    pairs: tuple[tuple[int, int, Ints], ...]
    """(i, j, array (coordinate, option of i, option of j)), i and j the positions of the issues."""
    parties: int
    least: Ints
    """What each cap coordinate must reach at least."""
    offset: tuple[Fraction, ...]
    tick: tuple[Fraction, ...]
    bound: tuple[Fraction, ...]
    """The rounding bound of a package's payoff, a party; zero when the ticks are exact."""

    @property
    def long(self) -> bool:
        """True when the integers are too long for 64 bits."""
        return self.single[0].dtype == object

    @property
    def exact(self) -> bool:
        """True when no payoff was rounded."""
        return not any(self.bound)

    def at(self, packages: Ints) -> Ints:
        """The payoffs in ticks (party, n) of packages given as option indices (n, issue)."""
        total = np.zeros((self.parties, len(packages)), dtype=self.single[0].dtype)
        for i, values in enumerate(self.single):
            total += values[: self.parties, packages[:, i]]
        for i, j, table in self.pairs:
            total += table[: self.parties, packages[:, i], packages[:, j]]
        return total

    def payoffs(self, ticks: Ints) -> tuple[tuple[Fraction, ...], ...]:
        """Tick vectors (coordinate, n) as payoffs, n tuples; exact when the scale is."""
        columns = [
            [offset + tick * int(t) for t in row] for offset, tick, row in zip(self.offset, self.tick, ticks[: self.parties], strict=True)
        ]
        return tuple(zip(*columns, strict=True))

    def floats(self, ticks: Ints) -> npt.NDArray[np.float64]:
        """Tick vectors (coordinate, n) as floats (n, party): offset and tick are applied as one correctly rounded ratio."""
        columns = []
        for offset, tick, row in zip(self.offset, self.tick, ticks[: self.parties], strict=True):
            below = lcm(offset.denominator, tick.denominator)
            start, step = int(offset * below), int(tick * below)
            if max(abs(start), abs(step) * (int(max(row, default=0)) + 1), below) < 2**52:
                columns.append((start + step * row).astype(np.float64) / below)
            else:
                columns.append(np.array([(start + step * int(t)) / below for t in row], dtype=np.float64))
        return np.stack(columns, axis=1)


def scale(domain: Domain, ticks: int | None = None) -> Scale:
    """Give the domain in integers; ``ticks`` asks for that many a party, None for exact integers where they fit."""
    if ticks is not None and ticks < 1:
        raise Refused(Fault("ticks", f"{ticks}", "a resolution is a positive number of ticks", f"use {TICKS}"))
    sizes = [len(issue.options) for issue in domain.issues]
    place = {issue.id: index for index, issue in enumerate(domain.issues)}
    spots = [(place[pair.issues[0]], place[pair.issues[1]]) for pair in domain.pairs]
    columns: list[list[list[int]]] = []
    offsets, steps, bounds = [], [], []
    for p in range(len(domain.parties)):
        tables = [list(row) for row in domain.values[p]]
        tables += [list(chain.from_iterable(pair.values[p])) for pair in domain.pairs]
        ints, offset, step, bound = _ticks(tables, ticks)
        columns.append(ints)
        offsets.append(offset)
        steps.append(step)
        bounds.append(bound)
    least: list[int] = []
    for cap in (rule for rule in domain.rules if isinstance(rule, Cap)):
        rows = [[Fraction(cap.costs.get(issue.id, {}).get(option, 0)) for option in issue.options] for issue in domain.issues]
        ints, need = _credit(rows, Fraction(cap.limit))
        columns.append([*ints, *([0] * (sizes[i] * sizes[j]) for i, j in spots)])
        least.append(need)
    n = len(sizes)
    long = any(sum(max(table, default=0) for table in column) >= LARGEST for column in columns)
    kind: Any = np.dtype(object if long else np.int64)
    return Scale(
        single=tuple(np.array([column[i] for column in columns], dtype=kind) for i in range(n)),
        pairs=tuple(
            (i, j, np.array([column[n + k] for column in columns], dtype=kind).reshape(len(columns), sizes[i], sizes[j]))
            for k, (i, j) in enumerate(spots)
        ),
        parties=len(domain.parties),
        least=np.array(least, dtype=kind),
        offset=tuple(offsets),
        tick=tuple(steps),
        bound=tuple(bounds),
    )


def _ticks(tables: list[list[Fraction]], ticks: int | None) -> tuple[list[list[int]], Fraction, Fraction, Fraction]:
    """Integers a table, the offset, the size of a tick and the rounding bound."""
    below = lcm(*(value.denominator for table in tables for value in table))
    whole = [[value.numerator * (below // value.denominator) for value in table] for table in tables]
    lows = [min(table) for table in whole]
    shifted = [[value - low for value in table] for table, low in zip(whole, lows, strict=True)]
    offset = Fraction(sum(lows), below)
    common = gcd(*(value for table in shifted for value in table)) or 1
    reach = sum(max(table) for table in shifted)
    if ticks is None:
        return [[value // common for value in table] for table in shifted], offset, Fraction(common, below), Fraction(0)
    step = Fraction(reach or 1, ticks)
    rounded = [[round(value / step) for value in table] for table in shifted]
    loss = sum(
        (max(abs(value - tick * step) for value, tick in zip(t, r, strict=True)) for t, r in zip(shifted, rounded, strict=True)),
        Fraction(0),
    )
    return rounded, offset, step / below, loss / below


def _credit(rows: list[list[Fraction]], limit: Fraction) -> tuple[list[list[int]], int]:
    """Cap as a coordinate: credit = dearest option − cost, and the credit that must be left over all."""
    below = lcm(limit.denominator, *(value.denominator for row in rows for value in row))
    whole = [[int(value * below) for value in row] for row in rows]
    dear = [max(row) for row in whole]
    credit = [[top - value for value in row] for row, top in zip(whole, dear, strict=True)]
    need = sum(dear) - int(limit * below)
    common = gcd(*(value for row in credit for value in row)) or 1
    credit = [[value // common for value in row] for row in credit]
    need = -(-need // common)
    return credit, need
