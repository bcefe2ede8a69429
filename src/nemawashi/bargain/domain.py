"""The bargaining problem as a table: parties, issues with options, additive values, pair tables, rules, and what no deal gives.

    u_p(x) = Σ_i v_p[i, x_i] + Σ_{(i,j)} t_p[i, j, x_i, x_j]          x a package: one option an issue

Values are exact rationals (see :mod:`nemawashi.bargain.number`). ``disagreement`` is the *breakdown* point d: what follows when the talks
fail; it moves the split and may lie below every package. ``outside`` is each party's *walk-away*: it only refuses packages below it
(Binmore, Rubinstein & Wolinsky 1986).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import prod

from nemawashi.bargain.checks import faults_of
from nemawashi.bargain.issue import Issue, Package, PairTable, Table
from nemawashi.bargain.number import Number, exact
from nemawashi.bargain.rules import Rule
from nemawashi.bargain.tables import read_tables
from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["Domain"]


@dataclass(frozen=True, slots=True)
class Domain:
    """A validated bargaining problem; ``values[party][issue][option]``, all indices in the order of ``parties`` and ``issues``."""

    parties: tuple[str, ...]
    issues: tuple[Issue, ...]
    values: tuple[Table, ...]
    pairs: tuple[PairTable, ...] = ()
    rules: tuple[Rule, ...] = ()
    disagreement: tuple[Fraction, ...] | None = None
    """d, the payoffs of breakdown; None where it is not known (then no solution that needs it is given)."""
    outside: tuple[Fraction | None, ...] | None = None
    """Each party's walk-away value; None where it has none."""
    _place: dict[str, tuple[int, dict[str, int]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check everything at once; raises Refused with every fault."""
        points = {"disagreement": self.disagreement, "outside": self.outside}
        faults = faults_of(self.parties, self.issues, self.values, self.pairs, self.rules, points)
        if faults:
            raise Refused(faults)
        place = {issue.id: (i, {option: o for o, option in enumerate(issue.options)}) for i, issue in enumerate(self.issues)}
        object.__setattr__(self, "_place", place)

    @classmethod
    def from_tables(
        cls,
        values: Mapping[str, Mapping[str, Mapping[str, Number]]],
        *,
        issues: Mapping[str, Sequence[str]] | None = None,
        pairs: Mapping[tuple[str, str], Mapping[str, Mapping[tuple[str, str], Number]]] | None = None,
        rules: Iterable[Rule] = (),
        disagreement: Mapping[str, Number] | Sequence[Number] | None = None,
        outside: Mapping[str, Number] | None = None,
    ) -> "Domain":
        """Build a domain from plain tables.

        ``values[party][issue][option]``; ``issues`` fixes ids and order (by default those of the first party);
        ``pairs[issue, issue][party][option, option]``, a combination left out adds nothing. Raises Refused with every fault: an
        option without a value, a name that is not known, a value that is no finite number, a cyclic rule.
        """
        return cls(*read_tables(values, issues, pairs, disagreement, outside, rules))

    @property
    def combinations(self) -> int:
        """The number of packages before any rule: the product of the numbers of options."""
        return prod(len(issue.options) for issue in self.issues)

    def issue(self, name: str) -> Issue:
        """Give the issue of that id; raises Unknown."""
        return self.issues[self.index(name)]

    def index(self, name: str) -> int:
        """Give the position of an issue; raises Unknown."""
        if name not in self._place:
            raise Unknown("issue", name, self._place)
        return self._place[name][0]

    def indices(self, package: Package) -> tuple[int, ...]:
        """Give a package as option indices; raises Refused for a missing, Unknown for an unknown issue or option."""
        for name in package:
            self.index(name)
        missing = [issue.id for issue in self.issues if issue.id not in package]
        if missing:
            raise Refused(
                Fault("package", f"nothing for {', '.join(missing)}", "a package settles every issue", "add an option for each of them")
            )
        chosen: list[int] = []
        for issue in self.issues:
            known = self._place[issue.id][1]
            if package[issue.id] not in known:
                raise Unknown("option", package[issue.id], known, where=issue.id)
            chosen.append(known[package[issue.id]])
        return tuple(chosen)

    def package(self, indices: Iterable[int]) -> dict[str, str]:
        """Give option indices as a package."""
        return {issue.id: issue.options[o] for issue, o in zip(self.issues, indices, strict=True)}

    def payoff(self, package: Package) -> tuple[Fraction, ...]:
        """u(x), one exact value a party, in the order of ``parties``."""
        return self.payoff_at(self.indices(package))

    def payoff_at(self, indices: Sequence[int]) -> tuple[Fraction, ...]:
        """u(x) of a package given as option indices."""
        total = [sum((row[o] for row, o in zip(table, indices, strict=True)), Fraction(0)) for table in self.values]
        for pair in self.pairs:
            i, j = (indices[self._place[name][0]] for name in pair.issues)
            for p, table in enumerate(pair.values):
                total[p] += table[i][j]
        return tuple(total)

    def broken(self, package: Package) -> tuple[Rule, ...]:
        """The rules this package breaks; empty when it is allowed."""
        whole = self.package(self.indices(package))
        return tuple(rule for rule in self.rules if not rule.holds(whole))

    def enumerate(self) -> Iterator[tuple[int, ...]]:
        """Every allowed package as option indices, in lexicographic order; for small domains and for checking."""
        for indices in product(*(range(len(issue.options)) for issue in self.issues)):
            if not self.rules or all(rule.holds(package) for package in (self.package(indices),) for rule in self.rules):
                yield indices

    @property
    def floor(self) -> tuple[Fraction | None, ...] | None:
        """What each party must be given at least: the better of breakdown and walk-away; None for whom neither is known, and for all."""
        d, away = self.disagreement, self.outside
        if d is None:
            return None if away is None or all(value is None for value in away) else away
        return tuple(v if a is None else max(v, a) for v, a in zip(d, away or (None,) * len(d), strict=True))

    def refused_by(self, payoffs: Sequence[Fraction]) -> tuple[str, ...]:
        """The parties that would refuse a package of these payoffs: it gives them less than their floor."""
        floor = self.floor or (None,) * len(self.parties)
        return tuple(party for party, u, low in zip(self.parties, payoffs, floor, strict=True) if low is not None and u < low)

    def with_rules(self, *rules: Rule) -> "Domain":
        """The same problem with further rules."""
        return replace(self, rules=(*self.rules, *rules))

    def without_rules(self, *rules: Rule) -> "Domain":
        """The same problem without these rules; raises Refused when one of them is not there."""
        gone = [rule for rule in rules if rule not in self.rules]
        if gone:
            raise Refused(
                Fault("rules", f"“{gone[0]}” is not a rule here", "only a rule that stands can be lifted", "take it from domain.rules")
            )
        return replace(self, rules=tuple(rule for rule in self.rules if rule not in rules))

    def with_disagreement(self, *d: Number) -> "Domain":
        """The same problem with another breakdown point, one value a party."""
        return replace(self, disagreement=tuple(exact(value, "disagreement") for value in d))

    def with_outside(self, *outside: Number | None) -> "Domain":
        """The same problem with other walk-away values, one a party."""
        return replace(self, outside=tuple(None if value is None else exact(value, "outside") for value in outside))

    def between(self, *parties: str) -> "Domain":
        """The same problem with these parties only, in this order."""
        if unknown := [name for name in parties if name not in self.parties]:
            raise Unknown("party", unknown[0], self.parties)
        at = [self.parties.index(name) for name in parties]
        return replace(
            self,
            parties=tuple(parties),
            values=tuple(self.values[p] for p in at),
            pairs=tuple(replace(pair, values=tuple(pair.values[p] for p in at)) for pair in self.pairs),
            disagreement=None if self.disagreement is None else tuple(self.disagreement[p] for p in at),
            outside=None if self.outside is None else tuple(self.outside[p] for p in at),
        )
