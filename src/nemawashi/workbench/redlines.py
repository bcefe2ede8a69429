"""What each red line costs: the table with the line binding and with it lifted, all else as the scenario has it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import RedLine
from nemawashi.workbench.difference import Difference, difference
from nemawashi.workbench.frontier import READS

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Priced", "priced"]


@dataclass(frozen=True, slots=True)
class Priced:
    """A red line, whether it binds in the scenario, and its shadow price: lifted less bound."""

    line: RedLine
    binds: bool
    difference: Difference


def priced(bench: "Workbench") -> tuple[Priced, ...]:
    """Price every red line known on the day."""
    binding = bench.scenario.red_lines
    found = []
    for line in bench.agenda.red_lines:
        rest = tuple(name for name in binding if name != line.id)
        there = bench.at(red_lines=rest)
        found.append(Priced(line, line.id in binding, difference(bench.at(red_lines=(*rest, line.id)), there)))
    return tuple(found)
