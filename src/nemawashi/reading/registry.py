"""Who held which office when: the registry a case owns and reading is given."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Holder", "Institution", "Registry"]


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office over a stretch of days; a person with two offices has two entries."""

    person: str
    """Identifier in the record: ``bessent``."""
    names: tuple[str, ...]
    """Full name first, then accepted variants and other scripts."""
    party: str
    """ISO alpha-2 of the country the office belongs to."""
    office: str
    """Identifier of the office: ``us.treasury``."""
    titles: tuple[str, ...] = ()
    """How the office is written: ``Treasury Secretary``, ``Secretary of the Treasury``, 財務長官."""
    start: date | None = None
    end: date | None = None
    """First day after the office ended; None while it lasts."""

    def held(self, first: date, last: date) -> bool:
        """Whether the office was held on any day from ``first`` to ``last``."""
        return (self.start is None or self.start <= last) and (self.end is None or first < self.end)


@dataclass(frozen=True, slots=True)
class Institution:
    """A government, ministry, party or outlet by its names; ``party`` is empty where it speaks for no side."""

    id: str
    names: tuple[str, ...]
    party: str = ""
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Registry:
    """Office holders and institutions, as a case knows them; empty is allowed and leaves names unresolved."""

    holders: tuple[Holder, ...] = ()
    institutions: tuple[Institution, ...] = ()
