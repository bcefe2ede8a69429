"""The single best package for a weighted sum of payoffs, exactly, for any number of parties.

    argmax Σ_p w_p u_p(x)   over allowed packages

One coordinate (and one more a cap) is merged instead of one a party, so this stays exact where a frontier of many parties is only bounded.
With positive weights the package is efficient. It does not ask whether everybody would accept it.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier.answer import Point
from nemawashi.bargain.frontier.find import frontier
from nemawashi.bargain.issue import PairTable, Table
from nemawashi.bargain.number import Number, exact
from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["single_best"]


def single_best(domain: Domain, weights: Mapping[str, Number] | None = None, most: int = 100) -> tuple[Point, ...]:
    """Give the packages (at most ``most`` that tie) with the largest weighted sum; weights are 1 by default, 0 for a party left out."""
    given = dict.fromkeys(domain.parties, 1) if weights is None else weights
    for name in given:
        if name not in domain.parties:
            raise Unknown("party", name, domain.parties)
    w = [exact(given.get(party, 0), f"weight of {party}") for party in domain.parties]
    if any(value < 0 for value in w) or not any(w):
        shown = ", ".join(str(value) for value in w)
        raise Refused(Fault("weights", shown, "weights are at least 0 and one is positive", "weigh the parties that count"))
    whole = replace(
        domain,
        parties=("sum",),
        values=(_sum(domain.values, w),),
        pairs=tuple(PairTable(pair.issues, (_sum(pair.values, w),)) for pair in domain.pairs),
        disagreement=None,
        outside=None,
    )
    packages = frontier(whole).ties(0, most)
    return tuple(Point(domain.payoff(package), package) for package in packages)


def _sum(tables: tuple[Table, ...], w: list[Fraction]) -> Table:
    return tuple(
        tuple(sum((v * table[i][o] for v, table in zip(w, tables, strict=True)), Fraction(0)) for o in range(len(row)))
        for i, row in enumerate(tables[0])
    )
