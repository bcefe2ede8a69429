"""Where in a source something stands."""

from dataclasses import dataclass

__all__ = ["Citation"]


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A source by its id and the place in it: ``s.3(a)``, ``characters 120–188``, ``cell USA,JPN,C29``."""

    source: str
    pinpoint: str = ""

    def __str__(self) -> str:
        return f"{self.source}, {self.pinpoint}" if self.pinpoint else self.source
