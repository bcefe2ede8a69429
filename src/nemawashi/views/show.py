"""The first screen: what somebody needs to know at 23:00 before a round, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.agenda import Chip, Package
from nemawashi.language import Lang, Text
from nemawashi.positions import FIRMNESS, Want
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.cite import statements_cited
from nemawashi.views.effects import moves_short
from nemawashi.views.format import day as day_said
from nemawashi.views.format import figure_text, short_day
from nemawashi.views.frontier import gain
from nemawashi.views.lines import CrossedView, crossed
from nemawashi.views.positions import issue_title
from nemawashi.workbench.balance import moved_most
from nemawashi.workbench.deadline import Deadline, deadline, per_day
from nemawashi.workbench.frontier import Table, region, table
from nemawashi.workbench.positions import wanted
from nemawashi.workbench.receipt import Receipt, receipt
from nemawashi.workbench.since import Change, changes, last_round

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["FirstScreen", "show"]


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """The day on which the law itself changes, and what of it changes."""

    title: Text
    on: date
    days: Figure


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Something new since the last round."""

    on: date
    text: Text
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class BreakdownView:
    """What happens if nothing is signed."""

    text: Text
    rows: tuple[tuple[Text, Figure], ...]


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


@dataclass(frozen=True, slots=True)
class ChipView:
    """A chip, what became of it, its worth to the other side and to ours; None where nobody priced or judged it."""

    id: str
    party: str
    title: Text
    stage: Text
    on: date | None
    to_them: Figure | None
    to_us: Figure | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package both could sign, and how robustly."""

    label: str
    package: Mapping[str, str]
    moves: Text
    rules: Text
    """The solutions that name it."""
    robust: Text
    share: Figure
    gains: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class PackagesView:
    """The robust packages, or that there are none."""

    text: Text
    rows: tuple[PackageRow, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence and the figure it rests on."""

    text: Text
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """A fact on which reports differ."""

    text: Text
    citations: tuple[Citation, ...]


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
    deficit: Verdict
    disputed: tuple[Disputed, ...]
    judgement: Verdict
    receipt: Receipt


def show(bench: "Workbench") -> FirstScreen:
    """Compose the first screen for the scenario's side."""
    end = deadline(bench)
    held = table(bench)
    own = bench.own.name
    title = Text(f"{bench.case.manifest.title.en} · {_for(own.en, 'en')}", f"{bench.case.manifest.title.ja} · {_for(own.ja, 'ja')}")
    last = last_round(bench)
    since = both("show.since_start")
    if last is not None:
        since = Text(
            both("show.since", title=last.title.en, day=short_day(last.on, "en")).en,
            both("show.since", title=last.title.ja, day=short_day(last.on, "ja")).ja,
        )
    return FirstScreen(
        title=title,
        subtitle=_dates(bench),
        deadline=None if end is None else _deadline(bench, end),
        since=since,
        changes=tuple(_change(bench, change) for change in changes(bench)[:3]),
        breakdown=_breakdown(bench, end),
        wants=tuple(_wants(bench, party) for party in (bench.other.id, bench.own.id)),
        chips=_chips(bench, held),
        packages=_packages(bench, held),
        blocked=tuple(crossed(bench, line) for line in bench.agenda.red_lines if line.party == bench.own.id)[:1],
        deficit=_deficit(bench),
        disputed=_disputed(bench),
        judgement=_judgement(bench, held),
        receipt=receipt(bench, f"show {bench.case.id}", "views.show(bench)"),
    )


def _for(name: str, lang: str) -> str:
    said = both("for_side", party=name)
    return said.ja if lang == "ja" else said.en


def _dates(bench: "Workbench") -> Text:
    clock = bench.clock
    return Text(
        both("show.on_known", on=day_said(clock.on, "en"), known=day_said(clock.known, "en")).en,
        both("show.on_known", on=day_said(clock.on, "ja"), known=day_said(clock.known, "ja")).ja,
    )


def _measures(bench: "Workbench", end: Deadline) -> Text:
    held = [bench.law.measures[name] for name in end.measures]
    titles = list(dict.fromkeys((one.label.en, one.label.ja) for one in held))[:2]
    return Text("; ".join(en for en, _ in titles), "、".join(ja for _, ja in titles))


def _cited(bench: "Workbench", end: Deadline) -> tuple[Citation, ...]:
    return tuple(Citation(bench.law.acts[act].source, pinpoint) for act, pinpoint in end.acts if act in bench.law.acts)


def _deadline(bench: "Workbench", end: Deadline) -> DeadlineView:
    measures = _measures(bench, end)
    days = Figure(
        end.days,
        Unit.DAY,
        bench.clock.on,
        Basis.DERIVED,
        _cited(bench, end),
        method="days to the next date on which the law as known raises duty",
    )
    title = Text(
        both("show.lapse", measure=measures.en, day=short_day(end.on, "en")).en,
        both("show.lapse", measure=measures.ja, day=short_day(end.on, "ja")).ja,
    )
    return DeadlineView(title, end.on, days)


def _change(bench: "Workbench", change: Change) -> ChangeView:
    return ChangeView(change.on, change.text, change.citations or statements_cited(bench, change.statements))


def _breakdown(bench: "Workbench", end: Deadline | None) -> BreakdownView:
    if end is None:
        return BreakdownView(both("show.no_deadline"), ())
    found = per_day(bench, end.on)
    tables = tuple(dict.fromkeys(Citation(one.source, one.pinpoint) for one in bench.case.trade.flows.tables))[:1]
    cited = tables + _cited(bench, end)

    def money(low: float, high: float, day: date, *, change: bool = False) -> Figure:
        return Figure(
            None,
            Unit.USD_MILLION_A_DAY,
            day,
            Basis.DERIVED,
            cited,
            low / 1e6,
            high / 1e6,
            method="statutory duty by heading on the imports of the weights' year, divided by its days; imports unchanged",
            note=found.basis,
            change=change,
        )

    def rate(low: float, high: float, day: date) -> Figure:
        scale = 100 * found.days / found.value_usd
        return Figure(
            None,
            Unit.PERCENT,
            day,
            Basis.DERIVED,
            cited,
            low * scale,
            high * scale,
            method="trade-weighted statutory total duty",
            note=found.basis,
        )

    now, then = rate(found.low, found.high, bench.clock.on), rate(found.other_low, found.other_high, end.on)
    origin = bench.case.side(found.origin).name

    def said(tongue: Lang) -> str:
        words = both(
            "show.no_deal_text",
            day=short_day(end.on, tongue),
            known=short_day(bench.clock.known, tongue),
            rate=figure_text(then, tongue),
            rate_now=figure_text(now, tongue),
            origin=origin.in_(tongue),
        )
        return words.in_(tongue)

    day = Text(
        both("show.duty_then", day=short_day(end.on, "en")).en,
        both("show.duty_then", day=short_day(end.on, "ja")).ja,
    )
    rows = (
        (both("show.duty_now"), money(found.low, found.high, bench.clock.on)),
        (day, money(found.other_low, found.other_high, end.on)),
        (both("show.duty_more"), money(found.increment_low, found.increment_high, end.on, change=True)),
    )
    return BreakdownView(Text(said("en"), said("ja")), rows)


def _wants(bench: "Workbench", party: str) -> SideWants:
    rows = tuple(_want(bench, want) for want in wanted(bench, party))
    return SideWants(party, bench.case.side(party).name, rows)


def _want(bench: "Workbench", want: Want) -> WantView:
    level = max(1, int(want.firmness) - 1)
    return WantView(
        want.issue, issue_title(bench, want.issue), want.text, FIRMNESS[want.firmness], level, statements_cited(bench, want.statements[:2])
    )


def _chips(bench: "Workbench", held: Table) -> tuple[ChipView, ...]:
    order = ("tabled", "accepted", "refused", "not engaged", "withdrawn", "prepared", "considered")
    mine = [chip for chip in bench.agenda.chips if chip.party == bench.own.id and chip.steps]
    mine.sort(key=lambda chip: (order.index(chip.steps[-1].stage), chip.steps[-1].on.toordinal() * -1))
    return tuple(_chip(bench, held, chip) for chip in mine[:6])


def _chip(bench: "Workbench", held: Table, chip: Chip) -> ChipView:
    step = chip.steps[-1]
    playable = [option for option in chip.options if option in held.screen.options(chip.issue)]
    worth: dict[str, Figure | None] = {bench.own.id: None, bench.other.id: None}
    if playable:
        package = bench.agenda.package({chip.issue: playable[0]})
        for party in worth:
            worth[party] = gain(bench, held.payoff(party, package))
    return ChipView(
        id=chip.id,
        party=chip.party,
        title=chip.title,
        stage=both(f"stage.{step.stage}"),
        on=step.on,
        to_them=worth[bench.other.id],
        to_us=worth[bench.own.id],
        citations=statements_cited(bench, step.statements),
    )


def _packages(bench: "Workbench", held: Table) -> PackagesView:
    inside = len(held.frontier) if held.frontier.zopa is None else len(held.frontier.zopa)
    total = held.domain.combinations
    if not inside:
        return PackagesView(both("show.packages_none"), ())
    found = region(bench)
    rows = []
    for number, one in enumerate(found.packages[:3], 1):
        share = Figure(
            100 * one.share,
            Unit.PERCENT,
            bench.clock.on,
            Basis.ASSUMED,
            (Citation("case", "stakes"),),
            method=f"share of {found.draws} draws of admissible weights and ranges (seed {found.seed}) in which it beats breakdown for both",
        )
        rules = [both(f"frontier.{rule.replace('-', '_').replace(' ', '_')}") for rule in one.rules]
        named = Text(", ".join(rule.en for rule in rules), "・".join(rule.ja for rule in rules))
        words = Text(
            both("show.robust", rule=named.en, share=f"{one.share:.0%}", n=found.draws).en,
            both("show.robust", rule=named.ja, share=f"{one.share:.0%}", n=found.draws).ja,
        )
        rows.append(
            PackageRow(
                label=f"P{number}",
                package={issue.id: option.id for issue, option in bench.agenda.moved(one.package)},
                moves=moves_short(bench, one.package),
                rules=named,
                robust=words,
                share=share,
                gains=_gains(bench, held, one.package),
            )
        )
    text = both("show.packages_text", feasible=inside, n=f"{total:,}", efficient=len(held.frontier))
    steady = _core(bench, found.core)
    said = Text(f"{text.en} {steady.en}", f"{text.ja}{steady.ja}")
    return PackagesView(said, tuple(rows))


def _core(bench: "Workbench", held: Mapping[str, str]) -> Text:
    """What the Nash packages have in common over nearly all draws."""
    moved = [
        (issue, issue.option(held[issue.id]))
        for issue in bench.agenda.issues
        if held.get(issue.id, issue.status_quo.id) != issue.status_quo.id
    ]
    if not moved:
        return both("show.core_none")
    en = "; ".join(f"{issue.title.en} – {option.title.en}" for issue, option in moved)
    ja = "、".join(f"{issue.title.ja}＝{option.title.ja}" for issue, option in moved)
    return Text(both("show.core", moves=en).en, both("show.core", moves=ja).ja)


def _gains(bench: "Workbench", held: Table, package: Package) -> dict[str, Figure]:
    return {party: gain(bench, held.payoff(party, package)) for party in held.domain.parties}


def _deficit(bench: "Workbench") -> Verdict:
    found = moved_most(bench)
    importer = str(bench.case.trade.flows.importer[0])
    names = bench.case.side(importer).name, bench.case.side(bench.case.other(importer)).name
    text = Text(
        both("show.deficit_text", importer=names[0].en, partner=names[1].en).en,
        both("show.deficit_text", importer=names[0].ja, partner=names[1].ja).ja,
    )
    if bench.scenario.closure == "deficits held":
        fixed = both("show.deficit_fixed")
        text = Text(f"{fixed.en} {text.en}", f"{fixed.ja}{text.ja}")
    return Verdict(text, found)


def _disputed(bench: "Workbench") -> tuple[Disputed, ...]:
    found = [
        Disputed(row.note, statements_cited(bench, row.statements))
        for row in sorted(bench.record.relations, key=lambda row: (row.on not in ("name", "speaker"), row.id))
        if row.kind == "contradicts"
    ]
    return tuple(found[:3])


def _judgement(bench: "Workbench", held: Table) -> Verdict:
    shares = []
    for index in range(len(held.frontier)):
        package = bench.agenda.package(held.frontier.point(index).package)
        for party in held.domain.parties:
            worth = held.payoff(party, package)
            if worth.value:
                shares.append(100 * worth.shares.get("judgement", 0.0))
    figure = None
    if shares:
        middle = sorted(shares)[len(shares) // 2]
        figure = Figure(
            middle,
            Unit.PERCENT,
            bench.clock.on,
            Basis.DERIVED,
            (Citation("case", "stakes"),),
            min(shares),
            max(shares),
            method="judged part of the absolute contributions to each payoff difference, over the efficient packages; the value is the median",
        )
    return Verdict(both("show.judgement_text"), figure)
