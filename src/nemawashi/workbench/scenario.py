"""A scenario: whose side, which day, which package, and what was assumed of the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from nemawashi.dates import Clock

__all__ = ["Scenario"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The public state of a question; a link carries exactly this.

    A verb names the fields it reads (``READS``); they are its cache key, so a change of one field recomputes what depends on it and nothing else.
    """

    case: str
    side: str
    clock: Clock
    package: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    elasticities: str = ""
    """Name of the elasticity set; empty for the case's own default."""
    closure: str = "deficits held"
    public: bool = False
    """Only what anybody may see: values private to the side are left out too."""
    red_lines: tuple[str, ...] = ()
    """Ids of the red lines that bind; a red line binds only when the user says so."""
    without: tuple[str, ...] = ()
    """Issues kept off the table: they stay at the status quo in every package."""
    parties: tuple[str, ...] = ()
    """The parties whose packages are sought; empty for every side of the case."""

    @property
    def on(self) -> date:
        """The day in force."""
        return self.clock.on

    @property
    def known(self) -> date:
        """The day of knowledge."""
        return self.clock.known

    def key(self, reads: tuple[str, ...]) -> tuple[object, ...]:
        """The values of the named fields, hashable."""
        values = []
        for name in reads:
            value = getattr(self, name)
            values.append(tuple(sorted(value.items())) if isinstance(value, Mapping) else value)
        return tuple(values)
