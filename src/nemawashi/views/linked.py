"""What issues at the table do for each side: the frontier with them and without them, as a person sees it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.cite import statements_cited
from nemawashi.workbench.linked import Linked
from nemawashi.workbench.linked import linked as compare

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["LinkedView", "ServedView", "TieView", "linked"]

SURE = 0.9
"""Share of draws from which a finding is stated without "depends"."""


@dataclass(frozen=True, slots=True)
class TieView:
    """Who ties an issue to others or keeps it apart, and on which words."""

    by: str
    name: Text
    tie: str
    tie_said: Text
    title: Text
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ServedView:
    """What the issues' presence is worth to one side."""

    party: str
    name: Text
    nash: Figure | None
    """With them less without them at the Nash package; None where either table has no acceptable package."""
    best: Figure | None
    """The same for the side's best acceptable package."""
    gains: Figure
    """Share of draws in which it gains at the Nash package."""
    loses: Figure


@dataclass(frozen=True, slots=True)
class LinkedView:
    """The table with some issues and without them."""

    issues: tuple[str, ...]
    titles: tuple[Text, ...]
    acceptable_without: Figure
    """Efficient packages better than breakdown for both, without the issues."""
    acceptable_with: Figure
    opens: Figure
    """Share of draws in which only the table with the issues has an acceptable package."""
    closes: Figure
    served: tuple[ServedView, ...]
    verdict: Text
    """Who gains, where it holds on nearly every admissible view; else that it depends."""
    ties: tuple[TieView, ...]


def linked(bench: "Workbench", issues: tuple[str, ...]) -> LinkedView:
    """Show what ``issues`` at the table do for each side."""
    found = compare(bench, issues)
    return LinkedView(
        issues=found.issues,
        titles=tuple(bench.agenda.issue(issue).title for issue in found.issues),
        acceptable_without=_count(bench, found.compared.here.acceptable),
        acceptable_with=_count(bench, found.compared.there.acceptable),
        opens=_share(bench, found, found.opens / found.draws),
        closes=_share(bench, found, found.closes / found.draws),
        served=tuple(_served(bench, found, party) for party in found.served),
        verdict=_verdict(bench, found),
        ties=tuple(
            TieView(
                tie.by, bench.case.side(tie.by).name, tie.tie, both(f"linked.{tie.tie}"), tie.title, statements_cited(bench, tie.statements)
            )
            for tie in found.ties
            if tie.by in bench.case.parties
        ),
    )


def _sources(bench: "Workbench") -> tuple[Citation, ...]:
    return tuple(Citation("case", f"stakes of {party}") for party in bench.case.parties)


def _count(bench: "Workbench", count: int) -> Figure:
    return Figure(count, Unit.COUNT, bench.clock.on, Basis.JUDGED, _sources(bench), method=both("method.at_centre").en)


def _share(bench: "Workbench", found: Linked, share: float) -> Figure:
    method = both("method.draws", draws=found.draws, seed=found.seed).en
    return Figure(100 * share, Unit.PERCENT, bench.clock.on, Basis.JUDGED, _sources(bench), method=method)


def _served(bench: "Workbench", found: Linked, party: str) -> ServedView:
    one = found.served[party]
    gain, best = found.compared.gain, found.compared.gain_in_best
    method = both("method.linked", draws=found.draws, seed=found.seed).en
    nash = None
    if gain is not None:
        low, high = min(one.low, gain[party]), max(one.high, gain[party])
        nash = Figure(gain[party], Unit.POINT, bench.clock.on, Basis.JUDGED, _sources(bench), low, high, method=method, change=True)
    return ServedView(
        party=party,
        name=bench.case.side(party).name,
        nash=nash,
        best=None
        if best is None
        else Figure(best[party], Unit.POINT, bench.clock.on, Basis.JUDGED, _sources(bench), method=both("method.best").en, change=True),
        gains=_share(bench, found, one.gains),
        loses=_share(bench, found, one.loses),
    )


def _verdict(bench: "Workbench", found: Linked) -> Text:
    if not found.answered:
        return both("linked.never")
    words = [_word(bench, party, served.gains, served.loses) for party, served in found.served.items()]
    return Text(" ".join(word.en for word in words), "".join(word.ja for word in words))


def _word(bench: "Workbench", party: str, gains: float, loses: float) -> Text:
    name = bench.case.side(party).name
    key = "serves" if gains >= SURE else "harms" if loses >= SURE else "same" if max(gains, loses) <= 1 - SURE else "depends"
    shares = {"gains": f"{gains:.0%}", "loses": f"{loses:.0%}"} if key == "depends" else {}
    return Text(both(f"linked.{key}", party=name.en, **shares).en, both(f"linked.{key}", party=name.ja, **shares).ja)
