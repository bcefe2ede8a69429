"""A bargaining problem whose values are known only to lie in a region: for each party the convex hull of several readings.

A *reading* of a party is a full set of its values, pair values, breakdown and walk-away; any mixture Σ λ_k reading_k (λ ≥ 0, Σ λ = 1) is
admissible, each party's independently of the others'. Orderings and bounds on weights become readings by listing the polytope's vertices.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.issue import PairTable, Table
from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["Uncertain"]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """``base`` is the reading to begin with; ``readings[party]`` are domains of which that party's rows count, one or more a party."""

    base: Domain
    readings: Mapping[str, tuple[Domain, ...]]

    def __post_init__(self) -> None:
        faults: list[Fault] = []
        for party, vertices in self.readings.items():
            if party not in self.base.parties:
                faults.extend(Unknown("party", party, self.base.parties, where="readings").faults)
            if not vertices:
                faults.append(
                    Fault(f"readings of {party}", "none", "a party has one reading or more", "leave the party out to keep its base")
                )
            for k, vertex in enumerate(vertices):
                same = (vertex.parties, vertex.issues, vertex.rules, tuple(pair.issues for pair in vertex.pairs))
                if same != (self.base.parties, self.base.issues, self.base.rules, tuple(pair.issues for pair in self.base.pairs)):
                    rule = "readings differ in values only: same parties, issues, links and rules"
                    faults.append(
                        Fault(f"readings of {party}, {k + 1}", "another problem", rule, "make each with from_tables on the same tables")
                    )
        if faults:
            raise Refused(faults)

    def vertices(self, party: str) -> tuple[Domain, ...]:
        """The readings of a party; its base where nothing else is given."""
        return self.readings.get(party) or (self.base,)

    @property
    def corners(self) -> int:
        """The number of combinations of one reading a party."""
        return prod(len(self.vertices(party)) for party in self.base.parties)

    def at_corners(self) -> Iterator[Domain]:
        """The domain at each combination of one reading a party."""
        for chosen in product(*(self.vertices(party) for party in self.base.parties)):
            yield _mixed(self.base, [[(vertex, Fraction(1))] for vertex in chosen])

    def mixture(self, weights: Mapping[str, Sequence[Fraction]]) -> Domain:
        """The domain at these convex weights; a party left out stays at its base."""
        rows = []
        for party in self.base.parties:
            given = weights.get(party)
            vertices = self.vertices(party)
            if given is None:
                rows.append([(self.base, Fraction(1))])
                continue
            if len(given) != len(vertices) or sum(given) != 1 or min(given) < 0:
                found = ", ".join(str(w) for w in given)
                rule = f"convex weights are {len(vertices)} numbers of at least 0 that sum to 1"
                raise Refused(Fault(f"weights of {party}", found, rule, "scale them to sum to 1"))
            rows.append([(vertex, w) for vertex, w in zip(vertices, given, strict=True) if w])
        return _mixed(self.base, rows)

    def draw(self, rng: np.random.Generator) -> Domain:
        """A random admissible domain: convex weights uniform on the simplex of readings (Dirichlet(1)), in thousandths."""
        weights = {}
        for party in self.base.parties:
            n = len(self.vertices(party))
            if n > 1:
                parts = rng.multinomial(1000, rng.dirichlet(np.ones(n)))
                weights[party] = [Fraction(int(part), 1000) for part in parts]
        return self.mixture(weights) if weights else self.base


def _mixed(base: Domain, rows: Sequence[Sequence[tuple[Domain, Fraction]]]) -> Domain:
    """Take each party's numbers from its own mixture of domains."""
    values: list[Table] = []
    pairs: list[list[Table]] = [[] for _ in base.pairs]
    d: list[Fraction | None] = []
    away: list[Fraction | None] = []
    for p, row in enumerate(rows):
        values.append(_table([(vertex.values[p], w) for vertex, w in row]))
        for k in range(len(base.pairs)):
            pairs[k].append(_table([(vertex.pairs[k].values[p], w) for vertex, w in row]))
        d.append(_number([(None if vertex.disagreement is None else vertex.disagreement[p], w) for vertex, w in row]))
        away.append(_number([(None if vertex.outside is None else vertex.outside[p], w) for vertex, w in row]))
    whole_d = [value for value in d if value is not None]
    return replace(
        base,
        values=tuple(values),
        pairs=tuple(PairTable(pair.issues, tuple(tables)) for pair, tables in zip(base.pairs, pairs, strict=True)),
        disagreement=tuple(whole_d) if len(whole_d) == len(d) else None,
        outside=None if all(value is None for value in away) else tuple(away),
    )


def _table(parts: Sequence[tuple[Table, Fraction]]) -> Table:
    if len(parts) == 1:
        return parts[0][0]
    first = parts[0][0]
    return tuple(tuple(sum((table[i][o] * w for table, w in parts), Fraction(0)) for o in range(len(row))) for i, row in enumerate(first))


def _number(parts: Sequence[tuple[Fraction | None, Fraction]]) -> Fraction | None:
    known = [value * w for value, w in parts if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else None
