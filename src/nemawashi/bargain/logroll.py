"""Logrolls: two changes to a package, each a concession by somebody, that together leave nobody worse off.

    gain_p = u_p(x with i→a, j→b) − u_p(x) ≥ 0 for every p, > 0 for some p, while each change alone harms some party

Froman & Cohen (1970), Behavioral Science 15:180; Raiffa (1982), ch. 11. Sorted by joint gain Σ_p gain_p / range_p, the range being what lies
between a party's best and worst option added over issues, so that parties' units do not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.issue import Package

__all__ = ["Change", "Logroll", "logrolls", "single_gains"]

Payoff = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One issue moved from one option to another, and what that alone gives each party."""

    issue: str
    before: str
    after: str
    gains: Payoff
    conceding: tuple[str, ...]
    """Parties that lose by this change alone."""


@dataclass(frozen=True, slots=True)
class Logroll:
    """A swap: the changes, the package they lead to, each party's gain, and the joint gain in shares of the parties' ranges."""

    changes: tuple[Change, ...]
    package: dict[str, str]
    gains: Payoff
    joint: Fraction


def logrolls(domain: Domain, package: Package, most: int | None = 20) -> tuple[Logroll, ...]:
    """Give the swaps of two issues that are good for all, best joint gain first; ``most`` None gives every one."""
    x = domain.indices(package)
    here, ranges = domain.payoff_at(x), _ranges(domain)
    moves = [move for i in range(len(x)) for move in _moves(domain, x, i, here)]
    harmful = [(i, o, change) for i, o, change in moves if change.conceding]
    linked = {frozenset(pair.issues) for pair in domain.pairs}
    found: list[Logroll] = []
    for (i, a, first), (j, b, second) in combinations(harmful, 2):
        if i == j:
            continue
        y = list(x)
        y[i], y[j] = a, b
        if frozenset((first.issue, second.issue)) in linked:
            gains = tuple(u - v for u, v in zip(domain.payoff_at(y), here, strict=True))
        else:
            gains = tuple(u + v for u, v in zip(first.gains, second.gains, strict=True))
        if min(gains) >= 0 and max(gains) > 0:
            target = domain.package(y)
            if not domain.rules or not domain.broken(target):
                found.append(Logroll((first, second), target, gains, _joint(gains, ranges)))
    found.sort(key=lambda roll: (-roll.joint, tuple(roll.package.values())))
    return tuple(found if most is None else found[:most])


def single_gains(domain: Domain, package: Package) -> tuple[Logroll, ...]:
    """Give the single changes that harm nobody and help somebody: value left on the table without any swap."""
    x = domain.indices(package)
    here, ranges = domain.payoff_at(x), _ranges(domain)
    found = [
        Logroll((change,), _moved(domain, x, i, o), change.gains, _joint(change.gains, ranges))
        for i in range(len(x))
        for i, o, change in _moves(domain, x, i, here)
        if not change.conceding and max(change.gains) > 0
    ]
    return tuple(sorted((roll for roll in found if not domain.broken(roll.package)), key=lambda roll: -roll.joint))


def _moves(domain: Domain, x: Sequence[int], i: int, here: Payoff) -> list[tuple[int, int, Change]]:
    issue = domain.issues[i]
    moves = []
    for o, option in enumerate(issue.options):
        if o != x[i]:
            y = [*x[:i], o, *x[i + 1 :]]
            gains = tuple(u - v for u, v in zip(domain.payoff_at(y), here, strict=True))
            conceding = tuple(party for party, gain in zip(domain.parties, gains, strict=True) if gain < 0)
            moves.append((i, o, Change(issue.id, issue.options[x[i]], option, gains, conceding)))
    return moves


def _moved(domain: Domain, x: Sequence[int], i: int, o: int) -> dict[str, str]:
    return domain.package([*x[:i], o, *x[i + 1 :]])


def _ranges(domain: Domain) -> Payoff:
    return tuple(sum((max(row) - min(row) for row in table), Fraction(0)) for table in domain.values)


def _joint(gains: Payoff, ranges: Payoff) -> Fraction:
    return sum((gain / size for gain, size in zip(gains, ranges, strict=True) if size), Fraction(0))
