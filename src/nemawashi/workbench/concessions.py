"""Which concession buys most: what each side gains from a small move of the other's, and what the move costs the one that makes it.

One transposed solve an outcome gives its derivative by every tariff line (``economy.gradient``): to first order, the change for one point less of duty. The
full model solved again for that one point stands beside it, and so does each option of the agenda, solved in full at the size it has there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nemawashi.agenda import Option
from nemawashi.economy import Baseline, Counterfactual, Shock, Tangent, solve
from nemawashi.economy.effects import OUTCOMES
from nemawashi.economy.gradient import DIFFERENTIABLE, Gradient
from nemawashi.errors import Unknown
from nemawashi.workbench.effects import effects, shock_of
from nemawashi.workbench.world import world

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["POINT", "READS", "ConcededLine", "ConcededOption", "Giving", "concessions", "known_outcome"]

READS = ("clock", "closure", "elasticities")
POINT = 0.01
"""One percentage point of duty."""
LEAST = 1e-4
"""A duty below this is nothing to concede."""
BILATERAL = ("imports", "exports", "balance", "goods_balance")
Range = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ConcededLine:
    """One point less of duty on a sector's goods, or the whole duty where that is less: low, central and high over the elasticity sets, by side."""

    sector: str
    duty: float
    """Today's average duty, a fraction."""
    first: Mapping[str, Range]
    """To first order, by the gradient."""
    solved: Mapping[str, float]
    """The full model again, central elasticities."""


@dataclass(frozen=True, slots=True)
class ConcededOption:
    """One option of an issue, moved alone."""

    issue: str
    option: str
    first: Mapping[str, float] | None
    """By the gradient at the status quo; None where the option holds a quantity, which has no small move."""
    solved: Mapping[str, Range]
    """The full model, over elasticity sets and bounds of terms."""


@dataclass(frozen=True, slots=True)
class Giving:
    """What one side can give the other."""

    giver: str
    receiver: str
    lines: tuple[ConcededLine, ...]
    """By what they are worth to the receiver, most first."""
    options: tuple[ConcededOption, ...]


def known_outcome(name: str) -> str:
    """Check the outcome by which concessions are valued; ``output_value`` needs a sector and is none of a whole country."""
    known = [one for one in DIFFERENTIABLE if one != "output_value"]
    if name not in known:
        raise Unknown("outcome", name, known, where="--outcome")
    return name


def concessions(bench: "Workbench", outcome: str = "real_income") -> tuple[Giving, ...]:
    """Value every tariff line and every priced option by what it does to ``outcome`` of either side; real income is told in money."""
    known_outcome(outcome)
    return bench.memo("concessions", READS, lambda: _concessions(bench, outcome), outcome)


def _concessions(bench: "Workbench", outcome: str) -> tuple[Giving, ...]:
    now = world(bench)
    pulled = {name: _gradients(bench, b, outcome) for name, b in now.baselines.items()}
    return tuple(_giving(bench, giver, outcome, pulled) for giver in bench.case.parties)


def _gradients(bench: "Workbench", b: Baseline, outcome: str) -> dict[str, tuple[Gradient, float]]:
    """Gradient of each side's outcome at the status quo, with the factor that turns it into what is shown."""
    still = solve(b, closure=bench.scenario.closure)
    tangent = Tangent(still)
    regions = bench.case.economy.region_of
    found = {}
    for party in bench.case.parties:
        partner = regions[bench.case.other(party)] if outcome in BILATERAL else ""
        scale = float(still.before.income[b.region(regions[party])]) / 100.0 if outcome == "real_income" else 1.0
        found[party] = tangent.of(outcome, regions[party], partner=partner), scale
    return found


def _giving(bench: "Workbench", giver: str, outcome: str, pulled: Mapping[str, dict[str, tuple[Gradient, float]]]) -> Giving:
    receiver = bench.case.other(giver)
    economy, now = bench.case.economy, world(bench)
    b = now.central
    n, i = b.region(economy.region_of[giver]), b.region(economy.region_of[receiver])
    lines = []
    start: Counterfactual | None = None
    for j in np.flatnonzero(b.goods & (b.flow[n, i] > 0) & (b.tariff[n, i] > LEAST)):
        step = min(POINT, float(b.tariff[n, i, j]))
        first = {}
        for party in bench.case.parties:
            each = [-step * float(found[party][0].tariff[n, i, j]) * found[party][1] for found in pulled.values()]
            first[party] = (min(each), each[0], max(each))
        tariff = np.array(b.tariff)
        tariff[n, i, j] -= step
        start = solve(b, tariff=tariff, closure=bench.scenario.closure, start=start)
        lines.append(
            ConcededLine(b.sectors[j], float(b.tariff[n, i, j]), first, {p: _read(bench, start, outcome, p) for p in bench.case.parties})
        )
    lines.sort(key=lambda line: -line.first[receiver][1])
    return Giving(giver, receiver, tuple(lines), tuple(_options(bench, giver, outcome, pulled)))


def _read(bench: "Workbench", found: Counterfactual, outcome: str, party: str) -> float:
    """The change of the outcome in a solved run; NaN where the run has no numbers."""
    if not found.ok:
        return float("nan")
    regions, b = bench.case.economy.region_of, found.baseline
    partner = b.region(regions[bench.case.other(party)]) if outcome in BILATERAL else None
    return OUTCOMES[_shown(outcome)].read(found, b.region(regions[party]), partner, None)[1]


def _shown(outcome: str) -> str:
    return "income_gain" if outcome == "real_income" else outcome


def _options(bench: "Workbench", giver: str, outcome: str, pulled: Mapping[str, dict[str, tuple[Gradient, float]]]) -> list[ConcededOption]:
    receiver = bench.case.other(giver)
    found = []
    for issue in bench.agenda.issues:
        if issue.movers[:1] != (giver,):
            continue
        for option in issue.options:
            made = (
                _option(bench, issue.id, option, outcome, next(iter(pulled.values()))) if option.priced and not option.status_quo else None
            )
            if made is not None:
                found.append(made)
    return sorted(found, key=lambda one: -one.solved[receiver][1])


def _option(
    bench: "Workbench", issue: str, option: Option, outcome: str, central: Mapping[str, tuple[Gradient, float]]
) -> ConcededOption | None:
    package = bench.agenda.package({issue: option.id})
    shock = shock_of(bench, package)
    if shock.tariff is None and shock.cost is None and shock.transfer is None and not (shock.purchases or shock.allotments):
        return None
    answer = effects(bench, package)
    solved: dict[str, Range] = {}
    for party in bench.case.parties:
        partner = bench.case.other(party) if outcome in BILATERAL else ""
        change = answer.outcome(_shown(outcome), party, partner=partner)
        if change is None:
            return None
        solved[party] = change
    return ConcededOption(issue, option.id, _first(bench, shock, central), solved)


def _first(bench: "Workbench", shock: Shock, central: Mapping[str, tuple[Gradient, float]]) -> Mapping[str, float] | None:
    if shock.purchases or shock.allotments or shock.quotas:
        return None
    b = world(bench).central
    found = {}
    for party, (slope, scale) in central.items():
        total = 0.0
        if shock.tariff is not None:
            total += slope.change(shock.tariff - b.tariff)
        if shock.cost is not None:
            total += float((slope.cost * np.log(shock.cost)).sum())
        if shock.transfer is not None:
            total += float(slope.transfer @ shock.transfer)
        found[party] = total * scale
    return found
