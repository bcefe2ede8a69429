"""Finding the frontier: exact integers first, ticks or thinning with a published bound where there would be too many points."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.feasible import refuse_empty
from nemawashi.bargain.frontier.answer import Frontier, Payoff
from nemawashi.bargain.frontier.exhaustive import lay_out
from nemawashi.bargain.frontier.linked import Tree, build
from nemawashi.bargain.frontier.lookup import Lookup
from nemawashi.bargain.frontier.nondominated import Merger, TooMany, nondominated
from nemawashi.bargain.frontier.recover import first, ties
from nemawashi.bargain.scale import FINE, TICKS, Ints, Scale, scale
from nemawashi.errors import Fault, Refused, Unsolved

__all__ = ["frontier"]

LIMIT = {1: 10**8, 2: 2 * 10**7, 3: 10**7}
"""Candidates one merge may generate, by number of coordinates; with four or more, ``LIMIT_MANY``."""
LIMIT_MANY = 600_000
LIMIT_LONG = 300_000
"""The same where integers are too long for 64 bits."""
MOST = 4_000
"""Points a set is thinned to when it must be."""
LAID_OUT = 4_000_000
"""Packages that may be laid out one by one."""
LAID_OUT_LONG = 200_000


def frontier(
    domain: Domain, *, ticks: int | None = None, method: str | None = None, limit: int | None = None, most: int = MOST
) -> Frontier:
    """Give the efficient payoffs of a domain and their packages.

    ``ticks`` rounds each party's range to that many while searching (the bound is published); by default payoffs are exact integers
    where they fit, and 10⁵ ticks are used only where they do not or would give too many points. ``method`` insists on *exact* or
    *exhaustive* (raises Unsolved when that is out of reach); ``limit`` is the number of candidates one merge may generate, ``most`` the
    size sets are thinned to beyond it. Raises Refused, naming a smallest set of rules to blame, when no package is left.
    """
    if method not in {None, "exact", "exhaustive"}:
        raise Refused(
            Fault("method", f"{method!r}", "a frontier is sought by exact or exhaustive", "leave it out to let the domain decide")
        )
    if not domain.issues:
        raise Refused(Fault("issues", "no issue", "a package settles one issue or more", "add an issue"))
    coordinates = scale(domain, ticks)
    if method == "exhaustive":
        return _exhaustive(domain)
    depth = coordinates.parties + len(coordinates.least)
    bar = limit or LIMIT.get(depth, LIMIT_MANY)
    try:
        merger = Merger(coordinates.parties, min(bar, LIMIT_LONG) if coordinates.long else bar, insists=method == "exact")
        return _merged(domain, coordinates, merger, ticks)
    except TooMany:
        if method is None and domain.combinations <= (LAID_OUT_LONG if coordinates.long else LAID_OUT):
            return _exhaustive(domain)
    if method == "exact":
        raise Unsolved(f"the exact frontier takes more than {bar} candidates in one merge; raise the limit, or accept a bound")
    for tries, thinned in ((FINE if coordinates.long else None, None), (TICKS if depth == 2 else None, None), (TICKS, most)):
        if ticks is None and tries is None:
            continue
        try:
            merger = Merger(coordinates.parties, max(bar, most * most) if thinned else bar, thinned)
            return _merged(domain, scale(domain, ticks or tries), merger, ticks or tries)
        except TooMany:
            continue
    raise Unsolved("the links between the issues are too dense: no order of eliminating them keeps the tables small")


def _merged(domain: Domain, coordinates: Scale, merger: Merger, ticks: int | None) -> Frontier:
    tree = build(domain, coordinates, merger)
    full = tree.solve()
    if not full.shape[1]:
        refuse_empty(domain)
        raise Unsolved("thinning lost every package that keeps the caps; raise the limit")
    chosen = _efficient(full, coordinates.parties)
    if coordinates.exact:
        return _exact(domain, coordinates, tree, chosen)
    bound = tuple(2 * loss + step * merger.slack for loss, step in zip(coordinates.bound, coordinates.tick, strict=True))
    return _listed(domain, first(tree, chosen), merger.candidates, bound, ticks or FINE)


def _efficient(full: Ints, parties: int) -> Ints:
    """The full vectors whose payoffs are efficient, best for the first party first."""
    if full.shape[0] == parties:
        chosen = full
    else:
        payoffs = full[:parties]
        chosen = full[:, Lookup(payoffs).find(nondominated(payoffs.copy()))]
    return chosen[:, np.lexsort(chosen[:parties][::-1])[::-1]]


def _exact(domain: Domain, coordinates: Scale, tree: Tree, chosen: Ints) -> Frontier:
    bound = tuple(step * tree.merger.slack for step in coordinates.tick)

    def tied(index: int) -> Iterator[tuple[int, ...]]:
        for package in ties(tree, chosen[: coordinates.parties, index]):
            indices = tuple(package[i] for i in range(len(domain.issues)))
            if not domain.rules or not domain.broken(domain.package(indices)):
                yield indices

    return Frontier(
        domain=domain,
        method="bound" if any(bound) else "exact",
        values=coordinates.floats(chosen),
        candidates=tree.merger.candidates,
        bound=bound,
        ticks=None,
        exactly=lambda at: coordinates.payoffs(chosen[:, at]),
        unfold=lambda at: first(tree, chosen[:, at]),
        tied=tied,
    )


def _exhaustive(domain: Domain) -> Frontier:
    if domain.combinations > LAID_OUT:
        raise Unsolved(f"{domain.combinations} packages are too many to look at one by one; leave the method out")
    coordinates = scale(domain)
    payoffs, flat = lay_out(domain, coordinates)
    if not payoffs.shape[1]:
        refuse_empty(domain)
    chosen = _efficient(nondominated(payoffs.copy()), coordinates.parties)
    sizes = tuple(len(issue.options) for issue in domain.issues)
    where = Lookup(payoffs)

    def tied(index: int) -> Iterator[tuple[int, ...]]:
        for at in np.flatnonzero((payoffs == chosen[:, index : index + 1]).all(axis=0)):
            yield tuple(int(o) for o in np.unravel_index(flat[at], sizes))

    return Frontier(
        domain=domain,
        method="exhaustive",
        values=coordinates.floats(chosen),
        candidates=payoffs.shape[1],
        bound=(Fraction(0),) * coordinates.parties,
        ticks=None,
        exactly=lambda at: coordinates.payoffs(chosen[:, at]),
        unfold=lambda at: np.stack(np.unravel_index(flat[where.find(chosen[:, at])], sizes), axis=1).astype(np.int64),
        tied=tied,
    )


def _listed(domain: Domain, packages: Ints, candidates: int, bound: Payoff, ticks: int) -> Frontier:
    """A frontier from packages (n, issue) found with rounded payoffs: payoffs recomputed exactly, dominated ones dropped."""
    exact = scale(domain)
    payoffs = exact.at(packages)
    chosen = _efficient(nondominated(payoffs.copy()), exact.parties)
    at = Lookup(payoffs).find(chosen)

    def tied(index: int) -> Iterator[tuple[int, ...]]:
        same = (payoffs == chosen[:, index : index + 1]).all(axis=0)
        yield from {tuple(x) for x in packages[same].tolist()}

    return Frontier(
        domain=domain,
        method="bound",
        values=exact.floats(chosen),
        candidates=candidates,
        bound=bound,
        ticks=ticks,
        exactly=lambda some: exact.payoffs(chosen[:, some]),
        unfold=lambda some: packages[at[some]],
        tied=tied,
    )
