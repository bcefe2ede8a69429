"""The law: acts, measures, rules, quotas, questions, lists and tables, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pydantic import ConfigDict

from nemawashi.dates import Clock
from nemawashi.errors import Unknown
from nemawashi.sources import Source
from nemawashi.tariffs.act import Act
from nemawashi.tariffs.condition import Asked, dates_in, parse_condition
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.quota import Quota
from nemawashi.tariffs.scope import Group, PrefixList
from nemawashi.tariffs.stacking import StackingRule

if TYPE_CHECKING:
    from nemawashi.tariffs.index import Index
    from nemawashi.tariffs.regime import Regime

__all__ = ["Base", "Jurisdiction", "Law", "RateTable"]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A customs territory whose law the case holds."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    currency: str
    smallest: str = "0.01"
    """What an amount is rounded to, half up."""
    zone: str = "UTC"
    instant: str = "00:00"
    """Local time of day at which a dated provision starts to speak."""
    line_digits: int = 8
    """Digits of a tariff line."""
    researched: date | None = None
    """The last day whose acts were looked for: what became known later is not in the law."""
    where: str = field(default="", compare=False)

    def speaks_from(self, day: date) -> datetime:
        """The instant at which a provision dated ``day`` starts to speak: 12:01 a.m. Eastern in the United States."""
        return datetime.combine(day, time.fromisoformat(self.instant), ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Base:
    """A named part of the value on which a duty may be charged."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    question: str
    complement: bool = False
    """The base is what remains after the share asked for."""
    threshold: str = ""
    """A complement counts only where the share asked for reaches this; below it the whole value is the base."""
    act: str = ""
    pinpoint: str = ""
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates by tariff line, a schedule's body."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    importer: str
    file: str
    """Path below the law folder; first column ``line``, further columns rates."""
    sha256: str
    title: str
    act: str
    pinpoint: str
    certainty: str = "A"
    note: str = ""
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class Law:
    """Everything a case knows of the law, with both clocks left open."""

    acts: Mapping[str, Act]
    measures: Mapping[str, Measure]
    rules: tuple[StackingRule, ...] = ()
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    questions: Mapping[str, Asked] = field(default_factory=dict)
    bases: Mapping[str, Base] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    lists: Mapping[str, PrefixList] = field(default_factory=dict)
    tables: Mapping[str, RateTable] = field(default_factory=dict)
    jurisdictions: Mapping[str, Jurisdiction] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Source records that came with the law files themselves."""
    cache: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """Derived indexes, made when first needed; never part of the value."""

    def regime(self, clock: Clock) -> "Regime":
        """The measures as they stand on ``clock.on`` as known on ``clock.known``."""
        from nemawashi.tariffs.regime import Regime  # noqa: PLC0415 - the regime is built of laws

        key = ("regime", clock)
        if key not in self.cache:
            if sum(1 for held in self.cache if held[0] == "regime") > 256:
                for held in [held for held in self.cache if held[0] == "regime"]:
                    del self.cache[held]
            self.cache[key] = Regime(self, clock)
        regime: Regime = self.cache[key]
        return regime

    def compiled(self, clock: Clock) -> "Regime":
        """The same; a regime compiles itself for an importer and an origin when first asked."""
        return self.regime(clock)

    def index(self, importer: str) -> "Index":
        """Codes and scopes of an importer, indexed."""
        from nemawashi.tariffs.index import Index  # noqa: PLC0415 - the index is built of laws

        if importer not in self.jurisdictions:
            raise Unknown("importer", importer, self.jurisdictions)
        key = ("index", importer)
        if key not in self.cache:
            self.cache[key] = Index(self, importer)
        index: Index = self.cache[key]
        return index

    def known_on(self, event: Event) -> date:
        """First day on which an event could be known."""
        act = self.acts.get(event.act)
        return event.known or (act.known_from() if act else None) or event.on

    def breakpoints(self, importer: str, known: date | None = None) -> tuple[date, ...]:
        """Days on which anything changes for ``importer`` as known on ``known`` (ever, when absent), in order.

        Between two of them no duty changes for goods whose presumed facts are unanswered; dates a condition compares with are included.
        """
        found: set[date] = set()
        owners: list[tuple[str, tuple[Event, ...]]] = [(m.importer, m.event) for m in self.measures.values()]
        owners += [(rule.importer, rule.event) for rule in self.rules]
        for owner, events in owners:
            if owner != importer:
                continue
            for event in events:
                if known is not None and self.known_on(event) > known:
                    continue
                found.add(event.on)
                if event.until is not None:
                    found.add(event.until)
                if event.when:
                    found |= dates_in(parse_condition(event.when))
        return tuple(sorted(found))

    def lines(self, importer: str, under: str = "") -> tuple[str, ...]:
        """The tariff lines of ``importer`` below a code."""
        return self.index(importer).lines(under)
