"""Questions asked of one bargaining problem: an issue at the table or not, a red line and its price, partial against full, hands tied, time passing.

Each compares two solutions of two domains that differ in one thing. The solution is Nash's unless another rule is passed; where a domain has no
acceptable package the answer is None and says so, never zero.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor

from nemawashi.bargain import Domain, Require, Rule
from nemawashi.bargain.frontier import Frontier
from nemawashi.bargain.frontier import frontier as find
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution

__all__ = [
    "Compared",
    "Settled",
    "Tied",
    "compared",
    "first_empty",
    "fixed",
    "linkage",
    "partial",
    "priced_line",
    "settled",
    "settled_on",
    "tied_hands",
    "tied_hands_on",
]

Solve = Callable[[Frontier], Solution]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a solution gives each party in a domain, and the most each could get in the ZOPA; None where nobody would sign anything."""

    payoffs: Mapping[str, float] | None
    packages: tuple[dict[str, str], ...]
    most: Mapping[str, float] | None
    """Each party's best payoff among the efficient packages both would accept."""
    acceptable: int
    """Efficient packages both would accept."""
    note: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two domains that differ in one thing, and what the difference is worth to each party (``there`` less ``here``), points."""

    asked: str
    here: Settled
    there: Settled
    gain: Mapping[str, float] | None
    gain_in_best: Mapping[str, float] | None
    """The same for each party's best acceptable package: free of the choice of a solution."""

    @property
    def gainers(self) -> tuple[str, ...]:
        """The parties the difference serves."""
        return tuple(party for party, value in (self.gain or {}).items() if value > 0)


@dataclass(frozen=True, slots=True)
class Tied:
    """The outcome when a party can show that it would sign nothing below ``level`` (Schelling 1960, ch. 2; Putnam 1988)."""

    level: float
    settled: Settled


def settled(domain: Domain, solve: Solve = nash) -> Settled:
    """Solve one domain."""
    return settled_on(find(domain), solve)


def settled_on(found: Frontier, solve: Solve = nash) -> Settled:
    """Solve on one frontier."""
    domain, answer = found.domain, solve(found)
    within = found.values if found.zopa is None else found.values[found.zopa]
    payoffs = dict(zip(domain.parties, answer.point.values, strict=True)) if answer.point else None
    most = {party: float(within[:, p].max()) for p, party in enumerate(domain.parties)} if len(within) else None
    return Settled(payoffs, answer.packages, most, len(within), answer.note)


def _less(there: Mapping[str, float] | None, here: Mapping[str, float] | None) -> Mapping[str, float] | None:
    return None if there is None or here is None else {party: there[party] - here[party] for party in there}


def _compared(asked: str, here: Domain, there: Domain, solve: Solve) -> Compared:
    return compared(asked, settled(here, solve), settled(there, solve))


def compared(asked: str, a: Settled, b: Settled) -> Compared:
    """Set two settled tables side by side: what ``b`` gives each party beyond ``a``."""
    return Compared(asked, a, b, _less(b.payoffs, a.payoffs), _less(b.most, a.most))


def fixed(domain: Domain, choices: Mapping[str, str]) -> Domain:
    """The same problem with these issues settled beforehand."""
    return domain.with_rules(*(Require(issue, (option,), name=f"{issue} stays at {option}") for issue, option in choices.items()))


def linkage(domain: Domain, status_quo: Mapping[str, str], issues: Iterable[str], solve: Solve = nash) -> Compared:
    """The linkage question: what does having ``issues`` at the table do? ``here`` without them, ``there`` with them (Sebenius 1983)."""
    named = tuple(issues)
    apart = fixed(domain, {issue: status_quo[issue] for issue in named})
    return _compared(f"{', '.join(named)} at the table", apart, domain, solve)


def priced_line(domain: Domain, rules: Sequence[Rule], name: str, solve: Solve = nash) -> Compared:
    """A red line's shadow price: ``here`` it binds, ``there`` it does not; the gain is what lifting it is worth to each party."""
    free = domain.without_rules(*[rule for rule in rules if rule in domain.rules])
    return _compared(f"{name} lifted", free.with_rules(*rules), free, solve)


def partial(domain: Domain, status_quo: Mapping[str, str], kept: Iterable[str], solve: Solve = nash) -> Compared:
    """A partial deal on ``kept`` issues against the full table: what the rest of the table is worth."""
    inside = set(kept)
    left = {issue.id: status_quo[issue.id] for issue in domain.issues if issue.id not in inside}
    return _compared("the rest of the table", fixed(domain, left), domain, solve)


def tied_hands(domain: Domain, party: str, levels: Sequence[float], solve: Solve = nash) -> tuple[Tied, ...]:
    """The curve of outcomes as ``party`` can show ever higher levels below which it cannot ratify; beyond the ZOPA nothing is signed."""
    return tied_hands_on(find(domain), party, levels, solve)


def tied_hands_on(found: Frontier, party: str, levels: Sequence[float], solve: Solve = nash) -> tuple[Tied, ...]:
    """The same curve on one frontier: a floor moves no package. Levels are rounded down to a tick, so that a party's best stays within reach."""
    domain = found.domain
    place = domain.parties.index(party)
    curve: list[Tied] = []
    for level in levels:
        away: list[Fraction | None] = list(domain.outside or (None,) * len(domain.parties))
        now = away[place]
        raised = Fraction(floor(level * 10_000), 10_000)
        away[place] = raised if now is None else max(now, raised)
        curve.append(Tied(level, settled_on(replace(found, domain=domain.with_outside(*away)), solve)))
    return tuple(curve)


def first_empty(domain: Domain, by_date: Mapping[date, Mapping[str, float]]) -> date | None:
    """The first date on which no package is acceptable to both, with what each must get on each date (``by_date``, points); None: never among them."""
    found = find(domain)
    for day in sorted(by_date):
        floor = [Fraction(round(by_date[day][party] * 10_000), 10_000) if party in by_date[day] else None for party in domain.parties]
        if not found.at_least(floor).any():
            return day
    return None
