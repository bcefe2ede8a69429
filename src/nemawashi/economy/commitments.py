"""Purchase commitments and tariff-rate quotas: quantities that bind, and the wedges that make the market agree with them.

A purchase of cell c holds F_c at its level without the purchase plus the additional amount; the wedge u_c < 1 on the buyer's price is paid by the
buyer's treasury, so its cost is in the buyer's income. An allotment of state trade does the same with an amount of either sign. A quota is complementary: volume ≤ limit at the rate within, or a rent 1 ≤ u_c ≤ (1+over)/(1+within)
with volume = limit, or the over-quota rate with volume ≥ limit. Wedges and wages are found together by one Newton iteration (``newton``); the first guess of
a wedge is what its own cell alone would need.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.counterfactual import Commitment, Counterfactual, Status
from nemawashi.economy.newton import Held
from nemawashi.economy.shock import Allotment, Purchase, QuotaCell, Shock
from nemawashi.economy.solve import Benchmark, failure, solve_held, solve_plain
from nemawashi.errors import Fault, Refused

__all__ = ["solve_commitments"]

Array = NDArray[np.float64]
MOST_ROUNDS = 40

Cell = tuple[int, int, int]


def solve_commitments(
    baseline: Baseline, base: Benchmark, shock: Shock, *, closure: str, start: Counterfactual | None = None
) -> Counterfactual:
    """Solve a shock with purchases and quotas.

    Raises:
        Refused: for a purchase or a quota that cannot be read: an unknown name, a negative amount, a domestic cell, a cell without trade.

    """
    _check(baseline, shock)
    tariff = np.array(baseline.tariff if shock.tariff is None else shock.tariff)
    for quota in shock.quotas:
        tariff[_cell(baseline, quota.importer, quota.exporter, quota.sector)] = quota.within
    plain = replace(shock, tariff=tariff, purchases=(), quotas=(), allotments=())
    solver = _Wedges(baseline, base, plain, closure, shock.quotas)
    states = ["under"] * len(shock.quotas)
    without = solver.solve([], states, start if start is not None and start.wedge is None else None)
    if not without.ok:
        return without
    found, states = solver.settle([], states, without)
    held: list[Held] = []
    for cell, amount in _additional(baseline, shock.purchases, shock.allotments).items():
        target = float(found.flow[cell]) + amount
        if not target > 0:
            buyer, seller, sector = baseline.regions[cell[0]], baseline.regions[cell[1]], baseline.sectors[cell[2]]
            told = f"{buyer} buys {float(found.flow[cell]):.6g} of {sector} from {seller}: not enough to take {-amount:.6g} away"
            return failure(found, Status.IMPOSSIBLE, told)
        held.append(Held(cell, target, by_volume=False))
    without = found
    if held:
        found, states = solver.settle(held, states, without)
    if not found.ok:
        return found
    asked: list[Purchase | Allotment] = [*shock.purchases, *shock.allotments]
    commitments = tuple(
        [_bought(baseline, bought, found, without) for bought in asked]
        + [_quota(baseline, quota, state, found, without) for quota, state in zip(shock.quotas, states, strict=True)]
    )
    changed = found.wedge is not None
    return replace(found, commitments=commitments, without=without if changed else None)


def _cell(baseline: Baseline, importer: str, exporter: str, sector: str) -> Cell:
    return baseline.region(importer), baseline.region(exporter), baseline.sector(sector)


def _additional(baseline: Baseline, purchases: Sequence[Purchase], allotments: Sequence[Allotment]) -> dict[Cell, float]:
    total: dict[Cell, float] = {}
    asked: list[Purchase | Allotment] = [*purchases, *allotments]
    for one in asked:
        amount = one.amount * (one.additionality if isinstance(one, Purchase) else 1.0)
        if amount:
            cell = _cell(baseline, one.buyer, one.seller, one.sector)
            total[cell] = total.get(cell, 0.0) + amount
    return total


class _Wedges:
    """Plain equilibria as a function of wedges on cells."""

    def __init__(self, baseline: Baseline, base: Benchmark, shock: Shock, closure: str, quotas: Sequence[QuotaCell]) -> None:
        self.baseline, self.base, self.shock, self.closure, self.quotas = baseline, base, shock, closure, quotas
        self.cells = [_cell(baseline, q.importer, q.exporter, q.sector) for q in quotas]
        self.top = [(1 + q.over) / (1 + q.within) for q in quotas]

    def solve(self, held: list[Held], states: list[str], start: Counterfactual | None) -> Counterfactual:
        """Find the wedges of the held cells and of binding quotas; exporters' part of the rents is transferred, which is iterated."""
        fixed: Array | None = None
        if "over" in states:
            fixed = np.ones(self.baseline.flow.shape)
            for cell, state, top in zip(self.cells, states, self.top, strict=True):
                if state == "over":
                    fixed[cell] = top
        binding = [
            Held(cell, quota.volume, by_volume=True)
            for cell, state, quota in zip(self.cells, states, self.quotas, strict=True)
            if state == "binding"
        ]
        sought = [*held, *binding]
        shock, found = self.shock, start
        for _ in range(MOST_ROUNDS):
            found = self._once(shock, sought, fixed, found)
            paid = self._shared(found)
            if not paid.any():
                break
            old = self.shock.transfer if self.shock.transfer is not None else np.zeros_like(paid)
            now = shock.transfer if shock.transfer is not None else np.zeros_like(paid)
            if not found.ok or float(np.abs(old + paid - now).max()) <= 1e-13 * self.baseline.world:
                break
            shock = replace(self.shock, transfer=old + paid)
        assert found is not None
        return found

    def _once(self, shock: Shock, sought: list[Held], fixed: Array | None, start: Counterfactual | None) -> Counterfactual:
        if not sought:
            return solve_plain(self.baseline, self.base, shock, closure=self.closure, start=start, wedge=fixed)
        near = start
        if near is None or not near.ok:
            near = solve_plain(self.baseline, self.base, shock, closure=self.closure, wedge=fixed)
            if not near.ok:
                return near
        before = np.ones(self.baseline.flow.shape) if near.wedge is None else near.wedge
        base = np.ones(self.baseline.flow.shape) if fixed is None else fixed
        guess = np.array([np.log(before[one.cell] / base[one.cell]) + _first(near, self.baseline, one) for one in sought])
        found = solve_held(self.baseline, self.base, shock, sought, closure=self.closure, start=near, fixed=fixed, guess=guess)
        if found.ok:
            return found
        cell = max(sought, key=lambda one: abs(one.gap(near.after))).cell
        n, i, j = self.baseline.regions[cell[0]], self.baseline.regions[cell[1]], self.baseline.sectors[cell[2]]
        return failure(found, Status.IMPOSSIBLE, f"no price makes {n} buy that much of {j} from {i}")

    def _shared(self, found: Counterfactual) -> Array:
        """Exporters' part of the rents, by region."""
        paid = np.zeros(len(self.baseline.regions))
        if found.wedge is None or not found.ok:
            return paid
        for quota, cell in zip(self.quotas, self.cells, strict=True):
            rent = _rent(found, quota, cell, float(found.wedge[cell])) * quota.exporter_share
            paid[cell[0]] -= rent
            paid[cell[1]] += rent
        return paid

    def settle(self, held: list[Held], states: list[str], start: Counterfactual) -> tuple[Counterfactual, list[str]]:
        """Find each quota's regime: under, binding or over."""
        states = list(states)
        found = self.solve(held, states, start)
        for _ in range(4 * len(self.quotas)):
            if not found.ok:
                break
            moved = False
            for k, (quota, cell) in enumerate(zip(self.quotas, self.cells, strict=True)):
                volume = float(found.flow[cell]) / float(found.cost[cell[1], cell[2]])
                wedge = 1.0 if found.wedge is None else float(found.wedge[cell])
                slack = 1e-9 * quota.volume
                if states[k] == "under" and volume > quota.volume + slack:
                    states[k], moved = "over", True
                elif (states[k] == "over" and volume < quota.volume - slack) or (
                    states[k] == "binding" and wedge > self.top[k] * (1 + 1e-9)
                ):
                    states[k], moved = ("binding" if states[k] == "over" else "over"), True
                elif states[k] == "binding" and wedge < 1 - 1e-9:
                    states[k], moved = "under", True
            if not moved:
                break
            found = self.solve(held, states, found)
        return found, states


def _first(found: Counterfactual, baseline: Baseline, held: Held) -> float:
    """Log wedge that would close the gap of one cell if nothing but its own share moved: F ∝ u^{−1−θ} / (π u^{−θ} + 1 − π)."""
    n, i, j = held.cell
    theta, share, gap = float(baseline.theta[j]), float(found.after.share[j, n, i]), held.gap(found.after)
    v = 0.0
    for _ in range(50):
        moved = share * np.exp(-theta * v)
        part = moved / (moved + 1.0 - share)
        value = -(1.0 + theta) * v - np.log(moved + 1.0 - share) + gap
        if abs(value) < 1e-12:
            break
        v -= value / (-(1.0 + theta) + theta * part)
    return float(v)


def _rent(found: Counterfactual, quota: QuotaCell, cell: Cell, wedge: float) -> float:
    """What the limited volume earns beyond the rate within: money a year."""
    price = float(found.cost[cell[1], cell[2]])
    return min(float(found.flow[cell]), quota.volume * price) * (1 + quota.within) * (wedge - 1.0)


def _bought(baseline: Baseline, one: Purchase | Allotment, found: Counterfactual, without: Counterfactual) -> Commitment:
    cell = _cell(baseline, one.buyer, one.seller, one.sector)
    n, i, j = cell
    wedge = 1.0 if found.wedge is None else float(found.wedge[cell])
    before, after = float(without.flow[cell]), float(found.flow[cell])
    return Commitment(
        kind="purchase" if isinstance(one, Purchase) else "allotment",
        buyer=one.buyer,
        seller=one.seller,
        sector=one.sector,
        before=before,
        after=after,
        wedge=wedge - 1.0,
        cost=after * float(1 + found.tariff[cell]) * (1.0 - wedge),
        rent=0.0,
        regime="held" if wedge != 1.0 else "nothing additional",
        diverted={name: float(found.flow[n, k, j] - without.flow[n, k, j]) for k, name in enumerate(baseline.regions) if k != i},
    )


def _quota(baseline: Baseline, one: QuotaCell, state: str, found: Counterfactual, without: Counterfactual) -> Commitment:
    cell = _cell(baseline, one.importer, one.exporter, one.sector)
    wedge = 1.0 if found.wedge is None else float(found.wedge[cell])
    return Commitment(
        kind="quota",
        buyer=one.importer,
        seller=one.exporter,
        sector=one.sector,
        before=float(without.flow_before[cell]),
        after=float(found.flow[cell]),
        wedge=wedge - 1.0,
        cost=0.0,
        rent=_rent(found, one, cell, wedge),
        regime={"under": "quota not filled", "binding": "quota filled", "over": "over the quota"}[state],
        diverted={},
    )


def _check(baseline: Baseline, shock: Shock) -> None:
    faults: list[Fault] = []
    for number, one in enumerate(shock.purchases):
        where = f"purchases[{number}]"
        cell = _cell(baseline, one.buyer, one.seller, one.sector)
        if not (np.isfinite(one.amount) and one.amount >= 0):
            faults.append(Fault(where, f"amount {one.amount}", "an amount is zero or more", "a cancelled purchase is a purchase of less"))
        if not 0 <= one.additionality <= 1:
            faults.append(
                Fault(where, f"additionality {one.additionality}", "additionality is between 0 and 1", "give the part that is additional")
            )
        faults += _trades(baseline, cell, where)
    for number, allotment in enumerate(shock.allotments):
        where = f"allotments[{number}]"
        cell = _cell(baseline, allotment.buyer, allotment.seller, allotment.sector)
        if not np.isfinite(allotment.amount):
            faults.append(Fault(where, f"amount {allotment.amount}", "an amount is a number", "correct the amount"))
        faults += _trades(baseline, cell, where)
    for number, quota in enumerate(shock.quotas):
        where = f"quotas[{number}]"
        cell = _cell(baseline, quota.importer, quota.exporter, quota.sector)
        if not (quota.volume > 0 and -1 < quota.within <= quota.over and np.isfinite(quota.over) and 0 <= quota.exporter_share <= 1):
            faults.append(
                Fault(where, f"{quota}", "volume > 0, −1 < within ≤ over < ∞, exporter's share between 0 and 1", "correct the quota")
            )
        faults += _trades(baseline, cell, where)
    if faults:
        raise Refused(faults)


def _trades(baseline: Baseline, cell: Cell, where: str) -> list[Fault]:
    n, i, j = cell
    name = f"{baseline.regions[n]} from {baseline.regions[i]}, {baseline.sectors[j]}"
    if n == i:
        return [Fault(where, f"domestic trade: {name}", "buyer and seller are two regions", "name another seller")]
    if baseline.flow[cell] <= 0:
        return [
            Fault(
                where, f"no trade in the benchmark: {name}", "a share model cannot start a flow from nothing", "name a sector that trades"
            )
        ]
    return []
