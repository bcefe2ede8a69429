"""The linkage question: the table with some issues and without them, and whom their presence serves; and a partial deal against the whole table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import Linkage
from nemawashi.errors import Fault, Refused
from nemawashi.workbench.difference import Difference, difference
from nemawashi.workbench.frontier import READS

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Linked", "linked"]


@dataclass(frozen=True, slots=True)
class Linked:
    """The table without the issues (``here``) and with them (``there``), and who ties them to others or keeps them apart."""

    issues: tuple[str, ...]
    difference: Difference
    ties: tuple[Linkage, ...]


def linked(bench: "Workbench", issues: tuple[str, ...]) -> Linked:
    """Compare the scenario's table with ``issues`` and without them; what else the scenario keeps off the table stays off in both."""
    named = tuple(dict.fromkeys(bench.agenda.issue(name).id for name in issues))
    if not named:
        raise Refused(Fault("--without", "no issue", "the question names the issues to leave out", "name one"))
    rest = tuple(name for name in bench.scenario.without if name not in named)
    return Linked(
        named,
        difference(bench.at(without=(*rest, *named)), bench.at(without=rest)),
        tuple(tie for tie in bench.agenda.linkages if set(tie.issues) & set(named)),
    )
