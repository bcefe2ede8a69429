"""What each side wants the other to do, firmest first."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.positions import FIRMNESS, Want
from nemawashi.sources import Citation
from nemawashi.views.cite import statements_cited
from nemawashi.views.positions import issue_title
from nemawashi.workbench.positions import wanted

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["SideWants", "WantView", "wants"]

MOST = 4


@dataclass(frozen=True, slots=True)
class WantView:
    """One want."""

    issue: str
    title: Text
    stance: Text
    firmness: Text
    level: int
    """1 to 4: soft, stated, firm, ruled out or absolute."""
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SideWants:
    """What a side wants."""

    party: str
    name: Text
    rows: tuple[WantView, ...]


def wants(bench: "Workbench", party: str, only: Collection[str] | None = None) -> SideWants:
    """The four firmest wants of a side, of ``only`` some issues where given."""
    found = wanted(bench, party) if only is None else [one for one in wanted(bench, party, len(bench.agenda.ids)) if one.issue in only]
    rows = tuple(_want(bench, want) for want in found[:MOST])
    return SideWants(party, bench.case.side(party).name, rows)


def _want(bench: "Workbench", want: Want) -> WantView:
    level = max(1, int(want.firmness) - 1)
    return WantView(
        want.issue, issue_title(bench, want.issue), want.text, FIRMNESS[want.firmness], level, statements_cited(bench, want.statements[:2])
    )
