"""Solve a shock against a baseline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.closure import closure_named
from nemawashi.economy.counterfactual import Counterfactual, Status
from nemawashi.economy.equilibrium import Conditions, Point, System, system
from nemawashi.economy.newton import ACCURACY, Around, Held, Solution, follow, newton
from nemawashi.economy.shock import Shock
from nemawashi.errors import Fault, Refused

__all__ = ["Benchmark", "benchmark", "conditions_of", "failure", "solve", "solve_held", "solve_plain"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Benchmark:
    """The no-shock equilibrium of a baseline under a closure; published tables are not exact equilibria, so it is always solved first."""

    system: System
    conditions: Conditions
    solution: Solution
    around: Around

    @property
    def point(self) -> Point:
        """The equilibrium."""
        return self.solution.point


_BENCHMARKS: Final[WeakKeyDictionary[Baseline, dict[str, Benchmark]]] = WeakKeyDictionary()


def benchmark(baseline: Baseline, closure: str = "deficits held") -> Benchmark:
    """Solve, once, the equilibrium without a shock."""
    known = _BENCHMARKS.setdefault(baseline, {})
    if closure not in known:
        s = system(baseline)
        rule = closure_named(closure, s.labour)
        with np.errstate(invalid="ignore"):
            kept = np.where(baseline.flow > 0, 1.0 / (1.0 + baseline.tariff), 1.0)
        conditions = Conditions(s.share, np.ascontiguousarray(kept.transpose(2, 0, 1)), rule, np.zeros(len(s.labour)))
        found = newton(s, conditions)
        known[closure] = Benchmark(s, conditions, found, Around.of(s, conditions, found.point, near=found.tangents))
    return known[closure]


def conditions_of(baseline: Baseline, base: Benchmark, shock: Shock, wedge: Array | None = None) -> Conditions:
    """Arrange the exogenous side of a shock; ``wedge`` is a further duty factor by cell."""
    s = base.system
    there = baseline.flow > 0
    tariff = baseline.tariff if shock.tariff is None else shock.tariff
    factor = np.where(there, 1.0 + tariff, 1.0)
    if wedge is not None:
        factor = factor * wedge
    with np.errstate(invalid="ignore", over="ignore"):
        raised = factor / np.where(there, 1.0 + baseline.tariff, 1.0)
        if shock.cost is not None:
            raised = raised * np.where(there, shock.cost, 1.0)
        weight = s.share if np.all(raised == 1.0) else s.share * raised.transpose(2, 0, 1) ** -s.theta[:, None, None]
        kept = np.ascontiguousarray((1.0 / factor).transpose(2, 0, 1))
    transfer = np.zeros(len(s.labour)) if shock.transfer is None else shock.transfer
    return Conditions(np.ascontiguousarray(weight), kept, base.conditions.closure, transfer)


def solve(
    baseline: Baseline,
    *,
    tariff: ArrayLike | None = None,
    shock: Shock | None = None,
    closure: str = "deficits held",
    start: Counterfactual | None = None,
) -> Counterfactual:
    """Solve the equilibrium under new tariffs, or under a whole :class:`Shock`.

    ``tariff`` (importer, exporter, sector), fractions, replaces every tariff; ``start`` is an earlier solution of the same baseline and
    closure. Unchanged conditions give the benchmark itself, so ratios are exactly one.

    Raises:
        Unknown: for a closure that is not known.
        Refused: for a shock with a NaN, a tariff of −100 % or less, a cost that is not positive, transfers that do not sum to zero.

    """
    if shock is None:
        shock = Shock(tariff=None if tariff is None else _numbers(tariff))
    elif tariff is not None:
        raise Refused(Fault("tariff", "given twice", "tariffs stand either in the shock or beside it", "give one of them"))
    _check(baseline, shock)
    base = benchmark(baseline, closure)
    applied = baseline.tariff if shock.tariff is None else np.broadcast_to(shock.tariff, baseline.tariff.shape)
    if not base.solution.solved:
        return _failed(baseline, closure, base, applied, Status.UNSOLVED, "the benchmark itself does not solve", base.solution)
    if shock.purchases or shock.quotas or shock.allotments:
        from nemawashi.economy.commitments import solve_commitments  # noqa: PLC0415 - it calls back into plain solves

        return solve_commitments(baseline, base, shock, closure=closure, start=start)
    return solve_plain(baseline, base, shock, closure=closure, start=start)


def solve_plain(
    baseline: Baseline,
    base: Benchmark,
    shock: Shock,
    *,
    closure: str,
    start: Counterfactual | None = None,
    wedge: Array | None = None,
) -> Counterfactual:
    """Solve conditions without complementarity."""
    applied = baseline.tariff if shock.tariff is None else np.broadcast_to(shock.tariff, baseline.tariff.shape)
    conditions = conditions_of(baseline, base, shock, wedge)
    same = np.array_equal(conditions.weight, base.conditions.weight) and np.array_equal(conditions.kept, base.conditions.kept)
    if same and not conditions.transfer.any():
        return _solved(baseline, closure, base, applied, base.solution, "no shock: the benchmark itself", wedge, steps=0)
    needed = (baseline.final_share > 0) | (baseline.cost_share.sum(1) > 0)
    stranded = np.argwhere((conditions.weight.sum(2).T <= 0) & needed)
    if len(stranded):
        n, j = stranded[0]
        where = f"{baseline.regions[n]}, {baseline.sectors[j]}"
        return _failed(baseline, closure, base, applied, Status.IMPOSSIBLE, f"no supplier is left for {where}", base.solution)
    alone = _one_way(baseline, conditions)
    if alone:
        return _failed(baseline, closure, base, applied, Status.IMPOSSIBLE, alone, base.solution)
    found = _attempt(base, conditions, start)
    if not found.solved:
        message = f"Newton stopped at residual {found.residual:.2g} after {found.steps} steps; smaller shocks towards this one fail too"
        if (found.point.income <= 0).any():
            region = baseline.regions[int(np.argmin(found.point.income))]
            message += f"; the income of {region} would fall below zero"
        message += _stopped(baseline, conditions)
        return _failed(baseline, closure, base, applied, Status.UNSOLVED, message, found)
    if not (found.point.income > 0).all():
        region = baseline.regions[int(np.argmin(found.point.income))]
        return _failed(baseline, closure, base, applied, Status.IMPOSSIBLE, f"the income of {region} would fall below zero", found)
    return _solved(baseline, closure, base, applied, found, f"solved in {found.steps} Newton steps", wedge, steps=found.steps)


STOPPED = 10.0
"""Duty, as a factor on the price, from which imports are said to be stopped."""


def _stopped(baseline: Baseline, conditions: Conditions) -> str:
    """Say which region is to keep a deficit while duties stop its imports: what a deficit is must be imported, at any wage."""
    deficit = conditions.closure.deficit(baseline.labour, baseline.deficit) + conditions.transfer
    bought = baseline.flow * ~np.eye(len(baseline.regions), dtype=bool)[:, :, None]
    with np.errstate(divide="ignore"):
        factor = np.where(bought > 0, 1.0 / conditions.kept.transpose(1, 2, 0), 0.0)
    for n, name in enumerate(baseline.regions):
        there = bought[n] > 0
        if deficit[n] > 1e-6 * baseline.labour[n] and there.any() and float(factor[n][there].min()) > STOPPED:
            return f"; {name} keeps a deficit of {deficit[n]:.6g} while duties stop its imports, and a deficit has to be imported: ask for the closure balanced"
    return ""


def _one_way(baseline: Baseline, conditions: Conditions) -> str:
    """Say which region could buy abroad without selling anything, or the reverse: no wages balance its trade, whatever its deficit was to be."""
    abroad = conditions.weight * ~np.eye(len(baseline.regions), dtype=bool)
    traded = (abroad > 0) & (conditions.kept > 0)
    buys, sells = np.asarray(traded.any((0, 2))), np.asarray(traded.any((0, 1)))
    deficit = conditions.closure.deficit(baseline.labour, baseline.deficit) + conditions.transfer
    small = 1e-12 * baseline.labour
    for n, name in enumerate(baseline.regions):
        if buys[n] and not sells[n] and deficit[n] <= small[n]:
            return f"{name} can sell nothing abroad and still buys there: no wages balance its trade"
        if sells[n] and not buys[n] and deficit[n] >= -small[n]:
            return f"{name} can buy nothing abroad and still sells there: no wages balance its trade"
    return ""


def solve_held(
    baseline: Baseline,
    base: Benchmark,
    shock: Shock,
    held: Sequence[Held],
    *,
    closure: str,
    start: Counterfactual,
    fixed: Array | None = None,
    guess: Array | None = None,
) -> Counterfactual:
    """Solve conditions and the wedges that give each held cell its flow, from a solved ``start``; halve the way to the targets where Newton fails.

    ``fixed`` is a wedge already in place (n, i, j), ``guess`` the log wedges to begin with. A failure has no numbers and no message of its own.
    """
    applied = baseline.tariff if shock.tariff is None else np.broadcast_to(shock.tariff, baseline.tariff.shape)
    conditions = conditions_of(baseline, base, shock, fixed)
    point, tangents = start.after, start.guess
    wedge = np.zeros(len(held)) if guess is None else guess
    gaps = np.array([one.gap(point) for one in held])
    done, part = 0.0, 1.0
    found: Solution | None = None
    while part > 1.0 / 64:
        goal = min(1.0, done + part)
        # targets a part of the way in logs, measured from the flows of the start
        aims = [replace(one, target=one.target * float(np.exp((1.0 - goal) * gap))) for one, gap in zip(held, gaps, strict=True)]
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            first = wedge if done > 0 or goal == 1.0 else goal * wedge
            found = newton(base.system, conditions, around=base.around, start=point, tangents=tangents, held=aims, wedge=first)
        if found.solved and bool((found.point.income > 0).all()):
            if goal >= 1.0:
                break
            done, point, tangents = goal, found.point, found.tangents
            assert found.wedge is not None
            wedge = found.wedge
        else:
            part /= 2
    else:
        return failure(start, Status.IMPOSSIBLE, "no price holds the flow")
    assert found is not None
    assert found.wedge is not None
    total = np.ones(baseline.flow.shape) if fixed is None else fixed.copy()
    for one, v in zip(held, found.wedge, strict=True):
        total[one.cell] *= np.exp(v)
    return _solved(baseline, closure, base, applied, found, f"solved in {found.steps} Newton steps", total, steps=found.steps)


def _attempt(base: Benchmark, conditions: Conditions, start: Counterfactual | None) -> Solution:
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        warm = start is not None and start.ok
        first = newton(
            base.system,
            conditions,
            around=base.around,
            start=start.after if warm and start is not None else None,
            tangents=start.guess if warm and start is not None else None,
        )
        if first.solved:
            return first
        plain = newton(base.system, conditions)
        if plain.solved:
            return plain
        return follow(base.system, base.conditions, conditions, around=base.around)


def _solved(
    baseline: Baseline, closure: str, base: Benchmark, tariff: Array, found: Solution, message: str, wedge: Array | None, *, steps: int
) -> Counterfactual:
    return Counterfactual(
        baseline=baseline,
        closure=closure,
        status=Status.SOLVED,
        message=message,
        residual=max(found.residual, base.solution.residual),
        steps=steps,
        evaluations=found.evaluations,
        tariff=tariff,
        before=base.point,
        after=found.point,
        guess=found.tangents,
        wedge=wedge,
    )


def _failed(
    baseline: Baseline, closure: str, base: Benchmark, tariff: Array, status: Status, message: str, found: Solution
) -> Counterfactual:
    shown = _solved(baseline, closure, base, tariff, found, message, None, steps=found.steps)
    return failure(shown, status, message)


def failure(found: Counterfactual, status: Status, message: str) -> Counterfactual:
    """Give the answer without its numbers."""
    n, j = found.before.price.shape
    nothing = Point(
        wage=np.full(n, np.nan),
        price=np.full((n, j), np.nan),
        cost=np.full((n, j), np.nan),
        share=np.full((j, n, n), np.nan),
        expenditure=np.full((n, j), np.nan),
        received=np.full((j, n, n), np.nan),
        output=np.full((n, j), np.nan),
        income=np.full(n, np.nan),
        deficit=np.full(n, np.nan),
        excess=np.full(n, np.nan),
    )
    residual = found.residual if found.residual > ACCURACY else np.inf
    return replace(found, status=status, message=message, residual=residual, after=nothing, guess=None, wedge=None)


def _numbers(tariff: ArrayLike) -> Array:
    try:
        return np.asarray(tariff, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Refused(Fault("tariff", str(error), "tariffs are fractions, importer × exporter × sector", "write 10 % as 0.10")) from None


def _check(baseline: Baseline, shock: Shock) -> None:
    faults: list[Fault] = []
    shape = baseline.flow.shape
    for name, array, low, rule in (
        ("tariff", shock.tariff, -1.0, "a tariff is a fraction above −1; infinity stops the trade"),
        ("cost", shock.cost, 0.0, "a trade-cost factor is above zero"),
    ):
        if array is None:
            continue
        if array.shape != shape and array.ndim != 0:
            faults.append(Fault(name, f"shape {array.shape}", f"axes are (importer, exporter, sector) = {shape}", "give every cell"))
            continue
        for n, i, j in np.argwhere(~(np.broadcast_to(array, shape) > low))[:5]:
            cell = f"{baseline.regions[n]}, {baseline.regions[i]}, {baseline.sectors[j]}"
            faults.append(Fault(f"{name}[{cell}]", f"value {np.broadcast_to(array, shape)[n, i, j]}", rule, "correct the cell"))
    if shock.transfer is not None:
        if shock.transfer.shape != shape[:1] or not np.isfinite(shock.transfer).all():
            faults.append(Fault("transfer", f"{shock.transfer}", "one finite number a region", "correct the transfers"))
        elif abs(float(shock.transfer.sum())) > 1e-9 * max(1e-300, float(np.abs(shock.transfer).max())):
            faults.append(
                Fault("transfer", f"sums to {shock.transfer.sum():.6g}", "what one region gives another receives", "name the giver")
            )
    if faults:
        raise Refused(faults)
