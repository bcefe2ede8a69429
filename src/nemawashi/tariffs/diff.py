"""Two regimes side by side: which lines pay what on the one clock and on the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nemawashi.dates import Clock
from nemawashi.tariffs.assess import assess
from nemawashi.tariffs.entry import Answer, Assessment, Entry
from nemawashi.tariffs.law import Law

__all__ = ["Change", "MeasureChange", "diff", "measure_changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """One good whose duty differs."""

    heading: str
    before: Assessment
    after: Assessment
    value: Decimal | None = None
    """Trade it is weighed by, where given."""

    @property
    def low(self) -> Decimal:
        """Change of the least total, in points."""
        return self.after.low - self.before.low

    @property
    def high(self) -> Decimal | None:
        """Change of the greatest total, in points; None where one side is unbounded."""
        if self.after.high is None or self.before.high is None:
            return None
        return self.after.high - self.before.high


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure that stands differently on two clocks."""

    measure: str
    before: str
    after: str
    act: str
    pinpoint: str


def diff(
    law: Law,
    a: Clock,
    b: Clock,
    *,
    origin: str,
    importer: str,
    headings: Iterable[str] | None = None,
    values: Mapping[str, Decimal] | None = None,
    answers: Mapping[str, Answer] | None = None,
    after: Law | None = None,
) -> tuple[Change, ...]:
    """Goods whose duty on clock ``b`` differs from that on ``a``; every line of the importer unless ``headings`` or ``values`` name some.

    ``after`` is the law on the second clock where it is another one: a package against the status quo.
    """
    chosen = tuple(headings) if headings is not None else tuple(values) if values is not None else law.lines(importer)
    found = []
    said = dict(answers or {})
    for heading in chosen:
        before = assess(law, Entry(heading, origin, importer, a, said))
        later = assess(after or law, Entry(heading, origin, importer, b, said))
        if (before.low, before.high) != (later.low, later.high):
            found.append(Change(heading, before, later, values.get(heading) if values is not None else None))
    return tuple(found)


def measure_changes(law: Law, a: Clock, b: Clock, importer: str, *, after: Law | None = None) -> tuple[MeasureChange, ...]:
    """Measures of ``importer`` that stand differently, each with the act that made the difference."""
    one, two = law.regime(a).states, (after or law).regime(b).states
    found = []
    for measure in (after or law).measures.values():
        if measure.importer != importer or measure.id not in two:
            continue
        first, then = one.get(measure.id), two[measure.id]
        was = first.standing if first is not None else "not_in_force"
        before = first.duties[0] if first is not None and first.duties else None
        same_duty = before == (then.duties[0] if then.duties else None)
        exempts = first.exempts if first is not None else ()
        if was == then.standing and same_duty and exempts == then.exempts:
            continue
        spoken = then.speaks if was != then.standing else then.duties[0] if not same_duty else (then.exempts or exempts)[0]
        found.append(MeasureChange(measure.id, was, then.standing, spoken.act, spoken.pinpoint))
    return tuple(found)
