"""Two regimes side by side: which lines pay what on the one clock and on the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nemawashi.dates import Clock
from nemawashi.tariffs.assess import assess
from nemawashi.tariffs.entry import Answer, Assessment, Entry
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event
from nemawashi.tariffs.state import State, replay

__all__ = ["Change", "MeasureChange", "RuleChange", "diff", "measure_changes", "rule_changes"]


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
    rate_before: str = ""
    """The duty in the law's words, of all goods it reaches or of parts; empty where a schedule or nothing says it."""
    rate_after: str = ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A stacking rule that stands differently on two clocks: the same duties add up otherwise."""

    rule: str
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


def measure_changes(
    law: Law, a: Clock, b: Clock, importer: str, *, origin: str | None = None, after: Law | None = None
) -> tuple[MeasureChange, ...]:
    """Measures of ``importer`` that stand differently, each with the act that made the difference; of those that reach ``origin``, where given."""
    one, two = law.regime(a).states, (after or law).regime(b).states
    index = law.index(importer)
    groups = index.groups_of(origin) if origin is not None else ()
    found = []
    for measure in (after or law).measures.values():
        if measure.importer != importer or (measure.id not in one and measure.id not in two):
            continue
        if origin is not None and not index.reaches(index.measure_scope[measure.id], origin):
            continue
        first, then = one.get(measure.id), two.get(measure.id)
        was, now = (state.standing if state is not None else "not_in_force" for state in (first, then))
        duties, later = (_spoken(state, groups) for state in (first, then))
        if groups and not (duties or later):
            continue
        exempts, exempted = (_exempting(state, groups) for state in (first, then))
        if was == now and (was == "not_in_force" or (duties == later and exempts == exempted)):
            continue
        changed = [event for event in later if event not in duties] + [event for event in duties if event not in later]
        changed += [event for event in exempted if event not in exempts] + [event for event in exempts if event not in exempted]
        standing = then or first
        spoken = standing.speaks if standing is not None and (was != now or not changed) else changed[0]
        rates = tuple("" if stands == "not_in_force" else _rate(events, groups) for stands, events in ((was, duties), (now, later)))
        found.append(MeasureChange(measure.id, was, now, spoken.act, spoken.pinpoint, *rates))
    return tuple(found)


def _spoken(state: State | None, groups: Sequence[str]) -> tuple[Event, ...]:
    """Events that set a duty on products of an origin, the newest first, up to one that speaks of all goods; without an origin, of any."""
    found: list[Event] = []
    for event in state.duties if state is not None else ():
        if groups and ((event.origins and not set(event.origins) & set(groups)) or (event.rates and not set(event.rates) & set(groups))):
            continue
        found.append(event)
        if groups and not (event.headings or event.lists):
            break
    return tuple(found)


def _exempting(state: State | None, groups: Sequence[str]) -> tuple[Event, ...]:
    events = state.exempts if state is not None else ()
    return tuple(event for event in events if not groups or not event.origins or set(event.origins) & set(groups))


def _rate(events: Iterable[Event], groups: Sequence[str]) -> str:
    """Duties in words, each once: ``25 %``, ``50 % of steel content / 25 %``."""
    texts = [next((event.rates[name] for name in groups if name in event.rates), event.duty) for event in events]
    return " / ".join(dict.fromkeys(text for text in texts if text))


def rule_changes(
    law: Law, a: Clock, b: Clock, importer: str, *, origin: str | None = None, after: Law | None = None
) -> tuple[RuleChange, ...]:
    """Stacking rules of ``importer`` that stand differently, each with the act that made the difference; those both sides of which reach ``origin``."""
    index = law.index(importer)
    reaching: set[str] = set()
    for measure in law.measures.values():
        if measure.importer == importer and (origin is None or index.reaches(index.measure_scope[measure.id], origin)):
            reaching |= {measure.id, measure.family(), measure.authority}
    found = []
    for rule in (after or law).rules:
        if rule.importer != importer or not (reaching & set(rule.first) and reaching & set(rule.then)):
            continue
        first, then = replay(law, rule.event, a), replay(after or law, rule.event, b)
        was, now = (state.standing if state is not None else "not_in_force" for state in (first, then))
        standing = then or first
        if was != now and standing is not None:
            found.append(RuleChange(rule.id, was, now, standing.speaks.act, standing.speaks.pinpoint))
    return tuple(found)
