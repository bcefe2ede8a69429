"""What one table comes to: the package a rule picks on its frontier, and the most each party could get among packages nobody would refuse.

Where a domain has no acceptable package the payoffs are None and ``note`` says why, never zero.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.frontier.find import frontier
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution, acceptable
from nemawashi.errors import Refused

__all__ = ["NOTHING", "Settled", "narrowed", "settled", "settled_on"]

Rule = Callable[[Frontier], Solution]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a solution gives each party in a domain, and the most each could get in the ZOPA; None where nobody would sign anything."""

    payoffs: Mapping[str, float] | None
    packages: tuple[dict[str, str], ...]
    most: Mapping[str, float] | None
    """Each party's best payoff among the efficient packages nobody would refuse."""
    acceptable: int
    """Efficient packages nobody would refuse."""
    note: str


NOTHING = Settled(None, (), None, 0, "no package is left")
"""The rules leave no package at all."""


def settled_on(found: Frontier, rule: Rule = nash) -> Settled:
    """Settle on a frontier."""
    parties, answer = found.domain.parties, rule(found)
    within = found.values[acceptable(found)]
    return Settled(
        dict(zip(parties, answer.point.values, strict=True)) if answer.point else None,
        answer.packages,
        {party: float(within[:, p].max()) for p, party in enumerate(parties)} if len(within) else None,
        len(within),
        answer.note,
    )


def settled(domain: Domain, rule: Rule = nash) -> Settled:
    """Settle a domain; :data:`NOTHING` where its rules leave no package."""
    try:
        found = frontier(domain)
    except Refused:
        return NOTHING
    return settled_on(found, rule)


def narrowed(narrow: Domain, wide: Settled) -> Settled:
    """Nash's settlement of a domain that allows fewer packages than one already settled.

    Where a package of the wider one's is still allowed it stands (independence of irrelevant alternatives: Nash 1950, axiom 3), and nothing is solved again.
    """
    return wide if any(not narrow.broken(package) for package in wide.packages) else settled(narrow)
