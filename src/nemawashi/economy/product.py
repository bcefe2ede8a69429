"""One product in one importing country: Armington demand, finite supply, ad valorem and specific duties, quotas, state-traded volumes.

    P_i = p_i (1 + a_i) + s_i + r_i                        (price to the buyer: border price, duties, rent or mark-up)
    q_i = q_i⁰ (P_i/P_i⁰)^{−σ} (P/P⁰)^{σ−ε},  P^{1−σ} ∝ Σ_i w_i P_i^{1−σ}   (Armington 1969; ε demand elasticity of the whole)
    p_i = p_i⁰ (q_i/q_i⁰)^{1/η_i}                          (supply to this market; η = ∞ at a given price)
    held i: q_i = allocation, the mark-up r_i clears       (state trade within a minimum access)
    quota g: Σ_{i∈g} q_i ≤ V_g ⊥ r_g ≥ 0, r_g ≤ over-quota duty less the duty within

Below the resolution of the sector model only this speaks. Newton on log buyer prices with an analytic Jacobian; a quota is filled, unfilled or exceeded
and each case is tried. Nouns stand in ``market``.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product as combinations

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.market import Market, MarketResult, MarketShock, QuotaGroup, Supplier
from nemawashi.errors import Fault, Refused

__all__ = ["Market", "MarketResult", "MarketShock", "QuotaGroup", "Supplier", "solve_market"]

Array = NDArray[np.float64]
GOAL = 1e-12


def solve_market(market: Market, shock: MarketShock) -> MarketResult:
    """Solve the market under a shock; nothing changed gives exactly the benchmark.

    Raises:
        Unknown: for a supplier the market does not have.

    """
    for given in (shock.ad_valorem, shock.specific, shock.cost, shock.allocation, shock.purchase):
        for party in given:
            market.index(party)
    for party in shock.allocation:
        if not market.suppliers[market.index(party)].held:
            raise Refused(
                Fault(f"{market.name}, {party}", "allocation", "only goods in state trade are allocated", "use a purchase or a quota")
            )
    problem = _Problem(market, shock)
    if problem.unchanged:
        return problem.result(problem.start, np.zeros(len(market.suppliers)), tuple("as before" for _ in problem.quotas), 0.0, "no change")
    best: tuple[float, MarketResult] | None = None
    for states in combinations(("not filled", "filled", "exceeded"), repeat=len(problem.quotas)):
        found = problem.solve(states)
        if found is not None and (best is None or found.residual < best[0]):
            best = (found.residual, found)
    if best is not None:
        return best[1]
    nothing = np.full(len(market.suppliers), np.nan)
    return replace(
        problem.result(problem.start, nothing, (), np.inf, "no prices clear this market"),
        solved=False,
        quantity=nothing,
        border=nothing,
        buyer=nothing,
        duty=nothing,
    )


class _Problem:
    """The equations of one market under one shock, in logs of buyer prices x_i."""

    def __init__(self, market: Market, shock: MarketShock) -> None:
        suppliers = market.suppliers
        self.market = market
        self.quotas = market.quotas if shock.quotas is None else shock.quotas
        self.q0 = np.array([s.quantity for s in suppliers])
        self.p0 = np.array([s.price for s in suppliers])
        self.eta = np.array([s.supply for s in suppliers])
        before_a = np.array([s.ad_valorem for s in suppliers])
        before_s = np.array([s.specific for s in suppliers])
        self.a = np.array([shock.ad_valorem.get(s.party, s.ad_valorem) for s in suppliers])
        self.s = np.array([shock.specific.get(s.party, s.specific) for s in suppliers])
        self.cost = np.array([shock.cost.get(s.party, 1.0) for s in suppliers])
        self.markup = np.array([s.markup for s in suppliers])
        self.held = np.array([s.held for s in suppliers])
        self.fixed = np.array([shock.allocation.get(s.party, s.quantity) if s.held else np.nan for s in suppliers])
        self.more = np.array([shock.purchase.get(s.party, 0.0) for s in suppliers])
        self.buyer0 = self.p0 * (1 + before_a) + before_s + self.markup
        self.start = np.log(self.buyer0)
        value = self.q0 * self.buyer0
        self.weight = value / value.sum()
        self.unchanged = bool(
            (self.a == before_a).all()
            and (self.s == before_s).all()
            and (self.cost == 1).all()
            and (self.more == 0).all()
            and (~self.held | (self.fixed == self.q0)).all()
            and self.quotas == market.quotas
        )
        self.groups = [np.array([s.party in g.parties for s in suppliers]) for g in self.quotas]

    def demand(self, x: Array) -> tuple[Array, Array]:
        """Log quantities, and current value shares (the derivative of log P)."""
        sigma, epsilon = self.market.sigma, self.market.demand
        relative = x - self.start
        terms = self.weight * np.exp((1 - sigma) * relative)
        index = np.log(terms.sum()) / (1 - sigma)
        return np.log(self.q0) - sigma * relative + (sigma - epsilon) * index, terms / terms.sum()

    def solve(self, states: Sequence[str]) -> MarketResult | None:
        """Solve in given quota states; None when they contradict the solution or nothing converges."""
        n = len(self.q0)
        filled = [k for k, state in enumerate(states) if state == "filled"]
        fixed_rent = self.markup.copy()
        for k, state in enumerate(states):
            if state == "exceeded":
                fixed_rent[self.groups[k]] += self.quotas[k].over
        plain = None
        bought = np.flatnonzero(self.more > 0)
        if len(bought):
            calm = _Problem(self.market, MarketShock())
            calm.a, calm.s, calm.cost, calm.fixed, calm.quotas, calm.groups = (
                self.a,
                self.s,
                self.cost,
                self.fixed,
                self.quotas,
                self.groups,
            )
            calm.unchanged = False
            plain = calm.solve(states)
            if plain is None:
                return None
        target = np.log(plain.quantity + self.more) if plain is not None else None
        # unknowns: x_i, then a rent for each filled quota, then a wedge for each supplier with a purchase
        unknowns = np.concatenate([self.start, np.zeros(len(filled) + len(bought))])
        gap = np.inf
        for _ in range(200):
            value, jacobian = self._equations(unknowns, filled, bought, fixed_rent, target)
            gap = float(np.abs(value).max())
            if not np.isfinite(gap):
                return None
            if gap <= GOAL:
                break
            step = np.linalg.lstsq(jacobian, -value, rcond=None)[0]
            rate = min(1.0, 0.5 / max(1e-300, float(np.abs(step[:n]).max())))
            for _ in range(40):
                new, _ = self._equations(unknowns + rate * step, filled, bought, fixed_rent, target)
                if np.isfinite(new).all() and float(np.abs(new).max()) < gap:
                    break
                rate /= 2
            else:
                break
            unknowns = unknowns + rate * step
        if gap > 1e-9:
            return None
        x = unknowns[:n]
        rent = np.exp(x) - self._within(x)
        log_q, _ = self.demand(x)
        quantity = np.exp(log_q)
        for k, state in enumerate(states):
            total, top = float(quantity[self.groups[k]].sum()), self.quotas[k].over
            paid = float(unknowns[n + filled.index(k)]) if state == "filled" else 0.0
            slack = 1e-7 * self.quotas[k].volume
            wrong = {
                "not filled": total > self.quotas[k].volume + slack,
                "filled": not -1e-9 * top <= paid <= top * (1 + 1e-9),
                "exceeded": total < self.quotas[k].volume - slack,
            }
            if wrong[state]:
                return None
        return self.result(x, rent, tuple(states), gap, "solved")

    def _border(self, x: Array) -> Array:
        """Log border prices that call forth the quantities demanded at ``x``."""
        log_q, _ = self.demand(x)
        with np.errstate(invalid="ignore"):
            border: Array = np.log(self.p0) + np.where(np.isinf(self.eta), 0.0, (log_q - np.log(self.q0)) / self.eta)
        return border

    def _within(self, x: Array) -> Array:
        """Price with the duties within, before rent."""
        within: Array = np.exp(self._border(x)) * self.cost * (1 + self.a) + self.s
        return within

    def _equations(
        self, unknowns: Array, filled: Sequence[int], bought: NDArray[np.intp], fixed_rent: Array, target: Array | None
    ) -> tuple[Array, Array]:
        n = len(self.q0)
        sigma, epsilon = self.market.sigma, self.market.demand
        x, rents, wedges = unknowns[:n], unknowns[n : n + len(filled)], unknowns[n + len(filled) :]
        log_q, share = self.demand(x)
        by_x = -sigma * np.eye(n) + (sigma - epsilon) * share[None, :]
        duty = np.exp(self._border(x)) * self.cost * (1 + self.a)
        rent = fixed_rent.copy()
        for place, k in enumerate(filled):
            rent[self.groups[k]] += rents[place]
        wedge = np.zeros(n)
        wedge[bought] = wedges
        price = (duty + self.s + rent) * np.exp(wedge)
        value = np.zeros(len(unknowns))
        jacobian = np.zeros((len(unknowns), len(unknowns)))
        slope = np.where(np.isinf(self.eta), 0.0, 1 / np.where(np.isinf(self.eta), 1.0, self.eta))
        value[:n] = x - np.log(np.maximum(price, 1e-300))
        jacobian[:n, :n] = np.eye(n) - (duty * np.exp(wedge) / price * slope)[:, None] * by_x
        for place, k in enumerate(filled):
            jacobian[:n, n + place] = -np.where(self.groups[k], np.exp(wedge) / price, 0.0)
            total = np.exp(log_q)[self.groups[k]].sum()
            value[n + place] = np.log(total / self.quotas[k].volume)
            jacobian[n + place, :n] = (np.exp(log_q)[self.groups[k]][:, None] * by_x[self.groups[k]]).sum(0) / total
        for place, i in enumerate(bought):
            row = n + len(filled) + place
            jacobian[i, row] = -1.0
            assert target is not None
            value[row] = log_q[i] - target[i]
            jacobian[row, :n] = by_x[i]
        for i in np.flatnonzero(self.held):
            value[i] = log_q[i] - np.log(self.fixed[i])
            jacobian[i] = 0.0
            jacobian[i, :n] = by_x[i]
        return value, jacobian

    def result(self, x: Array, rent: Array, states: tuple[str, ...], residual: float, message: str) -> MarketResult:
        """Write the point out."""
        same = self.unchanged
        quantity = self.q0.copy() if same else np.exp(self.demand(x)[0])
        return MarketResult(
            market=self.market,
            parties=tuple(s.party for s in self.market.suppliers),
            solved=True,
            message=message,
            residual=residual,
            quantity_before=self.q0,
            quantity=quantity,
            border_before=self.p0,
            border=self.p0.copy() if same else np.exp(self._border(x)),
            buyer_before=self.buyer0,
            buyer=self.buyer0.copy() if same else np.exp(x),
            rent=self.markup.copy() if same else rent,
            regimes=states,
            duty=self.s + self.a * self.cost * (self.p0 if same else np.exp(self._border(x))),
            quotas=self.quotas,
        )
