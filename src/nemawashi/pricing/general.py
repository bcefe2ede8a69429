"""The rates that a schedule gives each leaf, general and preferential: what of a duty is the line's own, so that the rest is one formula for many lines."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.products import NONE, Leaves
from nemawashi.pricing.rest import in_millionths
from nemawashi.tariffs import Measure, parse_duty
from nemawashi.tariffs.condition import Fact
from nemawashi.tariffs.duty import AdValorem, AllIn, Basis, Combination, Duty, Free, Percent, Specific, bases_named, has_specific
from nemawashi.tariffs.facts import AVE

__all__ = ["AVE", "FREE_OF_DUTY", "KINDS", "NO_BOUND", "OTHER", "SPECIFIC", "General", "general_rates"]

NO_BOUND = -1
FREE_OF_DUTY, DUTIABLE, SPECIFIC, OTHER, ABSENT = 0, 1, 2, 3, 4
"""Kinds of a general rate."""
KINDS = 10
"""More than there are kinds: what is above it in ``General.kind`` counts the ceilings reached."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class General:
    """The rates of one column of a schedule, by leaf."""

    column: str
    first: bool
    """Whether it is the general rate, column 1; otherwise a preference's."""
    there: NDArray[np.bool_]
    """Whether the column says anything of the leaf."""
    base: Ints
    """Least, in millionths of a percent."""
    top: Ints
    """Most; ``NO_BOUND`` where there is none without a quantity."""
    slope: NDArray[np.float64]
    """Percent for each unit of quantity ÷ value."""
    known: NDArray[np.bool_]
    """Whether base and top say all of it (a part of the value it names, and nothing else does, only ever adds); where not, the rules are run for the leaf by itself."""
    sums: NDArray[np.bool_]
    """Whether the rate is a sum of percents and amounts a unit."""
    measured: NDArray[np.bool_]
    """Whether value and quantity would settle it further, though it has bounds without: ``min(8.5 %, 50 JPY/kg)``."""
    kind: NDArray[np.int64]
    """Kind of the rate, and how many ceilings of the law it reaches: at a ceiling a floor owes nothing, so the formula is another."""


def general_rates(
    measures: Sequence[Measure], leaves: Leaves, facts: Mapping[str, Fact], asked: frozenset[str] = frozenset()
) -> tuple[General, ...]:
    """One for each column that a general or a preferential rate is read from, the general ones first; ``asked`` are the parts of the value of which the law says more."""
    ceilings = np.array(_ceilings_of(measures), dtype=np.int64)
    first = dict.fromkeys(measure.table for measure in measures if measure.authority == "mfn" and measure.table in leaves.columns)
    preferred = dict.fromkeys(
        measure.table for measure in measures if measure.authority == "preference" and measure.table in leaves.columns
    )
    stated = facts.get(AVE)
    asked |= facts.keys()
    own = [_rate(word, stated * 100 if isinstance(stated, Decimal) else None, asked) for word in leaves.words]
    others = [_rate(word, None, asked) for word in leaves.words]
    return (
        *(_general(column, leaves, own, ceilings, first=True) for column in first),
        *(_general(column, leaves, others, ceilings, first=False) for column in preferred if column not in first),
    )


_Rate = tuple[int, int, float, bool, bool]
"""Base, top, slope, known, sum of a rate."""


def _general(column: str, leaves: Leaves, rows: Sequence[_Rate], ceilings: Ints, *, first: bool) -> General:
    texts = leaves.texts[:, leaves.columns.index(column)]
    base = np.array([row[0] for row in rows], dtype=np.int64)[texts]
    top = np.array([row[1] for row in rows], dtype=np.int64)[texts]
    slope = np.array([row[2] for row in rows], dtype=np.float64)[texts]
    known = np.array([row[3] for row in rows], dtype=np.bool_)[texts]
    sums = np.array([row[4] for row in rows], dtype=np.bool_)[texts]
    measured = np.array([bool(word) and bool(has_specific(parse_duty(word))) for word in leaves.words], dtype=np.bool_)[texts]
    there = np.array([bool(word) for word in leaves.words], dtype=np.bool_)[texts]
    equal = there & (leaves.equivalents != NONE) & first
    base, top = np.where(equal, leaves.equivalents, base), np.where(equal, leaves.equivalents, top)
    slope, known, sums, measured = np.where(equal, 0.0, slope), known | equal, sums | equal, measured & ~equal
    plain = np.where(top == NO_BOUND, SPECIFIC, np.where(~sums, OTHER, np.where(top > 0, DUTIABLE, FREE_OF_DUTY)))
    kind = np.where(there, np.where(known, plain, OTHER), ABSENT)
    reached = np.searchsorted(ceilings, base, side="right")
    return General(
        column,
        first,
        there,
        base,
        top,
        slope,
        known,
        sums,
        measured & ~(sums & (slope > 0)),
        np.where(known, kind + KINDS * reached, kind).astype(np.int64),
    )


def _rate(text: str, stated: Decimal | None, asked: AbstractSet[str]) -> _Rate:
    """``stated`` is the percent an answer gives for rates that need a quantity."""
    if not text:
        return 0, 0, 0.0, True, False
    duty = parse_duty(text)
    parts = _sum(duty)
    if parts is not None and not (parts[1] and stated is not None):
        base = in_millionths(parts[0])
        return base, NO_BOUND if parts[1] else base, float(parts[1] * 100), True, True
    named = bases_named(duty)
    if named and (named & asked or "-" in str(duty)):
        return 0, 0, 0.0, False, False
    least = duty.percent(Basis(lambda _: Decimal(0)))
    ends = [duty.percent(Basis(lambda name, part=part: Decimal(int(name == part)))) for part in sorted(named)] or [least]  # type: ignore[misc]
    tops = [end.high for end in ends if end.high is not None]
    most = Percent(least.low, max(tops) if len(tops) == len(ends) else None)
    if most.high is None and stated is not None:
        base = in_millionths(stated)
        return base, base, 0.0, True, False
    return in_millionths(least.low), NO_BOUND if most.high is None else in_millionths(most.high), 0.0, True, False


def _ceilings_of(measures: Sequence[Measure]) -> list[int]:
    """The percents that some duty makes together with column 1, in millionths, in order."""
    texts = {text for measure in measures for event in measure.event for text in (event.duty, *event.rates.values()) if text}
    found: set[int] = set()
    for text in texts:
        duty = parse_duty(text)
        if isinstance(duty, AllIn) and isinstance(duty.ceiling, AdValorem):
            found.add(in_millionths(duty.ceiling.rate))
    return sorted(found)


def _sum(duty: Duty) -> tuple[Decimal, Decimal] | None:
    """A rate as percent + amount a unit where it is such a sum; None otherwise."""
    if isinstance(duty, Free):
        return Decimal(0), Decimal(0)
    if isinstance(duty, AdValorem):
        return (duty.rate, Decimal(0)) if duty.base == "customs value" else None
    if isinstance(duty, Specific):
        return (Decimal(0), duty.amount) if duty.base == "customs value" else None
    if isinstance(duty, Combination) and duty.kind == "sum":
        parts = [part for term in duty.terms if (part := _sum(term)) is not None]
        if len(parts) == len(duty.terms):
            return sum((part[0] for part in parts), Decimal(0)), sum((part[1] for part in parts), Decimal(0))
    return None
