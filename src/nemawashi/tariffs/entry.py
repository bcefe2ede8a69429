"""What is asked and what is answered: an entry of goods, its duty lines, the questions that decide them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from nemawashi.dates import Clock
from nemawashi.language import Text
from nemawashi.sources import Certainty, Citation

__all__ = ["Answer", "Assessment", "Authority", "DutyLine", "Entry", "Question", "Status"]

Answer = str | bool | int | float | Decimal | date
Authority = Literal["mfn", "preference", "s232", "ieepa", "s301", "s122", "quota", "markup", "safeguard", "fee", "other"]
Status = Literal["applied", "displaced", "suspended", "exempt", "not_in_force"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Goods entered for consumption: what, whence, where, when."""

    heading: str
    """Digits or dotted; a tariff line (8 digits in the United States), or a shorter code, which asks for the line."""
    origin: str
    importer: str
    clock: Clock
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Answers to questions by key; see ``Question``."""
    value: Decimal | None = None
    """Customs value, in the importer's currency."""
    quantity: Decimal | None = None
    """Quantity in the unit of the line's specific duty."""


@dataclass(frozen=True, slots=True)
class Question:
    """What must be known to decide the duty."""

    key: str
    text: str
    """English; ``text_ja`` says the same in Japanese."""
    text_ja: str
    answers: tuple[str, ...]
    """Forms an answer takes: ``("yes", "no")``, ``("a date",)``, ``("a share, 0 to 100 %",)``."""
    presumed: str = ""
    """What is taken where nobody answers; empty means the unknown widens the interval instead."""
    decides: tuple[str, ...] = ()
    """Measures that depend on the answer."""
    kind: Literal["yes_no", "date", "share", "choice", "part", "amount", "code"] = "yes_no"
    """What is answered: yes or no, a day, a share of the customs value, a word, a share of the shipment, an amount, a tariff code."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One measure as it meets this good."""

    measure: str
    authority: Authority
    rate: str
    """The duty as the law states it: ``25 %``, ``341 JPY/kg``, ``max(column 1, 15 %)``."""
    status: Status
    act: str
    pinpoint: str
    reason: str
    reason_ja: str
    low: Decimal
    """Percent of customs value this line adds, at least."""
    high: Decimal | None
    """… at most; None where a specific duty cannot be put in percent without value and quantity."""
    label: str = ""
    label_ja: str = ""
    depends_on: tuple[str, ...] = ()
    """Unanswered questions on which this line turns."""
    sources: tuple[Citation, ...] = ()
    certainty: Certainty = "A"
    known: date | None = None
    """First day on which the provision that speaks here was known."""
    since: date | None = None
    until: date | None = None
    """A suspension's or a limited provision's end, as known."""
    amount_low: Decimal | None = None
    """In the importer's currency, cents half-up, where the entry has a value."""
    amount_high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every duty line, applied or not, and the interval of their sum in percent of customs value."""

    entry: Entry
    lines: tuple[DutyLine, ...]
    low: Decimal
    high: Decimal | None
    """None: unbounded, because a specific duty applies and value or quantity is not given."""
    questions: tuple[Question, ...]
    fees: tuple[DutyLine, ...]
    """Charges that are not duties, outside the total."""
    signature: str
    """Same signature, same lines, statuses and rates: a reason id."""
    notes: tuple[Text, ...] = ()
    """What a reader must know of the answer's limits."""

    @property
    def decided(self) -> bool:
        """Whether the sum is one number."""
        return self.low == self.high
