"""The linkage question: the table with some issues and without them, and whom their presence serves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nemawashi.agenda import Linkage
from nemawashi.errors import Fault, Refused
from nemawashi.stakes.problem import drawn
from nemawashi.stakes.questions import Compared, linkage
from nemawashi.workbench.frontier import DRAWS, READS, SEED, problem, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Linked", "Served", "linked"]


@dataclass(frozen=True, slots=True)
class Served:
    """One party: what the issues' presence is worth to it at the Nash package, over draws of admissible weights and ranges."""

    party: str
    low: float
    high: float
    """Least and greatest gain over the draws in which both tables have an acceptable package."""
    gains: float
    """Share of those draws in which it gains."""
    loses: float
    """Share in which it loses."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The table without the issues (``here``) and with them (``there``), at the centre of the weights and over draws of them."""

    issues: tuple[str, ...]
    compared: Compared
    served: Mapping[str, Served]
    answered: int
    """Draws in which both tables have an acceptable package."""
    opens: int
    """Draws in which only the table with the issues has one."""
    closes: int
    """Draws in which only the table without them has one."""
    draws: int
    seed: int
    ties: tuple[Linkage, ...]
    """Who links these issues to others, and who keeps them apart."""


def linked(bench: "Workbench", issues: tuple[str, ...]) -> Linked:
    """Compare the scenario's table with ``issues`` and without them; what else the scenario keeps off the table stays off in both."""
    named = tuple(dict.fromkeys(bench.agenda.issue(name).id for name in issues))
    if not named:
        raise Refused(Fault("--without", "no issue", "the question names the issues to leave out", "name one"))
    rest = tuple(name for name in bench.scenario.without if name not in named)
    whole = bench.at(without=rest)
    return whole.memo("linked", READS, lambda: _linked(whole, named), named)


def _linked(bench: "Workbench", issues: tuple[str, ...]) -> Linked:
    held = table(bench)
    quo = bench.agenda.status_quo()
    gains: dict[str, list[float]] = {party: [] for party in held.domain.parties}
    answered = opens = closes = 0
    for draw in drawn(held.screen, held.weights, DRAWS, np.random.default_rng(SEED)):
        domain = problem(bench, held.screen, draw, held.breakdown)
        one = linkage(domain, quo, issues)
        answered += one.gain is not None
        opens += one.here.payoffs is None and one.there.payoffs is not None
        closes += one.here.payoffs is not None and one.there.payoffs is None
        for party, gain in (one.gain or {}).items():
            gains[party].append(gain)
    return Linked(
        issues=issues,
        compared=linkage(held.domain, quo, issues),
        served={
            party: Served(
                party,
                min(found),
                max(found),
                sum(gain > 0 for gain in found) / len(found),
                sum(gain < 0 for gain in found) / len(found),
            )
            for party, found in gains.items()
            if found
        },
        answered=answered,
        opens=opens,
        closes=closes,
        draws=DRAWS,
        seed=SEED,
        ties=tuple(tie for tie in bench.agenda.linkages if set(tie.issues) & set(issues)),
    )
