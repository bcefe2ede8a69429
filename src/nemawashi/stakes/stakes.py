"""The stakes of a case: who values what, what they have without a settlement, and whom they must carry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from nemawashi.errors import Unknown
from nemawashi.stakes.preferences import Preferences, for_side
from nemawashi.stakes.ratification import Body
from nemawashi.stakes.reservation import WalkAway, walk_away

__all__ = ["Stakes"]


@dataclass(frozen=True, slots=True)
class Stakes:
    """Everything the case's ``stakes/`` folder says. ``held_by`` is empty for the whole, which no door shows; ``for_side`` gives what one side may see."""

    preferences: Mapping[str, Preferences]
    walk_aways: tuple[WalkAway, ...] = ()
    bodies: tuple[Body, ...] = ()
    held_by: str = ""

    def for_side(self, side: str, known: date) -> "Stakes":
        """What ``side`` may see on the day ``known``: nothing private to another, nothing learnt later. ``public`` sees public values only."""
        if side != "public" and side not in self.preferences:
            raise Unknown("side", side, self.preferences)
        return Stakes(
            preferences={party: for_side(rows, side).known_on(known) for party, rows in self.preferences.items()},
            walk_aways=tuple(w for w in self.walk_aways if w.seen_by in ("public", side) and w.known <= known),
            bodies=tuple(b for b in self.bodies if b.known <= known),
            held_by=side,
        )

    def of(self, parties: Iterable[str]) -> tuple[Preferences, ...]:
        """The preferences of these parties, in this order; Unknown names the ones there are."""
        found = []
        for party in parties:
            if party not in self.preferences:
                raise Unknown("party", party, self.preferences)
            found.append(self.preferences[party])
        return tuple(found)

    def outside(self, parties: Iterable[str]) -> dict[str, float]:
        """The walk-aways this side may see, at their central values, for the parties that have one."""
        found = walk_away(self.walk_aways, tuple(parties), self.held_by)
        return {party: row.points.value for party, row in found.items() if row is not None}

    def without(self, *attributes: str) -> "Stakes":
        """The same with these attributes left out of every party's value: what a result owes to them."""
        kept = {
            party: replace(
                rows,
                attributes=tuple(a for a in rows.attributes if a.id not in attributes),
                orderings=tuple(o for o in rows.orderings if not {o.more, o.less} & set(attributes)),
                judgements=tuple(j for j in rows.judgements if j.attribute not in attributes),
            )
            for party, rows in self.preferences.items()
        }
        return replace(self, preferences=kept)
