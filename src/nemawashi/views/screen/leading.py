"""The packages both sides could sign: which, how robust, and what of them holds over nearly all draws."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.format import day as day_said
from nemawashi.views.frontier import gain
from nemawashi.views.moves import apart, gives
from nemawashi.workbench.frontier import Table
from nemawashi.workbench.region import Robust, region
from nemawashi.workbench.valued import Unvalued

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["PackageRow", "PackagesView", "leading"]

MOST = 3


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package both could sign, and how robustly."""

    label: str
    package: Mapping[str, str]
    moves: Text
    """Every move in short words, by who gives it; a star marks what the Nash package has in nine draws of ten."""
    apart: Text
    """How it differs from the first one; empty for the first."""
    rules: Text
    """The solutions that name it."""
    robust: Text
    share: Figure
    gains: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class PackagesView:
    """The robust packages, or why there are none to show."""

    text: Text
    short: Text
    rows: tuple[PackageRow, ...]
    steady: tuple[str, ...] = ()
    """Issues on which the Nash package takes one move in nine draws of ten."""


def leading(bench: "Workbench", held: "Table | Unvalued", only: Collection[str] | None = None) -> PackagesView:
    """Show the packages the solutions name, each with the share of admissible draws in which it beats breakdown for both.

    ``only`` narrows what is said of their moves to some issues; which packages they are does not depend on it.
    """
    if isinstance(held, Unvalued):
        told = _unvalued(bench, held)
        return PackagesView(told, told, ())
    inside = len(held.frontier) if held.frontier.zopa is None else len(held.frontier.zopa)
    if not inside:
        return PackagesView(both("show.packages_none"), both("show.packages_none"), ())
    found = region(bench)
    quo = bench.agenda.status_quo()
    steady = tuple(issue for issue, option in found.core.items() if issue in bench.agenda.ids and option != quo[issue])
    rows = tuple(
        _row(bench, held, one, number, found.packages[0], (found.draws, found.seed), steady, only)
        for number, one in enumerate(found.packages[:MOST], 1)
    )
    counts = {"feasible": f"{inside:,}", "n": f"{held.domain.combinations:,}", "efficient": f"{len(held.frontier):,}"}
    text = both("show.packages_text", **counts)
    star = both("show.steady") if steady else Text("", "")
    return PackagesView(Text(f"{text.en} {star.en}".rstrip(), f"{text.ja}{star.ja}"), both("show.packages_short", **counts), rows, steady)


def _row(
    bench: "Workbench",
    held: Table,
    one: Robust,
    number: int,
    first: Robust,
    drawn: tuple[int, int],
    steady: tuple[str, ...],
    only: Collection[str] | None,
) -> PackageRow:
    draws, seed = drawn
    share = Figure(
        100 * one.share,
        Unit.PERCENT,
        bench.clock.on,
        Basis.ASSUMED,
        (Citation("case", "stakes"),),
        method=f"share of {draws} draws of admissible weights and ranges (seed {seed}) in which it beats breakdown for both",
    )
    rules = [both(f"frontier.{rule.replace('-', '_').replace(' ', '_')}") for rule in one.rules]
    named = Text(", ".join(rule.en for rule in rules), "・".join(rule.ja for rule in rules))
    words = {"share": f"{one.share:.0%}", "n": draws}
    robust = Text(both("show.robust", rule=named.en, **words).en, both("show.robust", rule=named.ja, **words).ja)
    return PackageRow(
        label=f"P{number}",
        package=bench.agenda.moves(one.package),
        moves=gives(bench, one.package, steady=steady, only=only),
        apart=Text("", "") if number == 1 else apart(bench, one.package, first.package, only=only),
        rules=named,
        robust=robust,
        share=share,
        gains={party: gain(bench, held.payoff(party, one.package)) for party in held.domain.parties},
    )


def _unvalued(bench: "Workbench", why: Unvalued) -> Text:
    names = [bench.case.side(party).name for party in why.parties]
    en, ja = ", ".join(name.en for name in names), "・".join(name.ja for name in names)
    if why.first is None:
        return Text(both("show.unvalued", parties=en).en, both("show.unvalued", parties=ja).ja)
    return Text(
        both("show.unvalued_until", parties=en, day=day_said(why.first, "en")).en,
        both("show.unvalued_until", parties=ja, day=day_said(why.first, "ja")).ja,
    )
