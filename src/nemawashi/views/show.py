"""The first screen: what somebody needs to know at 23:00 before a round, on one page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.strings import both
from nemawashi.views.format import short_day
from nemawashi.views.lines import CrossedView, crossed, dated
from nemawashi.views.screen.chips import ChipView, chips
from nemawashi.views.screen.ending import BreakdownView, DeadlineView, ending, unsigned
from nemawashi.views.screen.leading import PackagesView, leading
from nemawashi.views.screen.news import ChangeView, news
from nemawashi.views.screen.verdicts import Deficit, Disputed, Verdict, deficit, disputed, judgement
from nemawashi.views.screen.wants import SideWants, wants
from nemawashi.workbench.deadline import deadline
from nemawashi.workbench.frontier import table_or_why
from nemawashi.workbench.receipt import Receipt, on_case, receipt
from nemawashi.workbench.since import last_round
from nemawashi.workbench.valued import Unvalued

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["FirstScreen", "show"]

NEWS, CHIPS, DISPUTES = 3, 6, 3
"""How many changes, chips and disputed facts the first screen has room for."""


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """The answer of ``show``."""

    title: Text
    subtitle: Text
    deadline: DeadlineView | None
    since: Text
    changes: tuple[ChangeView, ...]
    breakdown: BreakdownView
    wants: tuple[SideWants, ...]
    chips: tuple[ChipView, ...]
    packages: PackagesView
    blocked: tuple[CrossedView, ...]
    deficit: Deficit
    disputed: tuple[Disputed, ...]
    judgement: Verdict
    receipt: Receipt


def show(bench: "Workbench", only: frozenset[str] | None = None) -> FirstScreen:
    """Compose the first screen for the scenario's side; before anybody's preferences are known it tells everything but packages and worth.

    ``only`` narrows changes, wants, chips, the packages' moves, the red line and disputes to some issues; deadline, cliff, deficit and the judged
    share are everybody's.
    """
    end = deadline(bench)
    held = table_or_why(bench)
    valued = None if isinstance(held, Unvalued) else held
    drawn = [line for line in bench.agenda.red_lines if only is None or only.intersection(line.crossed_by)]
    lines = sorted(drawn, key=lambda line: (line.party != bench.own.id, -line.firmness))
    return FirstScreen(
        title=_titled(bench),
        subtitle=_dates(bench),
        deadline=None if end is None else ending(bench, end),
        since=_since(bench),
        changes=tuple(one for one in news(bench) if only is None or not one.issues or only.intersection(one.issues))[:NEWS],
        breakdown=unsigned(bench, end),
        wants=tuple(wants(bench, party, only) for party in (bench.other.id, bench.own.id)),
        chips=chips(bench, valued, only)[:CHIPS],
        packages=leading(bench, held, only),
        blocked=tuple(crossed(bench, line) for line in lines[:1]),
        deficit=deficit(bench),
        disputed=disputed(bench, only)[:DISPUTES],
        judgement=judgement(bench, valued),
        receipt=receipt(bench, on_case(bench, "show"), "views.show(bench)"),
    )


def _titled(bench: "Workbench") -> Text:
    title, own = bench.case.manifest.title, bench.own.name
    return Text(f"{title.en} · {both('for_side', party=own.en).en}", f"{title.ja} · {both('for_side', party=own.ja).ja}")


def _since(bench: "Workbench") -> Text:
    last = last_round(bench)
    if last is None:
        return both("show.since_start")
    return Text(
        both("show.since", title=last.title.en, day=short_day(last.on, "en")).en,
        both("show.since", title=last.title.ja, day=short_day(last.on, "ja")).ja,
    )


def _dates(bench: "Workbench") -> Text:
    return Text(dated(bench, "en"), dated(bench, "ja"))
