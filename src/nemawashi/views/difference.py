"""What the difference between two tables is worth to each side, in figures and in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.difference import Difference

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["DifferenceView", "ServedView", "difference"]

SURE = 0.9
"""Share of draws from which a finding is stated without "depends"."""


@dataclass(frozen=True, slots=True)
class ServedView:
    """What the difference is worth to one side."""

    party: str
    name: Text
    nash: Figure | None
    """At the Nash package; None where either table has no acceptable package."""
    best: Figure | None
    """In the side's best acceptable package: free of the choice of a solution."""
    gains: Figure | None
    """Share of draws in which it gains at the Nash package."""
    loses: Figure | None


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One table beside another."""

    acceptable_here: Figure
    """Efficient packages better than breakdown for all, in the narrower table."""
    acceptable_there: Figure
    opens: Figure
    """Share of draws in which only the wider table has an acceptable package."""
    closes: Figure
    served: tuple[ServedView, ...]
    verdict: Text
    """Who gains, where it holds on nearly every admissible view; else that it depends."""


def difference(bench: "Workbench", found: Difference, word: str) -> DifferenceView:
    """Show a difference; ``word`` is the group of strings in which the verdict is said."""
    return DifferenceView(
        acceptable_here=_count(bench, found.centre.here.acceptable),
        acceptable_there=_count(bench, found.centre.there.acceptable),
        opens=_share(bench, found, found.drawn.opens / found.drawn.draws),
        closes=_share(bench, found, found.drawn.closes / found.drawn.draws),
        served=tuple(_served(bench, found, party) for party in _parties(bench)),
        verdict=_verdict(bench, found, word),
    )


def _parties(bench: "Workbench") -> tuple[str, ...]:
    return bench.scenario.parties or bench.case.parties


def _sources(bench: "Workbench") -> tuple[Citation, ...]:
    return tuple(Citation("case", f"stakes of {party}") for party in bench.case.parties)


def _count(bench: "Workbench", count: int) -> Figure:
    return Figure(count, Unit.COUNT, bench.clock.on, Basis.JUDGED, _sources(bench), method=both("method.at_centre").en)


def _share(bench: "Workbench", found: Difference, share: float) -> Figure:
    method = both("method.draws", draws=found.drawn.draws, seed=found.seed).en
    return Figure(100 * share, Unit.PERCENT, bench.clock.on, Basis.JUDGED, _sources(bench), method=method)


def _served(bench: "Workbench", found: Difference, party: str) -> ServedView:
    one = found.drawn.served.get(party)
    gain, best = found.centre.gain, found.centre.gain_in_best
    nash = None
    if gain is not None and one is not None:
        low, high = min(one.low, gain[party]), max(one.high, gain[party])
        method = both("method.difference", draws=found.drawn.draws, seed=found.seed).en
        nash = Figure(gain[party], Unit.POINT, bench.clock.on, Basis.JUDGED, _sources(bench), low, high, method=method, change=True)
    return ServedView(
        party=party,
        name=bench.case.side(party).name,
        nash=nash,
        best=None
        if best is None
        else Figure(best[party], Unit.POINT, bench.clock.on, Basis.JUDGED, _sources(bench), method=both("method.best").en, change=True),
        gains=None if one is None else _share(bench, found, one.gains),
        loses=None if one is None else _share(bench, found, one.loses),
    )


def _verdict(bench: "Workbench", found: Difference, word: str) -> Text:
    if found.drawn.opens > SURE * found.drawn.draws:
        return both(f"{word}.opens_all")
    if not found.drawn.answered:
        return both(f"{word}.never")
    words = [_word(bench, served.party, served.gains, served.loses, word) for served in found.drawn.served.values()]
    return Text(" ".join(one.en for one in words), "".join(one.ja for one in words))


def _word(bench: "Workbench", party: str, gains: float, loses: float, word: str) -> Text:
    name = bench.case.side(party).name
    key = "serves" if gains >= SURE else "harms" if loses >= SURE else "same" if max(gains, loses) <= 1 - SURE else "depends"
    shares = {"gains": f"{gains:.0%}", "loses": f"{loses:.0%}"} if key == "depends" else {}
    return Text(both(f"{word}.{key}", party=name.en, **shares).en, both(f"{word}.{key}", party=name.ja, **shares).ja)
