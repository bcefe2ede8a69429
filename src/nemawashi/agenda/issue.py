"""An issue and its options."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from nemawashi.agenda.terms import InvestmentTerm, Term, UnpricedTerm
from nemawashi.errors import Unknown
from nemawashi.language import Text

__all__ = ["Issue", "Option"]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle an issue."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    title: Text
    status_quo: bool = False
    """The world as it stands on the day: no terms, exactly no effect."""
    terms: tuple[Term, ...] = ()
    known: date | None = None
    """First day on which anybody could have thought of it from the record; None: always."""
    hindsight: bool = False
    statements: tuple[str, ...] = ()
    """Ids of the statements in the record that put it on the table."""
    short: Text | None = None
    """The move in two or three words that can be read without the issue's title, for a narrow place."""
    note: Text | None = None
    where: str = field(default="", compare=False)

    @property
    def priced(self) -> bool:
        """Whether its effect has a magnitude: some term moves law, goods or money, and none is unpriced. The status quo is priced at zero.

        A pledge to invest has a sum and no effect in a static model; alone it is not priced.
        """
        if self.status_quo:
            return True
        moving = [term for term in self.terms if not isinstance(term, InvestmentTerm)]
        return bool(moving) and not any(isinstance(term, UnpricedTerm) for term in moving)


@dataclass(frozen=True, slots=True)
class Issue:
    """A question on the table, its options in order from the status quo outward, and who must move to change it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    title: Text
    question: Text
    movers: tuple[str, ...]
    """Parties whose act is needed to leave the status quo."""
    options: tuple[Option, ...]
    known: date | None = None
    hindsight: bool = False
    rows: tuple[str, ...] = ()
    """Parts of the talks it belongs to, such as ``S3``."""
    barrier: bool = False
    """A barrier that is no tariff: ranked by ``barriers``."""
    wanted_by: tuple[str, ...] = ()
    """Parties that ask for a move."""
    statements: tuple[str, ...] = ()
    note: Text | None = None
    where: str = field(default="", compare=False)

    @property
    def status_quo(self) -> Option:
        """The option that leaves the world as it is."""
        return next(option for option in self.options if option.status_quo)

    def option(self, given: str) -> Option:
        """The option of that id; Unknown names the nearest ones."""
        for option in self.options:
            if option.id == given:
                return option
        raise Unknown(f"option of {self.id}", given, [option.id for option in self.options])
