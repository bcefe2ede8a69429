"""A small table to reason about: duty against rice and defence, a model that is a table of numbers, two parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nemawashi.agenda import Agenda, Issue, LawTerm, Magnitude, Option, Package, QuotaTerm, RedLine, TransferTerm, UnpricedTerm
from nemawashi.language import Text
from nemawashi.sources import Basis
from nemawashi.stakes import Attribute, Judgement, Preferences
from nemawashi.tariffs import Amendment

DAY = date(2025, 5, 3)
T = Text("x", "x")
LAW = LawTerm("law", (Amendment("terminate", ("duty",)),))


def size(low: float, value: float, high: float) -> Magnitude:
    return Magnitude(value, "USD million", Basis.ASSUMED, low=low, high=high, by="test", reason="test")


AGENDA = Agenda(
    issues=(
        Issue("duty", T, T, ("US",), (Option("now", T, status_quo=True), Option("half", T, terms=(LAW,)), Option("none", T, terms=(LAW,)))),
        Issue(
            "rice",
            T,
            T,
            ("JP",),
            (
                Option("now", T, status_quo=True),
                Option("more", T, terms=(QuotaTerm("quota", "JP", "US", size(1, 2, 3), within=False, sector="food"),)),
                Option("open", T, terms=(UnpricedTerm("unpriced", T),)),
            ),
            barrier=True,
        ),
        Issue(
            "defence",
            T,
            T,
            ("JP",),
            (
                Option("now", T, status_quo=True),
                Option("pay", T, terms=(TransferTerm("transfer", "JP", "US", size(900, 1000, 1100)),)),
                Option("talk", T, terms=(UnpricedTerm("unpriced", T),)),
            ),
        ),
    ),
    red_lines=(RedLine("no-swap", "JP", T, {"rice": ("more", "open"), "duty": ("half", "none")}, 5, "pm", DAY),),
)

INCOME: Mapping[tuple[str, str], tuple[float, float]] = {
    ("duty", "half"): (0.10, -0.02),
    ("duty", "none"): (0.20, -0.05),
    ("rice", "more"): (0.01, 0.01),
    ("defence", "pay"): (-0.02, 0.005),
}
"""(issue, option) → real income of JP and US, %."""


@dataclass(frozen=True)
class Table:
    """Effects as a table; the balance is the mirror of JP's income, and rice with no duty gives a little more than the sum."""

    package: Mapping[str, str]

    def outcome(self, name: str, party: str, *, sector: str = "", partner: str = "") -> tuple[float, float, float] | None:
        del sector, partner
        side = {"JP": 0, "US": 1}[party]
        total = sum(INCOME.get((i, o), (0.0, 0.0))[side] for i, o in self.package.items())
        if self.package.get("duty") == "none" and self.package.get("rice") == "more":
            total += 0.03 * (1 - side)
        if name == "real_income":
            return (0.8 * total, total, 1.2 * total) if total >= 0 else (1.2 * total, total, 0.8 * total)
        if name == "balance":
            jp = sum(INCOME.get((i, o), (0.0, 0.0))[0] for i, o in self.package.items())
            return (-100 * jp,) * 3
        return None


def evaluate(package: Package) -> Table:
    return Table(package)


def attribute(party: str, name: str, kind: str = "judged", low: float = 0.1, high: float = 0.8, **more: object) -> Attribute:
    return Attribute(
        id=name,
        party=party,
        title=T,
        kind=kind,  # type: ignore[arg-type]
        low=low,
        high=high,
        by="test",
        reason=T,
        known=DAY,
        origin="judgement" if kind == "judged" else "law" if kind == "direct" else "model",
        **more,  # type: ignore[arg-type]
    )


def judged(party: str, name: str, issue: str, option: str, value: float, **more: object) -> Judgement:
    return Judgement(party, name, issue, option, value - 0.1, value, value + 0.1, "test", T, DAY, **more)  # type: ignore[arg-type]


JP = Preferences(
    "JP",
    "JP",
    attributes=(
        attribute("JP", "jp_income", "effect", outcome="real_income", swing=0.2),
        attribute("JP", "jp_money", "direct", outcome="transfer", swing=2000.0),
        attribute("JP", "jp_farm"),
    ),
    judgements=(judged("JP", "jp_farm", "rice", "more", -0.3), judged("JP", "jp_farm", "rice", "open", -0.8)),
)
US = Preferences(
    "US",
    "JP",
    attributes=(
        attribute("US", "us_income", "effect", outcome="real_income", swing=0.05),
        attribute("US", "us_money", "direct", outcome="transfer", swing=2000.0),
        attribute("US", "us_rice"),
    ),
    judgements=(
        judged("US", "us_rice", "rice", "more", 0.4),
        judged("US", "us_rice", "rice", "open", 0.8),
        judged("US", "us_rice", "defence", "talk", 0.1),
    ),
)
