"""Our average beside the published ones: the gap told line by line, by what is defined otherwise, and what is left unexplained."""

from collections.abc import Mapping
from dataclasses import dataclass

from nemawashi.dates import Clock
from nemawashi.pricing.average import average
from nemawashi.pricing.stack import StackRow, stack
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Flows, PublishedAverage

__all__ = ["CLOSE", "GapLine", "Reconciliation", "reconcile"]

CLOSE = 0.15
"""Percent points within which two averages of one law are held equal."""


@dataclass(frozen=True, slots=True)
class GapLine:
    """One step from our figure to the published one, in percent points."""

    step: str
    low: float
    """The least that the step moves either end of our range."""
    high: float
    how: str
    """How it was computed, or where it is known from."""
    reached: tuple[float, float]
    """Our range after the step: ours and the steps add up to it, end by end, and the published figure less the last of them is what is left."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A published average, ours of the same day, and the steps between."""

    published: PublishedAverage
    low: float
    """Ours: statutory total, percent, on the published figure's day as known then."""
    high: float
    lines: tuple[GapLine, ...]
    left_low: float
    """Published less ours and every step, at least: zero within the two means explained."""
    left_high: float

    @property
    def explained(self) -> bool:
        """Whether nothing is left: the published figure lies within ours after the steps, to ``CLOSE``."""
        return self.left_low - CLOSE <= 0 <= self.left_high + CLOSE


def reconcile(
    law: Law, flows: Flows, published: tuple[PublishedAverage, ...], *, answers: Mapping[str, Answer] | None = None
) -> tuple[Reconciliation, ...]:
    """Set each published average beside ours and tell the gap: basis, dating, exemptions read otherwise, open facts, duties collected."""
    return tuple(_one(law, flows, one, answers or {}) for one in published)


def _one(law: Law, flows: Flows, published: PublishedAverage, answers: Mapping[str, Answer]) -> Reconciliation:
    place = (published.importer, published.origin)

    def ours(clock: Clock) -> tuple[float, float]:
        row = average(law, clock, flows, *place, answers=answers)[0]
        return row.low, row.high

    clock = Clock(published.on, published.known)
    low, high = ours(clock)
    lines: list[GapLine] = []
    at = (low, high)

    def step(name: str, reached: tuple[float, float], how: str) -> None:
        nonlocal at
        moved = (reached[0] - at[0], reached[1] - at[1])
        at = reached
        lines.append(GapLine(name, min(moved), max(moved), how, reached))

    described = Clock(published.describes or published.on, published.described_known or published.known)
    if described != clock:
        how = f"our average on {described.on} as known {described.known}, less that on {clock.on} as known {clock.known}"
        step(f"dated otherwise: it describes the law of {described.on}", ours(described), how)
    if published.basis == "additional":
        general = average(law, Clock(published.before, max(published.before, published.known)), flows, *place, answers=answers)[0]
        reached = (at[0] - general.high, at[1] - general.low)
        step("additional to the general rate only", reached, f"our average on {published.before}")
    elif published.basis == "not stated":
        general = average(law, Clock(published.before, max(published.before, published.known)), flows, *place, answers=answers)[0]
        step("total or additional: not stated", (at[0] - general.high, at[1]), f"our average on {published.before}, or nothing")
    elif published.basis == "collected":
        row = average(law, described, flows, *place, answers=answers)[0]
        how = "duty collected over value in the weights' year, less our average: claims not made, rates since changed, duties on metals"
        step("collected, not statutory", (row.collected, row.collected), how)
    ours_told = stack(law, described, flows, *place, answers=answers)
    if published.counts_early and published.counts_from is not None:
        later = stack(law, Clock(published.counts_from, max(published.counts_from, published.known)), flows, *place, answers=answers)
        early = [row for row in later if row.measure in published.counts_early]
        added = sum(row.high - row.share * _rate(ours_told) / 100 for row in early)
        how = f"its points on {published.counts_from}, less what the goods owe without it"
        step(f"counted before {published.counts_from}: {', '.join(published.counts_early)}", (at[0] + added, at[1] + added), how)
    if published.presumes_otherwise:
        free = {key: answer for key, answer in answers.items() if key != "presumptions"}
        wide = average(law, described, flows, *place, answers=free)[0]
        narrow = average(law, described, flows, *place, answers=answers)[0]
        change = (min(0.0, wide.low - narrow.low), max(0.0, wide.high - narrow.high))
        reached = (at[0] + change[0], at[1] + change[1])
        step("metal content and other open facts taken otherwise", reached, "our average with nothing presumed of them")
    if published.exemptions_read == "not at all":
        forgone = max((one.forgone for one in ours_told if one.authority == "ieepa"), default=0.0)
        step("exempt goods counted as dutiable", (at[0], at[1] + forgone), "our rate on what the annexes exempt: from none of it to all")
    return Reconciliation(published, low, high, tuple(lines), published.percent - at[1], published.percent - at[0])


def _rate(rows: tuple[StackRow, ...]) -> float:
    """The reciprocal duty in percent of what it is owed on."""
    return max((100 * row.low / row.share for row in rows if row.authority == "ieepa" and row.share > 0), default=0.0)
