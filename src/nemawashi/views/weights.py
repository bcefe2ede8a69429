"""What each side's weights rest on: bounds an analyst signed, and orderings that statements give by a stated rule."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes import RULES
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.cite import statements_cited
from nemawashi.workbench.frontier import Table

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["BoundView", "OrderingView", "ValuesView", "values"]


@dataclass(frozen=True, slots=True)
class BoundView:
    """One attribute and the weights still admissible for it."""

    attribute: str
    title: Text
    origin: str
    """law, model or judgement."""
    weight: Figure
    reason: Text


@dataclass(frozen=True, slots=True)
class OrderingView:
    """One attribute weighs at least as much as another, by a rule, on these statements; ``by`` signs an analyst's own."""

    more: Text
    less: Text
    rule: str
    rule_said: Text
    by: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ValuesView:
    """One side."""

    party: str
    name: Text
    bounds: tuple[BoundView, ...]
    orderings: tuple[OrderingView, ...]


def values(bench: "Workbench", held: Table) -> tuple[ValuesView, ...]:
    """Show what each side's admissible weights rest on, as the side the answer is for may see it."""
    found = []
    for own in held.screen.preferences:
        if own.party not in held.domain.parties:
            continue
        titles = {a.id: a.title for a in own.attributes}
        corners = held.weights[own.party].vertices
        found.append(
            ValuesView(
                own.party,
                bench.case.side(own.party).name,
                tuple(
                    BoundView(
                        a.id,
                        a.title,
                        a.origin,
                        Figure(
                            None,
                            Unit.RATIO,
                            bench.clock.on,
                            Basis.JUDGED,
                            (Citation("case", f"stakes of {own.party}"),),
                            float(corners[:, k].min()),
                            float(corners[:, k].max()),
                            method=both("method.admitted").en,
                            note=a.by,
                        ),
                        a.reason,
                    )
                    for k, a in enumerate(own.attributes)
                ),
                tuple(
                    OrderingView(titles[o.more], titles[o.less], o.rule, RULES[o.rule], o.by, statements_cited(bench, o.statements))
                    for o in own.orderings
                ),
            )
        )
    return tuple(found)
