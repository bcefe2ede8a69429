"""A package before the bodies that must carry it at home, and the part of the frontier each side's bodies would or might carry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from nemawashi.agenda import Package
from nemawashi.stakes import Body, Ratification
from nemawashi.stakes.ratification import ratification
from nemawashi.workbench.frontier import stakes_seen, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["FORMS", "READS", "AtHome", "Form", "ratify"]

READS = ("clock", "side", "public", "closure", "elasticities", "red_lines", "without", "parties")
Form = Literal["executive", "law", "treaty"]
FORMS: tuple[Form, ...] = ("executive", "law", "treaty")


@dataclass(frozen=True, slots=True)
class AtHome:
    """One side: the package before its bodies, and how many efficient packages its win-set surely and possibly holds."""

    party: str
    found: Ratification
    bodies: tuple[Body, ...]
    sure: int
    possible: int
    efficient: int


def ratify(bench: "Workbench", package: Package, form: Form = "executive") -> tuple[AtHome, ...]:
    """Put a package before each side's bodies on the day in force; ``form`` is the act the settlement needs at home."""
    return bench.memo("ratify", READS, lambda: _ratify(bench, package, form), package, form)


def _ratify(bench: "Workbench", package: Package, form: Form) -> tuple[AtHome, ...]:
    held = table(bench)
    bodies = stakes_seen(bench).bodies
    day = bench.clock.on
    efficient = [bench.agenda.package(point.package) for point in held.frontier.points]
    answers = []
    for party in bench.case.parties:
        verdicts = [ratification(held.screen, bodies, party, one, day, form=form).verdict for one in efficient]
        answers.append(
            AtHome(
                party,
                ratification(held.screen, bodies, party, package, day, form=form),
                bodies,
                verdicts.count("carries"),
                len(verdicts) - verdicts.count("fails"),
                len(efficient),
            )
        )
    return tuple(answers)
