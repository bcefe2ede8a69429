"""The zone of possible agreement as time passes and as a side ties its hands.

On a date t breakdown is the law of t as known today, nothing signed, with what failing is judged to cost; a package is acceptable when every side has at
least the better of that and its walk-away, and can be carried when the bodies that sit on t would. A side that can show that it would sign nothing
below a level moves the Nash package towards it until nothing is left (Schelling 1960; Putnam 1988).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from nemawashi.bargain.hands import Tied, tied_hands
from nemawashi.bargain.settled import settled_on
from nemawashi.bargain.solution import acceptable
from nemawashi.language import Text
from nemawashi.stakes.problem import RESOLUTION, Draw, centre, drawn
from nemawashi.stakes.ratification import ratification
from nemawashi.stakes.reservation import Breakdown, breakdown
from nemawashi.stakes.value import POINTS
from nemawashi.workbench.calendar import due
from nemawashi.workbench.effects import lapse
from nemawashi.workbench.frontier import DRAWS, READS, SEED, Table, fronts, stakes_seen, table
from nemawashi.workbench.ratify import Form

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Dated", "Zopa", "zopa"]

STEPS = 9
Floor = tuple[Fraction | None, ...]


@dataclass(frozen=True, eq=False)
class Dated:
    """The zone on one date."""

    on: date
    why: tuple[Text, ...]
    """What changes on the date."""
    breakdown: Breakdown
    acceptable: int
    """Efficient packages every side would rather sign than break off."""
    surely: int
    """Of these, carried by every side's bodies on the date, thresholds and worth at their worst."""
    possibly: int
    open: float
    """Share of draws in which some package is acceptable to all."""


@dataclass(frozen=True, eq=False)
class Zopa:
    """The zone by date, and each side's tied-hands curve."""

    dates: tuple[Dated, ...]
    empties: date | None
    """The first date on which nothing is acceptable to all."""
    carried_no_more: date | None
    """The first date on which no acceptable package might still be carried at home."""
    hands: Mapping[str, tuple[Tied, ...]]
    most: Mapping[str, float] | None
    """Each side's best acceptable payoff today's deadline allows."""
    draws: int
    seed: int


def zopa(bench: "Workbench", form: Form = "executive") -> Zopa:
    """Give the zone by date from the day in force on, and the tied-hands curves; ``form`` is the act the settlement needs at home."""
    return bench.memo("zopa", READS, lambda: _zopa(bench, form), form)


def _zopa(bench: "Workbench", form: Form) -> Zopa:
    held = table(bench)
    days = _days(bench)
    law = [day for day in bench.law.breakpoints(str(bench.case.trade.flows.importer[0]), bench.clock.known) if day > bench.clock.on]
    ends: dict[date, Breakdown] = {}
    rows = []
    for day in sorted(days):
        turned = max((one for one in law if one <= day), default=bench.clock.on)
        if turned not in ends:
            ends[turned] = breakdown(held.screen, lapse(bench, turned), turned)
        rows.append(_dated(bench, held, day, days[day], ends[turned], form))
    return Zopa(
        dates=tuple(rows),
        empties=next((row.on for row in rows if not row.acceptable), None),
        carried_no_more=next((row.on for row in rows if not row.possibly), None),
        hands={party: _hands(held, place) for place, party in enumerate(held.domain.parties)},
        most=settled_on(held.frontier).most,
        draws=DRAWS,
        seed=SEED,
    )


def _days(bench: "Workbench") -> dict[date, tuple[Text, ...]]:
    """Days on which something turns, with what: today, the law's own dates, the calendar's, the bodies' changes."""
    last = bench.case.manifest.last
    found: dict[date, list[Text]] = {bench.clock.on: []}
    for day in bench.law.breakpoints(str(bench.case.trade.flows.importer[0]), bench.clock.known):
        if bench.clock.on < day <= last:
            found.setdefault(day, [])
    for one in due(bench):
        day = one.dating.when.first
        if bench.clock.on <= day <= last:
            found.setdefault(day, []).append(one.event.title)
    for body in stakes_seen(bench).bodies:
        for turn in (body.start, body.end):
            if turn is not None and bench.clock.on < turn <= last:
                found.setdefault(turn, [])
    return {day: tuple(texts) for day, texts in found.items()}


def _worth(held: Table, draw: Draw, end: Breakdown) -> tuple[Fraction, ...]:
    change = draw.at(end.change)
    return tuple(
        Fraction(round(POINTS * float(draw.weights[party] @ change[held.screen.of(party)]) * RESOLUTION), RESOLUTION)
        for party in held.domain.parties
    )


def _floor(held: Table, d: tuple[Fraction, ...]) -> Floor:
    away = held.domain.outside or (None,) * len(d)
    return tuple(low if other is None else max(low, other) for low, other in zip(d, away, strict=True))


def _dated(bench: "Workbench", held: Table, day: date, why: tuple[Text, ...], end: Breakdown, form: Form) -> Dated:
    floor = _floor(held, _worth(held, centre(held.screen, held.weights), end))
    inside = np.flatnonzero(held.frontier.at_least(floor))
    verdicts = [_carried(bench, held, tuple(point.package.items()), day, form) for point in held.frontier.some(inside)]
    return Dated(
        on=day,
        why=why,
        breakdown=end,
        acceptable=len(inside),
        surely=verdicts.count("carries"),
        possibly=len(verdicts) - verdicts.count("fails"),
        open=_open(bench, held, end),
    )


def _carried(bench: "Workbench", held: Table, package: tuple[tuple[str, str], ...], day: date, form: Form) -> str:
    """Whether every side's bodies that sit on the day would carry a package: the weakest side decides."""
    bodies = stakes_seen(bench).bodies
    sitting = tuple(body.id for body in bodies if body.sits(day))

    def compute() -> str:
        whole = bench.agenda.package(dict(package))
        verdicts = [ratification(held.screen, bodies, party, whole, day, form=form).verdict for party in held.domain.parties]
        return "fails" if "fails" in verdicts else "open" if "open" in verdicts else "carries"

    return bench.memo("carried", READS, compute, package, sitting, form)


def _open(bench: "Workbench", held: Table, end: Breakdown) -> float:
    """Share of draws in which some package is acceptable to all, with the breakdown of the date."""
    weighed = drawn(held.screen, held.weights, DRAWS, np.random.default_rng(SEED))
    hits = sum(
        bool(front.at_least(_floor(held, _worth(held, draw, end))).any()) for front, draw in zip(fronts(bench), weighed, strict=True)
    )
    return hits / DRAWS


def _hands(held: Table, place: int) -> tuple[Tied, ...]:
    """Levels from what the side has without a deal to its best acceptable payoff, and the Nash package at each."""
    found = held.frontier
    zone = found.values[acceptable(found)]
    if not len(zone):
        return ()
    low = (found.floor or (None,) * len(held.domain.parties))[place]
    start = float(zone[:, place].min()) if low is None else float(low)
    levels = np.linspace(start, float(zone[:, place].max()), STEPS).tolist()
    return tied_hands(found, held.domain.parties[place], levels)
