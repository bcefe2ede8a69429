"""Linked issues by bucket elimination over sets of non-dominated partial payoffs.

Issues joined by a pair table or a rule are eliminated one by one (Dechter 1999); what an eliminated issue sends on is, for each
combination of its still undecided neighbours (its separator), the non-dominated set of everything decided below it. Issues that are not
linked are buckets without a separator, and the root merges them. Caps stand as further coordinates in every vector.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier.lookup import Lookup
from nemawashi.bargain.frontier.nondominated import Merger, TooMany, nondominated
from nemawashi.bargain.rules import Cap, Rule
from nemawashi.bargain.scale import Ints, Scale

__all__ = ["Bucket", "Chain", "Part", "Tree", "build"]

STATES = 500_000
"""The most combinations of a separator and an option that are gone through over all buckets."""
FEW = 5_000
WORTH = 20
"""Going through one of them takes about as long as laying out this many packages (measured)."""

Key = tuple[int, ...]
Check = tuple[tuple[int, ...], Callable[[Mapping[int, int]], bool]]


@dataclass(slots=True, eq=False)
class Chain:
    """base ⊕ child₁ ⊕ child₂ …; ``sets[k]`` is the non-dominated set after k children."""

    children: list[tuple["Bucket", Key]]
    sets: list[Ints]
    _lookups: dict[tuple[int, int | None], Lookup] = field(default_factory=dict)

    def lookup(self, level: int, parties: int | None = None) -> Lookup:
        """Where vectors (payoffs only, when ``parties`` is given) stand in the set after ``level`` children."""
        key = (level, parties)
        if key not in self._lookups:
            self._lookups[key] = Lookup(self.sets[level][:parties])
        return self._lookups[key]


@dataclass(slots=True, eq=False)
class Part:
    """What one option of an eliminated issue leads to."""

    option: int
    chain: Chain


@dataclass(slots=True, eq=False)
class Bucket:
    """An eliminated issue, its separator, and the tables and rules that are settled with it."""

    issue: int
    separator: tuple[int, ...]
    options: tuple[int, ...]
    tables: list[tuple[int, int, Ints]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    children: list["Bucket"] = field(default_factory=list)
    parts: dict[Key, list[Part]] = field(default_factory=dict)
    sets: dict[Key, Ints] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Tree:
    """The buckets of a domain and, once solved, their non-dominated sets."""

    scale: Scale
    roots: list[Bucket]
    merger: Merger
    top: Chain | None = None

    def solve(self) -> Ints:
        """Give the non-dominated full vectors (coordinate, n); n = 0 when no package is allowed."""
        roots = [(root, self._solve(root, ())) for root in self.roots]
        roots.sort(key=lambda pair: -pair[1].shape[1])
        depth, kind = len(self.scale.single[0]), self.scale.single[0].dtype
        best = np.zeros((len(roots) + 1, depth), dtype=kind)
        for k in range(len(roots), 0, -1):
            best[k - 1] = best[k] + (roots[k - 1][1].max(axis=1) if roots[k - 1][1].shape[1] else 0)
        sets = [np.zeros((depth, 1), dtype=kind)]
        for k, (_, fresh) in enumerate(roots):
            sets.append(self._within(self.merger.merge(sets[-1], fresh), best[k + 1]))
        self.top = Chain([(root, ()) for root, _ in roots], sets)
        return sets[-1]

    def _within(self, points: Ints, rest: Ints) -> Ints:
        """Drop what can no longer keep the caps, whatever follows."""
        first = self.scale.parties
        for c, least in enumerate(self.scale.least):
            points = points[:, points[first + c] + rest[first + c] >= least]
        return points

    def _solve(self, bucket: Bucket, key: Key) -> Ints:
        if key in bucket.sets:
            return bucket.sets[key]
        given = dict(zip(bucket.separator, key, strict=True))
        values = self.scale.single[bucket.issue]
        parts: list[Part] = []
        for option in bucket.options:
            given[bucket.issue] = option
            if any(not holds(given) for _, holds in bucket.checks):
                continue
            base = values[:, option].copy()
            for i, j, table in bucket.tables:
                base += table[:, given[i], given[j]]
            sets = [base[:, None]]
            children = [(child, tuple(given[i] for i in child.separator)) for child in bucket.children]
            for child, below in children:
                sets.append(self.merger.merge(sets[-1], self._solve(child, below)))
            if sets[-1].shape[1]:
                parts.append(Part(option, Chain(children, sets)))
        union = np.concatenate([part.chain.sets[-1] for part in parts], axis=1) if parts else values[:, :0]
        found = self.merger.thin(nondominated(union))
        bucket.parts[key], bucket.sets[key] = parts, found
        return found


def build(domain: Domain, scale: Scale, merger: Merger) -> Tree:
    """Choose an elimination order (fewest neighbouring combinations first) and fill the buckets; raises TooMany."""
    n = len(domain.issues)
    options, checks = _checks(domain)
    links: list[set[int]] = [set() for _ in range(n)]
    for scope in (*((i, j) for i, j, _ in scale.pairs), *(scope for scope, _ in checks)):
        for i in scope:
            links[i] |= set(scope) - {i}
    tables, waiting = list(scale.pairs), list(checks)
    left = set(range(n))
    made: dict[int, Bucket] = {}
    states = 0
    order: list[Bucket] = []
    while left:
        issue = min(left, key=lambda i: (prod(len(options[j]) for j in links[i]), i))
        near = tuple(sorted(links[issue]))
        states += len(options[issue]) * prod(len(options[j]) for j in near) if near else 0
        if states > STATES or (states > FEW and not merger.insists and states * WORTH > domain.combinations):
            raise TooMany
        bucket = Bucket(issue, near, options[issue])
        bucket.tables = [table for table in tables if issue in table[:2]]
        tables = [table for table in tables if issue not in table[:2]]
        bucket.checks = [check for check in waiting if issue in check[0]]
        waiting = [check for check in waiting if issue not in check[0]]
        for j in near:
            links[j] = (links[j] | set(near)) - {issue, j}
        left.discard(issue)
        made[issue] = bucket
        order.append(bucket)
    when = {bucket.issue: turn for turn, bucket in enumerate(order)}
    roots: list[Bucket] = []
    for bucket in order:
        if bucket.separator:
            made[min(bucket.separator, key=when.__getitem__)].children.append(bucket)
        else:
            roots.append(bucket)
    return Tree(scale, roots, merger)


def _checks(domain: Domain) -> tuple[list[tuple[int, ...]], list[Check]]:
    """Rules on one issue as the options left, the others as checks on option indices; caps are coordinates and not here."""
    options = [tuple(range(len(issue.options))) for issue in domain.issues]
    checks: list[Check] = []
    for rule in domain.rules:
        if isinstance(rule, Cap):
            continue
        scope = tuple(sorted(domain.index(name) for name in set(rule.scope)))
        holds = _holds(domain, rule, scope)
        if len(scope) == 1:
            options[scope[0]] = tuple(o for o in options[scope[0]] if holds({scope[0]: o}))
        elif scope:
            checks.append((scope, holds))
    return options, checks


def _holds(domain: Domain, rule: Rule, scope: tuple[int, ...]) -> Callable[[Mapping[int, int]], bool]:
    """The rule as a test of option indices, tabulated where its table is small."""
    issues = [domain.issues[i] for i in scope]

    def plain(indices: tuple[int, ...]) -> bool:
        return rule.holds({issue.id: issue.options[o] for issue, o in zip(issues, indices, strict=True)})

    if prod(len(issue.options) for issue in issues) <= 10_000:
        broken = {indices for indices in product(*(range(len(issue.options)) for issue in issues)) if not plain(indices)}
        return lambda given: tuple(given[i] for i in scope) not in broken
    return lambda given: plain(tuple(given[i] for i in scope))
