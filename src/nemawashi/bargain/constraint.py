"""Two tables that differ in one thing, and what the difference is worth to each party: there less here.

A red line, cap or separation binds here and is lifted there (its shadow price); an issue is off the table here and on it there (linkage: Sebenius
1983, Int. Org. 37:281); a partial deal here, the whole there. At one draw of values the difference is a number; over draws it is a range
and the shares in which a party gains and loses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.rules import Require
from nemawashi.bargain.settled import Settled

__all__ = ["Compared", "Served", "Spread", "compared", "kept_at", "spread"]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two settled tables side by side; differences are None where either side has no acceptable package."""

    here: Settled
    there: Settled
    gain: Mapping[str, float] | None
    """At the package the rule picks; negative for whom a constraint protects."""
    gain_in_best: Mapping[str, float] | None
    """The same for each party's best acceptable package: free of the choice of a rule."""

    @property
    def opens(self) -> bool:
        """Only there is a package nobody would refuse settled on."""
        return self.here.payoffs is None and self.there.payoffs is not None

    @property
    def closes(self) -> bool:
        """Only here is one."""
        return self.here.payoffs is not None and self.there.payoffs is None


@dataclass(frozen=True, slots=True)
class Served:
    """One party: what the difference is worth to it over the draws in which both tables have an acceptable package."""

    party: str
    low: float
    high: float
    gains: float
    """Share of those draws in which it gains."""
    loses: float
    """Share in which it loses."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The comparison over draws of admissible values."""

    served: Mapping[str, Served]
    """By party; empty where no draw has an acceptable package in both tables."""
    answered: int
    """Draws in which both tables have an acceptable package."""
    opens: int
    """Draws in which only ``there`` has one."""
    closes: int
    """Draws in which only ``here`` has one."""
    draws: int


def kept_at(domain: Domain, choices: Mapping[str, str]) -> Domain:
    """The same problem with these issues settled beforehand: kept off the table, each at its option."""
    return domain.with_rules(*(Require(issue, (option,), name=f"{issue} stays at {option}") for issue, option in choices.items()))


def compared(here: Settled, there: Settled) -> Compared:
    """What ``there`` gives each party beyond ``here``."""
    return Compared(here, there, _less(there.payoffs, here.payoffs), _less(there.most, here.most))


def spread(draws: Iterable[Compared], parties: Sequence[str]) -> Spread:
    """Gather the comparison of each draw."""
    found = tuple(draws)
    both = [one.gain for one in found if one.gain is not None]
    return Spread(
        {party: _served(party, [gain[party] for gain in both]) for party in parties} if both else {},
        len(both),
        sum(one.opens for one in found),
        sum(one.closes for one in found),
        len(found),
    )


def _less(there: Mapping[str, float] | None, here: Mapping[str, float] | None) -> Mapping[str, float] | None:
    return None if there is None or here is None else {party: there[party] - here[party] for party in there}


def _served(party: str, gains: Sequence[float]) -> Served:
    count = len(gains)
    return Served(party, min(gains), max(gains), sum(gain > 0 for gain in gains) / count, sum(gain < 0 for gain in gains) / count)
