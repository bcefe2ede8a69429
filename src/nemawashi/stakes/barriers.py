"""What moving one issue is worth to each side: barriers ranked, concessions weighed, chips valued."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nemawashi.agenda import Package
from nemawashi.stakes.polytope import Polytope
from nemawashi.stakes.screen import Screen
from nemawashi.stakes.value import Payoff, payoff

__all__ = ["Move", "barriers", "concessions", "moves"]


@dataclass(frozen=True, slots=True)
class Move:
    """One option taken alone, and what it is worth to each party in points."""

    issue: str
    option: str
    package: Package
    payoffs: Mapping[str, Payoff]
    priced: bool
    """Whether every term of it has a magnitude; else it stands on judgement and is kept out of rankings by effect."""

    def exchange(self, asks: str, gives: str) -> float:
        """Worth to the one who asks for each point lost by the one who gives, at central weights; infinite where giving costs nothing."""
        cost = -self.payoffs[gives].value
        return self.payoffs[asks].value / cost if cost > 0 else float("inf")

    @property
    def joint(self) -> float:
        """The sum over parties, which compares points of different people and only orders moves; never shown as a total."""
        return sum(found.value for found in self.payoffs.values())


def moves(screen: Screen, weights: Mapping[str, Polytope]) -> tuple[Move, ...]:
    """Every comparable option off the status quo, taken alone, in the agenda's order."""
    found: list[Move] = []
    for issue in screen.agenda.issues:
        for option in screen.options(issue.id):
            chosen = issue.option(option)
            if not chosen.status_quo:
                package = screen.agenda.package({issue.id: option})
                found.append(Move(issue.id, option, package, {p: payoff(screen, p, package, w) for p, w in weights.items()}, chosen.priced))
    return tuple(found)


def barriers(screen: Screen, weights: Mapping[str, Polytope], *, asks: str, gives: str) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """Barriers that are no tariff, priced ones ranked by what moving each is worth to ``asks`` for each point it costs ``gives``; and those not priced.

    The two lists are never merged: what is not priced has no rank, and no zero.
    """
    lists = [move for move in moves(screen, weights) if screen.agenda.issue(move.issue).barrier]
    ranked = sorted((m for m in lists if m.priced), key=lambda m: (-m.exchange(asks, gives), -m.payoffs[asks].value, m.issue, m.option))
    return tuple(ranked), tuple(m for m in lists if not m.priced)


def concessions(found: Iterable[Move], party: str) -> dict[tuple[str, str], float]:
    """What each option costs ``party``, in its points at central weights; what serves it costs nothing and is never counted as a discount."""
    return {(move.issue, move.option): max(0.0, -move.payoffs[party].value) for move in found}
