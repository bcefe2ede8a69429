"""How results hang on the elasticities: published sets, draws from what lies between them, and whether a ranking flips.

A draw is a weighted geometric mean of the published sets, log θ = Σ_s ω_s log θ^s with Dirichlet weights ω: sectors move together as they do in the
sets, and no draw lies outside them. The seed belongs to the caller: the generator is an argument.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.counterfactual import Counterfactual
from nemawashi.economy.effects import OUTCOMES
from nemawashi.economy.elasticity import ElasticitySet, spread
from nemawashi.economy.shock import Shock
from nemawashi.economy.solve import solve
from nemawashi.economy.status_quo import status_quo
from nemawashi.errors import Fault, Refused, Unknown, Unsolved

__all__ = ["Ask", "Draws", "Flip", "Ranking", "draw_elasticities", "draws", "flips", "rank"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ask:
    """An outcome asked for: name, region, and partner or sector where it has them."""

    name: str
    region: str
    partner: str = ""
    sector: str = ""

    def of(self, found: Counterfactual) -> float:
        """Read the change; NaN where the run has no numbers."""
        if self.name not in OUTCOMES:
            raise Unknown("outcome", self.name, OUTCOMES)
        if not found.ok:
            return float("nan")
        b = found.baseline
        i = b.region(self.partner) if self.partner else None
        j = b.sector(self.sector) if self.sector else None
        return OUTCOMES[self.name].read(found, b.region(self.region), i, j)[1]


@dataclass(frozen=True, eq=False)
class Draws:
    """Outcomes over draws of the elasticities."""

    asked: tuple[Ask, ...]
    values: Array = field(repr=False)
    """(draw, outcome); NaN where a draw did not solve."""
    theta: Array = field(repr=False)
    """(draw, sector)"""
    unsolved: int

    def interval(self, level: float = 0.9) -> tuple[tuple[float, float, float], ...]:
        """Give low, median and high of each outcome at a central ``level`` of the draws that solved."""
        tail = 50 * (1 - level)
        cut = np.nanpercentile(self.values, [tail, 50, 100 - tail], axis=0)
        return tuple((float(low), float(mid), float(high)) for low, mid, high in cut.T)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order of alternatives on one outcome, set by set."""

    outcome: Ask
    order: Mapping[str, tuple[str, ...]]
    """Label of the set → names of the alternatives, best first."""

    @property
    def flips(self) -> bool:
        """Whether the sets disagree on the order."""
        return len(set(self.order.values())) > 1

    @property
    def best(self) -> tuple[str, ...]:
        """Every alternative that some set puts first."""
        return tuple(dict.fromkeys(order[0] for order in self.order.values() if order))


def draw_elasticities(
    sets: Sequence[ElasticitySet], sectors: Sequence[str], count: int, generator: np.random.Generator, *, peak: float = 1.0
) -> Array:
    """Draw θ (count, sector) inside the published sets; ``peak`` is the Dirichlet parameter, below one towards single sets."""
    if count < 1 or not sets:
        raise Refused(Fault("draws", f"{count} draws of {len(sets)} sets", "at least one of each", "ask for more"))
    logs = np.log(np.stack([one.array(sectors) for one in sets]))
    weights = generator.dirichlet(np.full(len(sets), peak), size=count)
    return np.asarray(np.exp(weights @ logs), dtype=np.float64)


def draws(
    baseline: Baseline,
    shock: Shock,
    asked: Sequence[Ask],
    theta: Array,
    *,
    tariff: Array | None = None,
    closure: str = "deficits held",
    executor: Executor | None = None,
) -> Draws:
    """Solve ``shock`` under each row of ``theta``, from the status quo ``tariff`` of the day where given (re-solved for every row).

    With an ``executor`` rows are solved in parallel; results come in the order of the rows, so they do not depend on it.
    """
    for one in asked:
        if one.name not in OUTCOMES:
            raise Unknown("outcome", one.name, OUTCOMES)
    one_row = partial(_one, baseline, shock, tuple(asked), tariff, closure)
    rows: list[tuple[float, ...]] = list(
        map(one_row, theta) if executor is None else executor.map(one_row, theta, chunksize=max(1, len(theta) // 16))
    )
    values = np.array(rows, dtype=np.float64).reshape(len(theta), len(asked))
    return Draws(tuple(asked), values, theta, int(np.isnan(values).any(1).sum()))


def _one(baseline: Baseline, shock: Shock, asked: tuple[Ask, ...], tariff: Array | None, closure: str, theta: Array) -> tuple[float, ...]:
    world = baseline.with_theta(theta)
    try:
        if tariff is not None:
            world = status_quo(world, tariff, closure=closure)
    except Unsolved:
        return tuple(float("nan") for _ in asked)
    found = solve(world, shock=shock, closure=closure)
    return tuple(one.of(found) for one in asked)


def rank(
    baselines: Mapping[str, Baseline],
    shocks: Mapping[str, Shock],
    outcome: Ask,
    *,
    closure: str = "deficits held",
    better: Callable[[float], float] = float,
) -> Ranking:
    """Order alternatives by an outcome under every baseline (one an elasticity set); ``better`` maps a value to its worth."""
    order: dict[str, tuple[str, ...]] = {}
    for label, baseline in baselines.items():
        start: Counterfactual | None = None
        worth: dict[str, float] = {}
        for name, shock in shocks.items():
            found = solve(baseline, shock=shock, closure=closure, start=start)
            start = found if found.ok else start
            value = outcome.of(found)
            if not np.isnan(value):
                worth[name] = better(value)
        order[label] = tuple(sorted(worth, key=lambda name: (-worth[name], name)))
    return Ranking(outcome, order)


@dataclass(frozen=True, slots=True)
class Flip:
    """An elasticity which, moved alone to an end of what is published, changes an order."""

    sector: str
    usual: float
    """θ at the centre."""
    theta: float
    """The end of the published range that flips."""
    order: tuple[str, ...]


def flips(
    baseline: Baseline,
    shocks: Mapping[str, Shock],
    outcome: Ask,
    sets: Sequence[ElasticitySet],
    *,
    tariff: Array | None = None,
    closure: str = "deficits held",
    better: Callable[[float], float] = float,
) -> tuple[Flip, ...]:
    """Every end of a sector's published elasticities that, moved to alone, changes the order of ``shocks``.

    ``baseline`` holds the central elasticities, and ``tariff`` the duties of the status quo, which is solved anew for each.
    """

    def order(theta: Array) -> tuple[str, ...]:
        world = baseline.with_theta(theta)
        if tariff is not None:
            world = status_quo(world, tariff, closure=closure)
        return rank({"": world}, shocks, outcome, closure=closure, better=better).order[""]

    usual = order(baseline.theta)
    found: list[Flip] = []
    for j, sector in enumerate(baseline.sectors):
        for value in dict.fromkeys(spread(sets, sector)):
            if value == baseline.theta[j]:
                continue
            theta = np.array(baseline.theta)
            theta[j] = value
            try:
                now = order(theta)
            except Unsolved:  # a world without an equilibrium has no order to compare
                continue
            if now != usual:
                found.append(Flip(sector, float(baseline.theta[j]), value, now))
    return tuple(found)
