"""Each red line with its shadow price, as a person sees it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.views.difference import DifferenceView, difference
from nemawashi.views.lines import CrossedView, crossed
from nemawashi.workbench.redlines import priced

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["PricedView", "prices"]


@dataclass(frozen=True, slots=True)
class PricedView:
    """A red line: who drew it on which words, whether it binds here, and what lifting it is worth to each side."""

    line: CrossedView
    binds: bool
    price: DifferenceView


def prices(bench: "Workbench") -> tuple[PricedView, ...]:
    """Show every red line known on the day with its price."""
    return tuple(PricedView(crossed(bench, one.line), one.binds, difference(bench, one.difference, "shadow")) for one in priced(bench))
