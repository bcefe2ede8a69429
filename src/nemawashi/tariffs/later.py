"""Events written apart from what they change: a new order is one file, also where it amends, suspends or ends what another file holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from nemawashi.errors import Fault, Refused, nearest
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.stacking import StackingRule

__all__ = ["LaterEvent", "joined"]


@dataclass(frozen=True, slots=True)
class LaterEvent(Event):
    """``[[event]]``: an event of measures, or of stacking rules, named by id; of every measure of a programme, named by that."""

    of: tuple[str, ...] = ()

    def event(self) -> Event:
        """The same, as its owner holds it."""
        return Event(**{one.name: getattr(self, one.name) for one in fields(Event)})


def joined(
    measures: Mapping[str, Measure], rules: Mapping[str, StackingRule], later: Iterable[LaterEvent], faults: list[Fault]
) -> tuple[dict[str, Measure], dict[str, StackingRule]]:
    """Measures and rules with the events written apart; a name that is neither is a fault at its line."""
    all_measures, all_rules = dict(measures), dict(rules)
    for one in later:
        if not one.of:
            rule = "an event apart names the measures or rules it changes"
            faults.append(Fault(one.where, "an event of nothing", rule, 'add of = ["us-232-autos"]'))
        for name in one.of:
            owners = list(_owners(name, all_measures, all_rules))
            if not owners:
                known = sorted({*measures, *(measure.family() for measure in measures.values()), *rules})
                rule = "what an event changes is a measure, a programme or a rule of the law"
                remedy = f"correct it; nearest: {', '.join(nearest(name, known)) or 'none'}"
                faults.append(Fault(f"{one.where}#of", f"unknown measure {name!r}", rule, remedy))
                faults += _unread(one)
            for rows, owner in owners:
                rows[owner.id] = replace(owner, event=(*owner.event, one.event().said_of_goods()))
    return all_measures, all_rules


def _unread(event: LaterEvent) -> Iterator[Fault]:
    """Duties that cannot be read, of an event nobody else will look at."""
    for key, text in (("duty", event.duty), *(("rates", rate) for rate in event.rates.values())):
        try:
            if text:
                parse_duty(text)
        except Refused as refused:
            yield from (replace(fault, where=f"{event.where}#{key}") for fault in refused.faults)


def _owners(name: str, measures: dict[str, Measure], rules: dict[str, StackingRule]) -> Iterator[tuple[dict[str, Any], Any]]:
    if name in rules:
        yield rules, rules[name]
    yield from ((measures, measure) for measure in list(measures.values()) if name in (measure.id, measure.family()))
