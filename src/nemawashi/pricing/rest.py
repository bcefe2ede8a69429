"""What a good owes besides column 1, kept as a formula: so that one run of the rules serves every general rate and every country rate.

In one world (every open fact answered) the sum of duties on a good with general rate t is

    g · t + const + Σ_i share_i · rate_i + Σ_k share_k · max(0, ceiling_k − t)

g is 1 where the line's own rate in a schedule is owed, or 0 where a preference, or a general rate that an act states, takes its place;
rate_i is a rate that the law sets by country, ceiling_k a floor for the sum with column 1 (Executive Order 14345, s.2(a)). Low and high are
the least and the most of it over the worlds. Where a preference meets a floor, the floor owes ceiling − preference, or nothing where t
reaches the ceiling: a constant among goods on one side of it.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from nemawashi.tariffs.charge import Outcome
from nemawashi.tariffs.duty import AdValorem, AllIn, Percent, has_specific
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.measure import APART
from nemawashi.tariffs.regime import Item

__all__ = ["SCALE", "Formula", "World", "formulas", "in_millionths", "total"]

SCALE = 1_000_000
World = tuple[Outcome | None, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """The sum in one world, column 1 apart."""

    general: str
    """The column of the schedule whose rate is owed, general or preferential; empty: an act states the rate, and it is in const."""
    low: int
    """const, in millionths of a percent."""
    high: int | None
    by_country: tuple[tuple[int, Decimal], ...]
    """(event that sets the rate by country, by its identity; share)."""
    ceilings: tuple[tuple[int, Decimal], ...]
    """(ceiling in millionths of a percent, share)."""
    measured: bool = False
    """Whether value and quantity would settle const further."""
    floored: bool = False
    """Whether const holds a floor above a preference, so that it is the same only for general rates on one side of its ceiling."""


def in_millionths(percent: Decimal) -> int:
    """A percent as a whole number of millionths."""
    return int((percent * SCALE).to_integral_value(ROUND_HALF_EVEN))


def total(items: Sequence[Item], world: World) -> tuple[Decimal, Decimal | None]:
    """The sum of the world's duties, fees and mark-ups apart."""
    low, high = Decimal(0), Decimal(0)
    bounded = True
    for item, outcome in zip(items, world, strict=True):
        if outcome is None or item.measure.authority in APART:
            continue
        low += outcome.percent.low
        bounded = bounded and outcome.percent.high is not None
        high += outcome.percent.high or 0
    return low, high if bounded else None


def formulas(
    items: Sequence[Item], by_country: Mapping[int, Decimal], columns: Container[str], worlds: Sequence[World], *, first: bool
) -> tuple[Formula, ...] | None:
    """The formula of each world; None where some world's sum has no such form.

    ``by_country`` holds the events that set a rate by country, ``columns`` those whose rate of the line may stay open in the formula; ``first`` says
    whether column 1 is among what is summed.
    """
    found = [_formula(items, by_country, columns, world, first=first) for world in worlds]
    whole = tuple(dict.fromkeys(one for one in found if one is not None))
    return whole if all(one is not None for one in found) else None


def _formula(
    items: Sequence[Item], set_by_country: Mapping[int, Decimal], columns: Container[str], world: World, *, first: bool
) -> Formula | None:
    low, high = Decimal(0), Decimal(0)
    bounded = True
    by_country: list[tuple[int, Decimal]] = []
    ceilings: list[tuple[int, Decimal]] = []
    first_duties: list[str] = []
    general = ""
    measured = False
    above = Percent(Decimal(0), Decimal(0))
    for item, outcome in zip(items, world, strict=True):
        if outcome is None or item.measure.authority in APART or outcome.status != "applied":
            continue
        if item.measure.authority in ("mfn", "preference"):
            first_duties.append(item.measure.authority)
        duty = next((rung.duty for rung in item.rungs if rung.event is outcome.event), None)
        if item.measure.authority in ("mfn", "preference") and duty is None and item.measure.table in columns:
            if general:
                return None
            general = item.measure.table
            continue
        if id(outcome.event) in set_by_country:
            by_country.append((id(outcome.event), outcome.share))
        elif isinstance(duty, AllIn):
            if not (isinstance(duty.ceiling, AdValorem) and duty.ceiling.base == "customs value"):
                return None
            ceilings.append((in_millionths(duty.ceiling.rate), outcome.share))
            above = above + outcome.percent
        elif duty is not None and "column 1" in str(duty):
            return None
        else:
            low += outcome.percent.low
            bounded = bounded and outcome.percent.high is not None
            high += outcome.percent.high or 0
            measured = measured or bool(has_specific(parse_duty(outcome.rate)))
    floored = bool(ceilings) and (not general or "preference" in first_duties)
    if bool(first_duties) != first or (floored and above.high is None):
        return None
    if floored:
        low, high, ceilings = low + above.low, high + (above.high or 0), []
    most = in_millionths(high) if bounded else None
    return Formula(general, in_millionths(low), most, tuple(by_country), tuple(ceilings), measured, floored)
