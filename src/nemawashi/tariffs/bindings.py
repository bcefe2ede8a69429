"""Where a duty is laid on a good whose rate an agreement has bound: a flag, not a verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from nemawashi.dates import Clock
from nemawashi.sources import Citation
from nemawashi.tariffs.assess import assess
from nemawashi.tariffs.entry import Answer, DutyLine, Entry
from nemawashi.tariffs.law import Law

__all__ = ["Burdened", "burdened"]


@dataclass(frozen=True, slots=True)
class Burdened:
    """A good with a rate under an agreement, and the duties laid on top of it."""

    heading: str
    preference: str
    """The measure that carries the agreement's rate."""
    bound: Decimal
    """The agreement's rate, percent."""
    agreement: Citation
    lines: tuple[DutyLine, ...]
    """The duties on top, applied or possibly applied."""
    low: Decimal = field(default=Decimal(0))
    """Points above the agreement's rate, at least."""
    high: Decimal | None = None
    """… at most; None where a specific duty leaves it open."""


def burdened(
    law: Law,
    clock: Clock,
    *,
    importer: str,
    origin: str,
    headings: Iterable[str] | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> tuple[Burdened, ...]:
    """Goods that claim a rate under an agreement and owe more than that rate on ``clock``.

    The claim itself is granted (every question ``…_claimed`` and ``usmca`` is answered yes unless answered otherwise). Whether an act that adds
    a duty breaks the agreement is for lawyers: security exceptions and the agreement's own terms are not read here.
    """
    granted = {key: "yes" for key in law.questions if key.endswith("_claimed") or key == "usmca"}
    said = {**granted, **(answers or {})}
    found = []
    for heading in headings if headings is not None else law.lines(importer):
        answer = assess(law, Entry(heading, origin, importer, clock, said))
        preference = next((line for line in answer.lines if line.authority == "preference" and line.status == "applied"), None)
        if preference is None:
            continue
        on_top = tuple(
            line
            for line in answer.lines
            if line.authority not in ("mfn", "preference") and line.status == "applied" and (line.high is None or line.high > 0)
        )
        if on_top:
            high = None if answer.high is None else answer.high - preference.low
            source = preference.sources[0] if preference.sources else Citation(preference.measure, preference.pinpoint)
            found.append(Burdened(heading, preference.measure, preference.low, source, on_top, answer.low - preference.low, high))
    return tuple(found)
