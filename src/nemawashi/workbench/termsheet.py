"""The term sheet of a package: brackets by what each party has asked for or tabled in public, never by anybody's private values."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.agenda.termsheet import TermSheet, term_sheet

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "asked", "sheet"]

READS = ("clock",)
_TABLED = ("tabled", "accepted")


def asked(bench: "Workbench", package: Package) -> Mapping[str, Package]:
    """What each side stands for on the issues a package moves, as far as the record shows.

    Who asks for a move wants the package's words. Who would have to move holds to what is, unless the option is one it has tabled.
    """
    agenda = bench.agenda
    tabled = {
        (chip.party, chip.issue, option)
        for chip in agenda.chips
        if any(step.stage in _TABLED for step in chip.steps) and chip.steps[-1].stage != "withdrawn"
        for option in chip.options
    }
    found = {}
    for party in bench.case.parties:
        moves = {
            issue.id: option.id
            for issue, option in agenda.moved(package)
            if party in issue.wanted_by or party not in issue.movers or (party, issue.id, option.id) in tabled
        }
        found[party] = agenda.package(moves)
    return found


def sheet(bench: "Workbench", package: Package) -> TermSheet:
    """Give the clauses of a package, in brackets where the sides stand for different words."""
    return term_sheet(bench.agenda, package, asked(bench, package))
