"""Which sector of the trade model a tariff code belongs to: the longest listed prefix decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nemawashi.errors import Unknown

__all__ = ["OUTSIDE", "Concordance", "longest_prefix"]

OUTSIDE = ""
"""The sector of goods that the model has no sector for (returned goods, works of art)."""


def longest_prefix(code: str, listed: Mapping[str, object]) -> str | None:
    """The longest of the ``listed`` prefixes that ``code`` begins with; None when there is none."""
    for end in range(len(code), 0, -1):
        if code[:end] in listed:
            return code[:end]
    return None


@dataclass(frozen=True, slots=True)
class Concordance:
    """Prefixes of the Harmonized System and the sector each one belongs to.

    A code shorter than the prefixes that divide it (a chapter with goods of several sectors) has no single sector: ``parts`` gives them all.
    """

    sectors: tuple[str, ...]
    """The model's sectors in its own order."""
    names: tuple[str, ...]
    """Their names in English, in the same order."""
    prefixes: Mapping[str, str] = field(repr=False)
    """Prefix → sector, or ``OUTSIDE``."""
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)

    def sector(self, code: str) -> str:
        """The sector of ``code``; ``OUTSIDE`` where the model has none; a code under no listed prefix is an error."""
        prefix = longest_prefix(code, self.prefixes)
        if prefix is None:
            raise Unknown("tariff code in the concordance", code, self.prefixes)
        return self.prefixes[prefix]

    def parts(self, code: str) -> tuple[str, ...]:
        """Every sector that goods under ``code`` may belong to, its own first, in the order of their prefixes."""
        found = dict.fromkeys((self.sector(code),))
        for prefix in sorted(self.prefixes):
            if prefix.startswith(code):
                found.setdefault(self.prefixes[prefix])
        return tuple(found)

    def name(self, sector: str) -> str:
        """The sector's name."""
        if sector == OUTSIDE:
            return "outside the model's sectors"
        if sector not in self.sectors:
            raise Unknown("sector", sector, self.sectors)
        return self.names[self.sectors.index(sector)]
