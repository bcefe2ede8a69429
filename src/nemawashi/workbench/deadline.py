"""The deadline: the next day on which the law itself makes the table's goods dearer if nobody signs anything."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from nemawashi.dates import Clock
from nemawashi.pricing.duty_per_day import DutyPerDay, duty_per_day
from nemawashi.workbench.world import presumed, rates_of

if TYPE_CHECKING:
    from nemawashi.tariffs import Measure
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Deadline", "deadline", "per_day"]

READS = ("clock",)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which duty changes under the law as known, and the measures that change."""

    on: date
    days: int
    measures: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    """(act, pinpoint) of the provisions whose end or start the day is."""
    kind: Literal["lapse", "start"] = "lapse"
    """Whether a suspension ends on the day, or a duty begins."""


def deadline(bench: "Workbench") -> Deadline | None:
    """Give the next day on which the sides' duties rise by the law as known, computed from the law's own dates; None when there is none."""
    return bench.memo("deadline", READS, lambda: _deadline(bench))


def _deadline(bench: "Workbench") -> Deadline | None:
    clock = bench.clock
    importer, parties = _pair(bench)
    before = {party: rates_of(bench, bench.law, clock, party) for party in parties}
    for day in bench.law.breakpoints(importer, clock.known):
        if day <= clock.on:
            continue
        then = Clock(day, clock.known)
        for party in parties:
            after = rates_of(bench, bench.law, then, party)
            gained = sum((new - old) * value for new, old, value in zip(after.central, before[party].central, after.value_usd, strict=True))
            if gained > 1e-6 * sum(after.value_usd):
                changed = _changed(bench, importer, day)
                return Deadline(
                    day,
                    (day - clock.on).days,
                    tuple(one.id for one, _, _ in changed),
                    tuple(dict.fromkeys(place for _, place, _ in changed)),
                    "lapse" if any(ends for _, _, ends in changed) else "start",
                )
    return None


def _pair(bench: "Workbench") -> tuple[str, list[str]]:
    importer = str(bench.case.trade.flows.importer[0])
    return importer, [side.id for side in bench.case.manifest.sides if side.id != importer]


def _changed(bench: "Workbench", importer: str, day: date) -> "list[tuple[Measure, tuple[str, str], bool]]":
    found = []
    for measure in bench.law.measures.values():
        if measure.importer != importer:
            continue
        for event in measure.event:
            if bench.law.known_on(event) <= bench.clock.known and day in (event.on, event.until):
                found.append((measure, (event.act, event.pinpoint), day == event.until))
                break
    return found


def per_day(bench: "Workbench", day: date) -> DutyPerDay:
    """Give statutory duty a day now and on ``day``, on unchanged imports, each as a range."""

    def compute() -> DutyPerDay:
        importer, parties = _pair(bench)
        then = Clock(day, bench.clock.known)
        return duty_per_day(bench.law, bench.clock, then, bench.case.trade.flows, importer, parties[0], answers=presumed(bench.law))

    return bench.memo("duty a day", READS, compute, day)
