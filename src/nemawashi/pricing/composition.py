"""What a partner's trade is made of, where it is known, and two stand-ins where only its chapters are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from nemawashi.dates import Clock
from nemawashi.pricing.before import before
from nemawashi.pricing.rated import RatedFlows, rate_flows
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Flows

__all__ = ["Compositions", "compositions"]

CHAPTER = 2


@dataclass(frozen=True, slots=True, eq=False)
class Compositions:
    """Rated flows, one for each composition that is held possible; an average is the hull of theirs."""

    rated: tuple[RatedFlows, ...]
    assumed: bool
    basis: str


def compositions(law: Law, clock: Clock, flows: Flows, importer: str, origin: str, *, answers: Mapping[str, Answer]) -> Compositions:
    """Rate the flows of one origin by heading, or by chapter on stand-in compositions.

    Headings of four or six digits stand for all their lines: the range spans them. By chapter only: the rate of a chapter is what was
    collected on it in the weights' year plus the change of the statute since, the change being (a) that of the goods in the chapter of
    origins known by line and (b) that of every tariff line of the chapter in equal parts. Both are assumptions.
    """
    chosen = flows.select(importer, origin)
    year = chosen.tables[0].year if chosen.tables else None
    weights = f"weighted by imports of {year}" if year else "weighted by the imports given"
    if all(len(code) > CHAPTER for code in chosen.heading):
        rated = rate_flows(law, clock, chosen, answers=answers)
        return Compositions((rated,), assumed=False, basis=f"statutory total duty, {weights}; the denominator is all imports")
    since = before(law, importer, chosen)
    like, even = _makeups(law, flows, importer, origin)
    known = "+".join(like.origins) or "no other origin"
    basis = (
        f"statutory: collected by chapter plus the change of the statute since {since}, {weights}; composition within a chapter assumed, "
        f"as the goods of {known} and as all lines in equal parts, the range spans both"
    )
    both = tuple(_spread(law, (clock, since), chosen, makeup.parts, answers) for makeup in (like, even))
    return Compositions(both, assumed=True, basis=basis)


@dataclass(frozen=True, slots=True)
class _Makeup:
    """Lines and their weights by chapter, and whose goods they were taken from."""

    parts: Mapping[str, list[tuple[str, float]]]
    origins: tuple[str, ...] = ()


def _makeups(law: Law, flows: Flows, importer: str, origin: str) -> tuple[_Makeup, _Makeup]:
    digits = law.jurisdictions[importer].line_digits
    even: dict[str, list[tuple[str, float]]] = {}
    for line in law.lines(importer):
        even.setdefault(line[:CHAPTER], []).append((line, 1.0))
    like: dict[str, list[tuple[str, float]]] = {}
    known: set[str] = set()
    for buyer, other, code, value, _ in flows:
        if buyer == importer and other != origin and len(code) >= digits and value > 0:
            like.setdefault(code[:CHAPTER], []).append((code, value))
            known.add(other)
    return _Makeup({**even, **like}, tuple(sorted(known))), _Makeup(even)


def _spread(
    law: Law, clocks: tuple[Clock, date], chosen: Flows, makeup: Mapping[str, list[tuple[str, float]]], answers: Mapping[str, Answer]
) -> RatedFlows:
    """The origin's chapters told in lines by ``makeup``, at the rate collected plus the change of the statute since a day."""
    clock, since = clocks
    rows: list[tuple[str, str, str, float, float]] = []
    for importer, origin, chapter, value, duty in chosen:
        parts = makeup.get(chapter, [(chapter, 1.0)])
        whole = sum(weight for _, weight in parts)
        rows.extend((importer, origin, code, value * weight / whole, duty * weight / whole) for code, weight in parts)
    spread = Flows.of(rows, tables=chosen.tables)
    now = rate_flows(law, clock, spread, answers=answers)
    then = rate_flows(law, Clock(since, max(since, clock.known)), spread, answers=answers)
    with np.errstate(invalid="ignore", divide="ignore"):
        collected = np.nan_to_num(100 * spread.duty_usd / spread.value_usd, nan=0.0, posinf=0.0)
    change = np.stack((now.low - then.low, now.high - then.high))
    low = np.maximum(collected + change.min(axis=0), 0.0)
    high = np.maximum(collected + change.max(axis=0), 0.0)
    return RatedFlows(spread, low, high, now.equivalent, now.unscheduled)
