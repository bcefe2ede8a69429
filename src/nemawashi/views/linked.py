"""What issues at the table do for each side: the frontier with them and without them, as a person sees it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Citation
from nemawashi.strings import both
from nemawashi.views.cite import statements_cited
from nemawashi.views.difference import DifferenceView, difference
from nemawashi.workbench.linked import linked as compare

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["LinkedView", "TieView", "linked"]


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
class LinkedView:
    """The table with some issues (``there``) and without them (``here``)."""

    issues: tuple[str, ...]
    titles: tuple[Text, ...]
    difference: DifferenceView
    ties: tuple[TieView, ...]


def linked(bench: "Workbench", issues: tuple[str, ...]) -> LinkedView:
    """Show what ``issues`` at the table do for each side."""
    found = compare(bench, issues)
    return LinkedView(
        issues=found.issues,
        titles=tuple(bench.agenda.issue(issue).title for issue in found.issues),
        difference=difference(bench, found.difference, "linked"),
        ties=tuple(
            TieView(
                tie.by, bench.case.side(tie.by).name, tie.tie, both(f"linked.{tie.tie}"), tie.title, statements_cited(bench, tie.statements)
            )
            for tie in found.ties
            if tie.by in bench.case.parties
        ),
    )
