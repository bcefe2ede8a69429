"""What reading is given besides the files: registry, lexicon, days known from elsewhere. It travels to worker processes as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nemawashi.reading.lexicon import Lexicon
from nemawashi.reading.proposal import When
from nemawashi.reading.registry import Registry

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of a reading."""

    registry: Registry = field(default_factory=Registry)
    lexicon: Lexicon | None = None
    published: Mapping[str, When] = field(default_factory=dict)
    """Days known for a file, by the file's name."""
    outlets: Mapping[str, str] = field(default_factory=dict)
    """Outlet of a file, by the file's name."""
    near: date | None = None
    """A day the documents cannot lie long after, usually the clock's known date; helps where a text gives no year."""
    model: bool = True
    """Whether the parser may be used where it is installed."""
