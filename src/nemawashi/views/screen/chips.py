"""Chips: what each side can give, what became of it, and what it is worth to the other side and costs its own."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.agenda import Chip
from nemawashi.language import Text
from nemawashi.sources import Citation, Figure
from nemawashi.strings import both
from nemawashi.views.cite import statements_cited
from nemawashi.views.frontier import gain
from nemawashi.workbench.frontier import Table

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["ChipView", "chips"]

_ORDER = ("tabled", "accepted", "refused", "not engaged", "withdrawn", "prepared", "considered")


@dataclass(frozen=True, slots=True)
class ChipView:
    """A chip, what became of it, its worth to the other side and to ours; None where nobody priced or judged it."""

    id: str
    party: str
    issue: str
    title: Text
    stage: Text
    on: date | None
    to_them: Figure | None
    to_us: Figure | None
    citations: tuple[Citation, ...]


def chips(bench: "Workbench", held: Table | None, issues: frozenset[str] | None = None) -> tuple[ChipView, ...]:
    """The scenario's side's chips, those on the table first, then the newest; without a table they have no worth."""
    mine = [chip for chip in bench.agenda.chips if chip.party == bench.own.id and chip.steps and (issues is None or chip.issue in issues)]
    mine.sort(key=lambda chip: (_ORDER.index(chip.steps[-1].stage), chip.steps[-1].on.toordinal() * -1))
    return tuple(_chip(bench, held, chip) for chip in mine)


def _chip(bench: "Workbench", held: Table | None, chip: Chip) -> ChipView:
    step = chip.steps[-1]
    worth: dict[str, Figure | None] = {bench.own.id: None, bench.other.id: None}
    playable = [] if held is None else [option for option in chip.options if option in held.screen.options(chip.issue)]
    if held is not None and playable:
        package = bench.agenda.package({chip.issue: playable[0]})
        for party in worth:
            worth[party] = gain(bench, held.payoff(party, package))
    return ChipView(
        id=chip.id,
        party=chip.party,
        issue=chip.issue,
        title=chip.title,
        stage=both(f"stage.{step.stage}"),
        on=step.on,
        to_them=worth[bench.other.id],
        to_us=worth[bench.own.id],
        citations=statements_cited(bench, step.statements),
    )
