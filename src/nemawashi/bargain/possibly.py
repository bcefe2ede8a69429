"""Is a package efficient for some admissible values? Yes with a witness, no with a proof, or not found.

With one uncertain party (values Σ λ_k u^k, λ on the simplex) a package x escapes domination exactly when some λ has
Σ λ_k (u^k(x) − u^k(y)) > 0 for every y at least as good for the others (≥ 0 where y is equal for them). The linear programme
max t  s.t.  Σ λ_k (u^k(x) − u^k(y)) ≥ t  is solved over the packages y found so far; its λ is tried, and what dominates x there joins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.frontier.find import frontier
from nemawashi.bargain.issue import Package
from nemawashi.bargain.uncertain import Uncertain

__all__ = ["Possibly", "possibly_efficient"]

CORNERS = 512
GRAIN = 10**6


@dataclass(frozen=True, slots=True)
class Possibly:
    """``answer`` True (``witness`` holds the values), False (``dominated_by`` proves it), or None: not found, which proves nothing."""

    answer: bool | None
    witness: Domain | None
    dominated_by: tuple[dict[str, str], ...]
    note: str


def possibly_efficient(uncertain: Uncertain, package: Package, rng: np.random.Generator, draws: int = 100, rounds: int = 200) -> Possibly:
    """Decide whether some admissible values make the package efficient; ``draws`` are tried when several parties are uncertain."""
    base = uncertain.base
    if base.broken(package):
        return Possibly(answer=False, witness=None, dominated_by=(), note="the package breaks a rule")
    x = base.indices(package)
    first = frontier(base)
    if not _dominators(first, x):
        return Possibly(answer=True, witness=base, dominated_by=(), note="efficient at the base values")
    if uncertain.corners <= CORNERS:
        for domain in uncertain.at_corners():
            if not _dominators(frontier(domain), x):
                return Possibly(answer=True, witness=domain, dominated_by=(), note="efficient at a combination of readings")
    for y in _dominators(first, x):
        if _everywhere(uncertain, x, y):
            return Possibly(
                answer=False,
                witness=None,
                dominated_by=(base.package(y),),
                note="one package is at least as good for all at every reading, and better for one at each",
            )
    loose = [party for party in base.parties if len(uncertain.vertices(party)) > 1]
    if len(loose) == 1:
        return _by_programmes(uncertain, loose[0], x, rounds)
    for _ in range(draws):
        domain = uncertain.draw(rng)
        if not _dominators(frontier(domain), x):
            return Possibly(answer=True, witness=domain, dominated_by=(), note="efficient at a drawn set of values")
    return Possibly(None, None, (), f"not efficient at any reading nor in {draws} draws; that proves nothing")


def _dominators(front: Frontier, x: Sequence[int]) -> list[tuple[int, ...]]:
    """Efficient packages that dominate x here; empty when x is efficient."""
    return [front.domain.indices(point.package) for point in front.some(front.beyond(front.domain.payoff_at(x)))]


def _everywhere(uncertain: Uncertain, x: Sequence[int], y: Sequence[int]) -> bool:
    """True when y dominates x for all admissible values: at no reading worse for its party, and for some party better at all of them."""
    always = False
    for p, party in enumerate(uncertain.base.parties):
        gaps = [vertex.payoff_at(y)[p] - vertex.payoff_at(x)[p] for vertex in uncertain.vertices(party)]
        if min(gaps) < 0:
            return False
        always |= min(gaps) > 0
    return always


def _by_programmes(uncertain: Uncertain, party: str, x: Sequence[int], rounds: int) -> Possibly:
    from scipy.optimize import linprog  # noqa: PLC0415  # heavy, and used here only

    base, vertices = uncertain.base, uncertain.vertices(party)
    p, n = base.parties.index(party), len(vertices)
    pool = _dominators(frontier(base), x)
    for _ in range(rounds):
        rows = [[float(v.payoff_at(y)[p] - v.payoff_at(x)[p]) for v in vertices] + [1.0] for y in pool]
        solved = linprog(
            [0.0] * n + [-1.0], A_ub=rows, b_ub=[0.0] * len(rows), A_eq=[[1.0] * n + [0.0]], b_eq=[1.0], bounds=[(0, 1)] * n + [(None, 1)]
        )
        if solved.status != 0 or solved.x is None or solved.fun is None:
            break
        parts = [Fraction(round(float(w) * GRAIN), GRAIN) for w in solved.x[:n]]
        total = sum(parts, Fraction(0))
        weights: Mapping[str, Sequence[Fraction]] = {party: [w / total for w in parts]}
        domain = uncertain.mixture(weights)
        fresh = [y for y in _dominators(frontier(domain), x) if y not in pool]
        if not _dominators(frontier(domain), x):
            return Possibly(answer=True, witness=domain, dominated_by=(), note="efficient at values found by linear programming")
        if -solved.fun < -1e-9:
            proof = tuple(base.package(y) for y in pool)
            return Possibly(
                answer=False,
                witness=None,
                dominated_by=proof,
                note="for all admissible values one of these packages dominates (linear programme, tolerance 1e-9)",
            )
        if not fresh:
            break
        pool += fresh
    return Possibly(None, None, (), "the linear programmes end on a tie; that proves nothing")
