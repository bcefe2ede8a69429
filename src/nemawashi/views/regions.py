"""The solutions as regions over admissible weights, and what each rule means, as a person reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.bargain.solution import Solution
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.region import Region, Robust, RuleRegion
from nemawashi.workbench.region import region as drawn

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["AcceptView", "RegionsView", "RuleView", "regions", "rule_key", "rule_note"]


@dataclass(frozen=True, slots=True)
class RuleView:
    """What one rule picks over the draws."""

    rule: str
    title: Text
    payoffs: Mapping[str, Figure]
    packages: Figure
    """Different packages it picks."""
    core: Mapping[str, str]
    """Issue → option it takes in at least nine draws of ten, status quo apart."""


@dataclass(frozen=True, slots=True)
class AcceptView:
    """A package the rules name at the centre, and how it fares over the draws."""

    package: Mapping[str, str]
    rules: tuple[str, ...]
    acceptable: Figure
    efficient: Figure
    chosen: Figure


@dataclass(frozen=True, slots=True)
class RegionsView:
    """Every rule's region."""

    rules: tuple[RuleView, ...]
    packages: tuple[AcceptView, ...]
    open: Figure
    """Share of draws in which some package beats breakdown for every side."""
    text: Text


def rule_key(rule: str) -> str:
    """The key of a rule in the house's strings."""
    return rule.replace("-", "_").replace(" ", "_")


def rule_note(bench: "Workbench", answer: Solution) -> Text:
    """What a rule means here: its breakdown, its ideal point, how many packages tie."""
    key = rule_key(answer.rule)
    if not answer.points:
        title = both(f"frontier.{key}")
        return Text(both("rules.nothing", rule=title.en).en, both("rules.nothing", rule=title.ja).ja)
    parties = bench.scenario.parties or bench.case.parties

    def point(values: tuple[object, ...] | None) -> str:
        return "(" + ", ".join(f"{party} {float(value):+.1f}" for party, value in zip(parties, values or (), strict=False)) + ")"  # type: ignore[arg-type]

    said = both(f"rules.{key}", d=point(answer.disagreement), ideal=point(answer.ideal))
    if len(answer.packages) < 2:
        return said
    ties = both("rules.ties", n=len(answer.packages))
    return Text(f"{said.en} {ties.en}", f"{said.ja}{ties.ja}")


def regions(bench: "Workbench") -> RegionsView:
    """Show every rule's region."""
    found = drawn(bench)
    return RegionsView(
        rules=tuple(_rule(bench, found, one) for one in found.rules),
        packages=tuple(_accept(bench, found, one) for one in found.packages),
        open=_share(bench, found, found.open / found.draws),
        text=_text(bench, found),
    )


def _moves(bench: "Workbench", held: Mapping[str, str]) -> dict[str, str]:
    return {issue: option for issue, option in held.items() if option != bench.agenda.issue(issue).status_quo.id}


def _share(bench: "Workbench", found: Region, share: float) -> Figure:
    method = both("method.draws", draws=found.draws, seed=found.seed).en
    return Figure(100 * share, Unit.PERCENT, bench.clock.on, Basis.JUDGED, (Citation("case", "stakes"),), method=method)


def _rule(bench: "Workbench", found: Region, one: RuleRegion) -> RuleView:
    seeded = {"draws": found.draws, "seed": found.seed}
    sources = (Citation("case", "stakes"),)
    return RuleView(
        rule=rule_key(one.rule),
        title=both(f"frontier.{rule_key(one.rule)}"),
        payoffs={
            party: Figure(
                None, Unit.POINT, bench.clock.on, Basis.JUDGED, sources, low, high, method=both("method.region", **seeded).en, change=True
            )
            for party, (low, high) in one.payoffs.items()
        },
        packages=Figure(one.packages, Unit.COUNT, bench.clock.on, Basis.JUDGED, sources, method=both("method.counted", **seeded).en),
        core=_moves(bench, one.core),
    )


def _accept(bench: "Workbench", found: Region, one: Robust) -> AcceptView:
    return AcceptView(
        package=bench.agenda.moves(one.package),
        rules=tuple(rule_key(rule) for rule in one.rules),
        acceptable=_share(bench, found, one.share),
        efficient=_share(bench, found, one.efficient),
        chosen=_share(bench, found, one.chosen),
    )


def _text(bench: "Workbench", found: Region) -> Text:
    core = _moves(bench, found.core)
    values: dict[str, object] = {"draws": found.draws, "packages": found.rules[0].packages}
    if not core:
        return both("rules.region_none", **values)
    moved = [(bench.agenda.issue(issue).title, bench.agenda.option(issue, option).title) for issue, option in core.items()]
    en = "; ".join(f"{issue.en}: {option.en}" for issue, option in moved)
    ja = "、".join(f"{issue.ja}：{option.ja}" for issue, option in moved)
    return Text(both("rules.region", core=en, **values).en, both("rules.region", core=ja, **values).ja)
