"""An average told measure by measure: what each adds, and what its exemptions leave out."""

from collections.abc import Mapping
from dataclasses import dataclass

from nemawashi.dates import Clock
from nemawashi.pricing.one_day import one_day
from nemawashi.tariffs import Assessment, DutyLine, Law, assess, parse_duty
from nemawashi.tariffs.duty import AdValorem
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Flows

__all__ = ["StackRow", "stack"]


@dataclass(frozen=True, slots=True)
class StackRow:
    """One measure in the trade-weighted sum; points are percent of all imports."""

    measure: str
    authority: str
    label: str
    label_ja: str
    low: float
    high: float
    share: float
    """Percent of imports it is, or may be, owed on."""
    exempt: float
    """Percent of imports that an exemption of its own lets out."""
    forgone: float
    """Points it would add on what is exempt, at its stated percent."""


def stack(
    law: Law, clock: Clock, flows: Flows, importer: str, origin: str, *, answers: Mapping[str, Answer] | None = None
) -> tuple[StackRow, ...]:
    """Tell the average by measure for an origin whose trade is known by line; column 1 is what the sum leaves.

    The ends of measures of which only one can apply (a part of a vehicle or not) do not add up to the ends of the sum.
    """
    chosen = flows.select(importer, origin)
    day = one_day(law, clock, chosen, answers or {})
    reasons = day.reasons()
    total = chosen.total_usd
    rows: dict[str, list[float]] = {}
    lines: dict[str, DutyLine] = {}
    for number in sorted(set(reasons[reasons >= 0].tolist())):
        here = reasons == number
        value = float(chosen.value_usd[here].sum()) / total
        found: Assessment = assess(law, day.cells.named.reasons[number].entry)
        for line in found.lines:
            if line.authority in ("mfn", "preference"):
                continue
            lines.setdefault(line.measure, line)
            row = rows.setdefault(line.measure, [0.0, 0.0, 0.0, 0.0, 0.0])
            if line.status == "applied":
                row[0] += value * float(line.low)
                row[1] += value * float(line.high or 0)
                row[2] += 100 * value
            elif line.status == "exempt":
                duty = parse_duty(line.rate) if " / " not in line.rate and "rates" not in line.rate else None
                row[3] += 100 * value
                row[4] += value * float(duty.rate) if isinstance(duty, AdValorem) else 0.0
    made = [StackRow(name, lines[name].authority, lines[name].label, lines[name].label_ja, *row) for name, row in rows.items()]
    return tuple(sorted(made, key=lambda row: (-row.high, row.measure)))
