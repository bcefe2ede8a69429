"""What a constraint costs: the frontier with it and without it.

The shadow price of a red line, cap or separation is the difference of the Nash payoffs, and of the best each party could get among packages
nobody would refuse. The linkage question — an issue at the table or kept apart — is the same comparison (Sebenius 1983, Int. Org. 37:281).
"""

from dataclasses import dataclass
from fractions import Fraction

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.frontier.find import frontier
from nemawashi.bargain.nash import nash
from nemawashi.bargain.rules import Require, Rule
from nemawashi.bargain.solution import Solution, acceptable
from nemawashi.errors import Refused, Unknown

__all__ = ["ShadowPrice", "compare", "linkage", "shadow_price"]

Payoff = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ShadowPrice:
    """The frontier while the constraint binds and when it is lifted; differences are lifted − bound, None where either side has no answer."""

    parties: tuple[str, ...]
    bound: Frontier | None
    """None when no package keeps the constraint."""
    lifted: Frontier
    nash_bound: Solution | None
    nash_lifted: Solution
    nash_gain: Payoff | None
    """What lifting gives each party at the Nash solution; negative for whom the constraint protects."""
    best_gain: Payoff | None
    """What lifting adds to the best each party could get among packages nobody would refuse."""
    opened: int
    """Efficient payoffs that appear when it is lifted."""
    blocks: bool
    """True when there is a zone of possible agreement only without the constraint."""

    @property
    def binds(self) -> bool:
        """True when lifting changes the frontier at all."""
        return self.bound is None or self.opened > 0


def shadow_price(domain: Domain, *rules: Rule) -> ShadowPrice:
    """Compare the domain with these of its rules and without them; raises Refused when one of them is not a rule of it."""
    return compare(domain, domain.without_rules(*rules))


def linkage(domain: Domain, issue: str, option: str) -> ShadowPrice:
    """Compare keeping an issue off the table, at ``option`` (its status quo), with putting it on."""
    known = domain.issue(issue).options
    if option not in known:
        raise Unknown("option", option, known, where=issue)
    return compare(domain.with_rules(Require(issue, (option,), name=f"{issue} kept off the table")), domain)


def compare(bound: Domain, lifted: Domain) -> ShadowPrice:
    """Compare two domains that differ in a constraint; the parties must be the same."""
    free = frontier(lifted)
    try:
        tied = frontier(bound)
    except Refused:
        tied = None
    after = nash(free)
    before = None if tied is None else nash(tied)
    gain = None
    if before is not None and before.point is not None and after.point is not None:
        gain = tuple(b - a for a, b in zip(before.point.payoffs, after.point.payoffs, strict=True))
    held = set() if tied is None else set(map(tuple, tied.payoffs(range(len(tied)))))
    opened = sum(tuple(u) not in held for u in free.payoffs(range(len(free))))
    heads = [None if front is None else _heads(front) for front in (tied, free)]
    best = None
    if heads[0] is not None and heads[1] is not None:
        best = tuple(b - a for a, b in zip(heads[0], heads[1], strict=True))
    return ShadowPrice(
        parties=lifted.parties,
        bound=tied,
        lifted=free,
        nash_bound=before,
        nash_lifted=after,
        nash_gain=gain,
        best_gain=best,
        opened=opened,
        blocks=bool(len(acceptable(free))) and (tied is None or not len(acceptable(tied))),
    )


def _heads(front: Frontier) -> Payoff | None:
    """The best each party could get among packages nobody would refuse."""
    at = acceptable(front)
    if not len(at):
        return None
    return tuple(front.payoff(int(at[front.values[at, p].argmax()]))[p] for p in range(len(front.domain.parties)))
