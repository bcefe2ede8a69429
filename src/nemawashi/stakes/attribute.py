"""Attributes: what a party looks at when it compares packages."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from pydantic import ConfigDict

from nemawashi.language import Text

__all__ = ["Attribute", "Effects", "Judgement", "Origin", "SeenBy"]

FORBID = ConfigDict(extra="forbid")

Origin = Literal["law", "model", "judgement"]
"""What a payoff difference rests on: arithmetic on statutes and recorded trade · the solved trade model · somebody's judgement."""
SeenBy = str
"""``public``, or the party to which a value is private."""


class Effects(Protocol):
    """What ``evaluate(package)`` must give: outcomes by name, party, sector and partner, as changes against the status quo.

    Names used by the built-in case: ``real_income`` (%), ``output`` (% of a sector), ``balance`` (USD million against a partner), ``revenue``
    (USD million), ``duty`` (USD million a year on recorded trade, arithmetic on the law).
    """

    def outcome(self, name: str, party: str, *, sector: str = "", partner: str = "") -> tuple[float, float, float] | None:
        """Low, central, high; None where it is not computed."""
        ...


@dataclass(frozen=True, slots=True)
class Attribute:
    """One column of a party's value function: ``v = Δ / swing``, so the weight is the worth of one whole swing (Keeney and Raiffa 1976, ch. 3;
    von Winterfeldt and Edwards 1986 on swing weights).

    ``effect`` reads an outcome of the model, ``direct`` sums the package's own terms (money paid or promised), ``judged`` sums signed scores of
    options, one swing being a score of 1.
    """

    __pydantic_config__ = FORBID

    id: str
    party: str
    title: Text
    kind: Literal["effect", "direct", "judged"]
    low: float
    """Least weight an analyst admits, a share of the total of 1."""
    high: float
    """Greatest weight."""
    by: str
    reason: Text
    known: date
    seen_by: SeenBy = "public"
    origin: Origin = "model"
    outcome: str = ""
    """Name of the outcome; for ``direct``: ``transfer`` or ``purchase``."""
    of: str = ""
    """Party whose outcome it is; the party itself when empty."""
    sector: str = ""
    partner: str = ""
    unit: str = ""
    swing: float = 1.0
    """Change that counts as one whole swing, in ``unit``; negative where less is better."""
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A signed score of an option on a judged attribute: −1 is the whole swing lost, +1 the whole swing won."""

    __pydantic_config__ = FORBID

    party: str
    attribute: str
    issue: str
    option: str
    low: float
    value: float
    high: float
    by: str
    reason: Text
    known: date
    statements: tuple[str, ...] = ()
    seen_by: SeenBy = "public"
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)
