"""What a good owes besides column 1, kept as a formula: so that one run of the rules serves every general rate and every country rate.

In one world (every open fact answered) the sum of duties on a good with general rate t is

    g · t + const + Σ_i share_i · rate_i + Σ_k share_k · max(0, ceiling_k − t)

g is 1, or 0 where a preference takes the place of column 1; rate_i a rate that the law sets by country, ceiling_k a floor for the sum with
column 1 (Executive Order 14345, s.2(a)). Low and high are the least and the most of it over the worlds. A preference that meets a floor is
outside the formula: such goods are run one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from nemawashi.pricing.states import State
from nemawashi.tariffs.assess import _APART as APART
from nemawashi.tariffs.charge import Outcome
from nemawashi.tariffs.duty import AdValorem, AllIn

__all__ = ["SCALE", "Formula", "World", "formulas", "in_millionths", "total"]

SCALE = 1_000_000
World = tuple[Outcome | None, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """The sum in one world, column 1 apart."""

    general: bool
    """Whether column 1 is owed; otherwise a preference is, and is in const."""
    low: int
    """const, in millionths of a percent."""
    high: int | None
    by_country: tuple[tuple[int, Decimal], ...]
    """(event that sets the rate by country, by its identity; share)."""
    ceilings: tuple[tuple[int, Decimal], ...]
    """(ceiling in millionths of a percent, share)."""


def in_millionths(percent: Decimal) -> int:
    """A percent as a whole number of millionths."""
    return int((percent * SCALE).to_integral_value(ROUND_HALF_EVEN))


def total(state: State, world: World) -> tuple[Decimal, Decimal | None]:
    """The sum of the world's duties, fees and mark-ups apart."""
    low, high = Decimal(0), Decimal(0)
    bounded = True
    for item, outcome in zip(state.compiled.items, world, strict=True):
        if outcome is None or item.measure.authority in APART:
            continue
        low += outcome.percent.low
        bounded = bounded and outcome.percent.high is not None
        high += outcome.percent.high or 0
    return low, high if bounded else None


def formulas(state: State, worlds: Sequence[World]) -> tuple[Formula, ...] | None:
    """The formula of each world; None where some world's sum has no such form."""
    found = [_formula(state, world) for world in worlds]
    whole = tuple(dict.fromkeys(one for one in found if one is not None))
    return whole if all(one is not None for one in found) else None


def _formula(state: State, world: World) -> Formula | None:
    low, high = Decimal(0), Decimal(0)
    bounded = True
    by_country: list[tuple[int, Decimal]] = []
    ceilings: list[tuple[int, Decimal]] = []
    first_duties: list[str] = []
    for item, outcome in zip(state.compiled.items, world, strict=True):
        if outcome is None or item.measure.authority in APART or outcome.status != "applied":
            continue
        if item.measure.authority in ("mfn", "preference"):
            first_duties.append(item.measure.authority)
            if item.measure.authority == "mfn":
                continue
        duty = next((rung.duty for rung in item.rungs if rung.event is outcome.event), None)
        if id(outcome.event) in state.country_rates:
            by_country.append((id(outcome.event), outcome.share))
        elif isinstance(duty, AllIn):
            if not (isinstance(duty.ceiling, AdValorem) and duty.ceiling.base == "customs value"):
                return None
            ceilings.append((in_millionths(duty.ceiling.rate), outcome.share))
        elif duty is not None and "column 1" in str(duty):
            return None
        else:
            low += outcome.percent.low
            bounded = bounded and outcome.percent.high is not None
            high += outcome.percent.high or 0
    if len(first_duties) != 1 or (first_duties == ["preference"] and ceilings):
        return None
    most = in_millionths(high) if bounded else None
    return Formula(first_duties == ["mfn"], in_millionths(low), most, tuple(by_country), tuple(ceilings))
