"""Is any package left, how many are, and if none: a smallest set of constraints to blame.

A smallest unsatisfiable subset is found with hitting sets (Ignatiev et al. 2015): any such subset meets the complement of every
satisfiable one, so the smallest set meeting all complements seen so far is tried until it cannot be satisfied.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.rules import Cap, Rule
from nemawashi.errors import Fault, Refused

__all__ = ["blame", "count", "feasible", "refuse_empty"]

STATES = 50_000


def feasible(domain: Domain, rules: Sequence[Rule] | None = None) -> dict[str, str] | None:
    """Give a package that keeps these rules (the domain's own by default), or None."""
    chosen = tuple(domain.rules if rules is None else rules)
    busy = Counter(name for rule in chosen for name in rule.scope)
    order = sorted((issue.id for issue in domain.issues), key=lambda name: -busy[name])
    caps = [rule for rule in chosen if isinstance(rule, Cap)]
    due: dict[str, list[Rule]] = {}
    for rule in chosen:
        if not isinstance(rule, Cap) and rule.scope:
            due.setdefault(max(rule.scope, key=order.index), []).append(rule)
    least = [_cheapest(domain, cap, order) for cap in caps]
    package: dict[str, str] = {}

    def settle(k: int, spent: tuple[Fraction, ...]) -> bool:
        if any(s + rest[k] > Fraction(cap.limit) for s, rest, cap in zip(spent, least, caps, strict=True)):
            return False
        if k == len(order):
            return True
        name = order[k]
        for option in domain.issue(name).options:
            package[name] = option
            if all(rule.holds(package) for rule in due.get(name, ())):
                more = tuple(s + Fraction(cap.costs.get(name, {}).get(option, 0)) for s, cap in zip(spent, caps, strict=True))
                if settle(k + 1, more):
                    return True
        package.pop(name, None)
        return False

    return {issue.id: package[issue.id] for issue in domain.issues} if settle(0, (Fraction(0),) * len(caps)) else None


def _cheapest(domain: Domain, cap: Cap, order: Sequence[str]) -> list[Fraction]:
    """The least the issues from each position on can cost."""
    rest = [Fraction(0)]
    for name in reversed(order):
        row = cap.costs.get(name, {})
        rest.append(rest[-1] + min(Fraction(row.get(option, 0)) for option in domain.issue(name).options))
    return rest[::-1]


def blame(domain: Domain) -> tuple[Rule, ...]:
    """A smallest set of rules that no package keeps together; empty when some package keeps them all."""
    rules = domain.rules
    if feasible(domain) is not None:
        return ()
    complements: list[frozenset[int]] = []
    while True:
        hit = _smallest_hitting(complements, len(rules))
        if feasible(domain, [rules[i] for i in hit]) is None:
            return tuple(rules[i] for i in hit)
        kept = list(hit)
        for i in range(len(rules)):
            if i not in kept and feasible(domain, [rules[j] for j in (*kept, i)]) is not None:
                kept.append(i)
        complements.append(frozenset(range(len(rules))) - set(kept))


def _smallest_hitting(sets: Sequence[frozenset[int]], n: int) -> tuple[int, ...]:
    """The smallest set of indices that meets every one of ``sets``, the earliest of equals."""
    useful = sorted(frozenset[int]().union(*sets)) if sets else []
    for size in range(n + 1):
        for chosen in combinations(useful, size):
            picked = set(chosen)
            if all(picked & other for other in sets):
                return chosen
    raise AssertionError("the union meets every set")  # pragma: no cover


def refuse_empty(domain: Domain) -> None:
    """Raise Refused with the clashing rules when no package is left."""
    guilty = blame(domain)
    if not guilty:
        return
    names = "; ".join(f"“{rule}”" + (f" ({rule.owner})" if rule.owner else "") for rule in guilty)
    owners = sorted({rule.owner for rule in guilty if rule.owner})
    raise Refused(
        Fault(
            where=", ".join(rule.where for rule in guilty if rule.where) or "rules",
            found=f"no package is left; these {len(guilty)} clash, and no fewer do: {names}"
            if len(guilty) > 1
            else f"no package is left by {names}",
            rule="some package must keep every rule that binds",
            remedy="lift one of them" + (f", which is for {' or '.join(owners)} to say" if owners else ""),
        )
    )


def count(domain: Domain) -> int | None:
    """The number of allowed packages, exactly; None when counting would take more than ``STATES`` states at once."""
    if not domain.rules:
        return domain.combinations
    order = [issue.id for issue in domain.issues]
    caps = [rule for rule in domain.rules if isinstance(rule, Cap)]
    others = [rule for rule in domain.rules if not isinstance(rule, Cap) and rule.scope]
    last = {id(rule): max(order.index(name) for name in rule.scope) for rule in others}
    states: Counter[tuple[tuple[tuple[str, str], ...], tuple[Fraction, ...]]] = Counter({((), (Fraction(0),) * len(caps)): 1})
    for k, name in enumerate(order):
        due = [rule for rule in others if last[id(rule)] == k]
        open_ = {n for rule in others if last[id(rule)] > k for n in rule.scope}
        grown: Counter[tuple[tuple[tuple[str, str], ...], tuple[Fraction, ...]]] = Counter()
        for (chosen, spent), ways in states.items():
            for option in domain.issue(name).options:
                package: Mapping[str, str] = dict(chosen) | {name: option}
                if all(rule.holds(package) for rule in due):
                    more = tuple(s + Fraction(cap.costs.get(name, {}).get(option, 0)) for s, cap in zip(spent, caps, strict=True))
                    grown[tuple((n, o) for n, o in package.items() if n in open_), more] += ways
            if len(grown) > STATES:
                return None
        states = grown
    return sum(ways for (_, spent), ways in states.items() if all(s <= Fraction(cap.limit) for s, cap in zip(spent, caps, strict=True)))
