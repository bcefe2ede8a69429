"""Where in a source something stands."""

from dataclasses import dataclass

from pydantic import ConfigDict

__all__ = ["Citation"]


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A source by its id and the place in it: ``s.3(a)``, ``characters 120–188``, ``cell USA,JPN,C29``."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    source: str
    pinpoint: str = ""

    def __str__(self) -> str:
        return f"{self.source}, {self.pinpoint}" if self.pinpoint else self.source
