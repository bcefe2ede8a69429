"""What a party has without a settlement: the breakdown, which moves the split, and the walk-away, which only refuses.

The breakdown point d is computed: the law of the day on which the talks end, as it was known, through the same ``evaluate``; plus what the parties
themselves are judged to lose by failing (a judgement on ``no_deal = breakdown``). A walk-away is an outside option a party could take
instead; it matters only where it binds (Binmore, Rubinstein & Wolinsky 1986) and is never computed from the law.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from nemawashi.agenda import Magnitude
from nemawashi.language import Text
from nemawashi.stakes.attribute import Effects, Origin, SeenBy
from nemawashi.stakes.polytope import Polytope
from nemawashi.stakes.screen import VALUE, Screen, reads
from nemawashi.stakes.value import Payoff, payoff_of

__all__ = ["BREAKDOWN", "Breakdown", "WalkAway", "breakdown", "walk_away"]

Array = NDArray[np.float64]
BREAKDOWN = ("no_deal", "breakdown")
"""Issue and option under which a judgement speaks of talks that end without a settlement."""


@dataclass(frozen=True, slots=True)
class WalkAway:
    """A party's outside option, in points against the status quo: signed, ranged, reasoned; usually private to the party."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    party: str
    title: Text
    points: Magnitude
    known: date
    seen_by: SeenBy = "public"
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, eq=False)
class Breakdown:
    """What signing nothing by ``day`` does: changes of every attribute in swings, (3, attributes), and what they rest on."""

    day: date
    change: Array
    origin: tuple[Origin, ...]
    not_computed: tuple[str, ...]

    def payoff(self, screen: Screen, party: str, weights: Polytope) -> Payoff:
        """A party's payoff of breakdown, with its shares."""
        here = screen.of(party)
        held: dict[Origin, float] = {"law": 0.0, "model": 0.0, "judgement": 0.0}
        for part, weight, origin in zip(self.change[VALUE, here], weights.centre, self.origin[here], strict=True):
            held[origin] += abs(float(part) * float(weight))
        total = sum(held.values())
        shares = {o: v / total for o, v in held.items()} if total else held
        return payoff_of(screen, party, weights, self.change[:, here], shares=shares)


def breakdown(screen: Screen, lapse: Effects, day: date) -> Breakdown:
    """Read the breakdown on ``day`` from ``lapse``: the effects of that day's law, nothing signed, against the same status quo."""
    columns: list[tuple[float, float, float]] = []
    origins: list[Origin] = []
    missing: list[str] = []
    for own in screen.preferences:
        judged = {j.attribute: (j.low, j.value, j.high) for j in own.judgements if (j.issue, j.option) == BREAKDOWN}
        for a in own.attributes:
            column = (0.0, 0.0, 0.0)
            if a.kind == "effect":
                found = reads(lapse, a)
                if found is None:
                    missing.append(a.id)
                else:
                    column = found
            elif a.id in judged:
                column = judged[a.id]
            columns.append(column)
            origins.append("judgement" if a.kind != "effect" else a.origin)
    return Breakdown(day, np.array(columns, dtype=float).reshape(-1, 3).T, tuple(origins), tuple(missing))


def walk_away(rows: Sequence[WalkAway], parties: Sequence[str], side: str) -> Mapping[str, WalkAway | None]:
    """Each party's walk-away as ``side`` may see it: its own private one, else the public one, else none known."""
    found: dict[str, WalkAway | None] = dict.fromkeys(parties)
    for party in parties:
        visible = [row for row in rows if row.party == party and row.seen_by in ("public", side)]
        visible.sort(key=lambda row: row.seen_by == "public")
        found[party] = visible[0] if visible else None
    return found
