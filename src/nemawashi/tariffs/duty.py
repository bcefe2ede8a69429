"""Duty expressions: what the law charges, as values that say what they come to on a good. How they are written: ``grammar``.

``X all-in`` and ``max(column 1, X)`` say the same: column 1 and this duty together make X where column 1 (general) is lower, and this duty
is nothing where it is not; what is already owed under column 1, general or special, counts towards X (Executive Order 14345, s.2(a)).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

__all__ = [
    "CUSTOMS_VALUE",
    "HUNDRED",
    "ZERO",
    "AdValorem",
    "AllIn",
    "Column1",
    "Combination",
    "Difference",
    "Duty",
    "Free",
    "Percent",
    "Specific",
    "Stated",
    "bases_named",
    "has_specific",
    "specifics",
]

ZERO = Decimal(0)
HUNDRED = Decimal(100)
CUSTOMS_VALUE = "customs value"


@dataclass(frozen=True, slots=True)
class Percent:
    """A duty in percent of customs value, known to lie between ``low`` and ``high``; no ``high``: unbounded for want of value or quantity."""

    low: Decimal
    high: Decimal | None

    def __add__(self, other: "Percent") -> "Percent":
        return Percent(self.low + other.low, None if self.high is None or other.high is None else self.high + other.high)

    def less(self, other: "Percent") -> "Percent":
        """What is left after ``other``, never below zero."""
        low = ZERO if other.high is None else max(ZERO, self.low - other.high)
        return Percent(low, None if self.high is None else max(ZERO, self.high - other.low))

    def times(self, share: Decimal) -> "Percent":
        """The duty on a share of the value."""
        return Percent(self.low * share, None if self.high is None else self.high * share)


NOTHING = Percent(ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Basis:
    """What an expression is evaluated on: one good in one state of the world."""

    share: Callable[[str], Decimal]
    """The share of customs value that a named base makes up."""
    column_1: Percent = NOTHING
    """Column 1 general."""
    owed: Percent = NOTHING
    """What is owed under column 1, general or special."""
    value: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    """The one unit the quantity counts, where an expression charges by several: the first it names; by the others nothing is known."""


@dataclass(frozen=True, slots=True)
class Free:
    """No duty."""

    def percent(self, basis: Basis) -> Percent:  # noqa: ARG002 - one protocol for all expressions
        """Zero."""
        return NOTHING

    def __str__(self) -> str:
        return "free"


@dataclass(frozen=True, slots=True)
class AdValorem:
    """``rate`` percent of a base."""

    rate: Decimal
    base: str = CUSTOMS_VALUE

    def percent(self, basis: Basis) -> Percent:
        """Rate × share of the base."""
        rate = self.rate if self.base == CUSTOMS_VALUE else self.rate * basis.share(self.base)
        return Percent(rate, rate)

    def __str__(self) -> str:
        of = "" if self.base == CUSTOMS_VALUE else f" of {self.base}"
        return f"{_plain(self.rate)} %{of}"


@dataclass(frozen=True, slots=True)
class Specific:
    """``amount`` of ``currency`` a unit."""

    amount: Decimal
    currency: str
    unit: str
    base: str = CUSTOMS_VALUE
    """The quantity meant, where it is not the whole: ``lead content``."""

    def percent(self, basis: Basis) -> Percent:
        """Amount × quantity ÷ value; unbounded above while either is missing."""
        if self.amount == ZERO:
            return NOTHING
        counted = self.base == CUSTOMS_VALUE and basis.unit in ("", self.unit)
        if not basis.value or basis.quantity is None or not counted:
            return Percent(ZERO, None)
        rate = self.amount * basis.quantity / basis.value * HUNDRED
        return Percent(rate, rate)

    def __str__(self) -> str:
        of = "" if self.base == CUSTOMS_VALUE else f" of {self.base}"
        return f"{_plain(self.amount)} {self.currency}/{self.unit}{of}"


@dataclass(frozen=True, slots=True)
class Column1:
    """The general rate of duty of the good's own line."""

    def percent(self, basis: Basis) -> Percent:
        """Column 1 general, in percent."""
        return basis.column_1

    def __str__(self) -> str:
        return "column 1"


@dataclass(frozen=True, slots=True)
class Combination:
    """Sum, ``min`` or ``max`` of expressions."""

    kind: str
    terms: tuple["Duty", ...]

    def percent(self, basis: Basis) -> Percent:
        """The sum, least or greatest of the terms' percents."""
        counted = _counted(self, basis)
        parts = [term.percent(counted) for term in self.terms]
        if self.kind == "sum":
            total = parts[0]
            for part in parts[1:]:
                total = total + part
            return total
        highs = [part.high for part in parts if part.high is not None]
        if self.kind == "min":
            return Percent(min(part.low for part in parts), min(highs) if highs else None)
        return Percent(max(part.low for part in parts), max(highs) if len(highs) == len(parts) else None)

    def __str__(self) -> str:
        if self.kind == "sum":
            return " + ".join(str(term) for term in self.terms)
        return f"{self.kind}({', '.join(str(term) for term in self.terms)})"


@dataclass(frozen=True, slots=True)
class Difference:
    """``minuend`` less ``subtrahend``, never below zero."""

    minuend: "Duty"
    subtrahend: "Duty"

    def percent(self, basis: Basis) -> Percent:
        """max(0, minuend − subtrahend)."""
        counted = _counted(self, basis)
        return self.minuend.percent(counted).less(self.subtrahend.percent(counted))

    def __str__(self) -> str:
        return f"{self.minuend} - {self.subtrahend}"


@dataclass(frozen=True, slots=True)
class AllIn:
    """Together with column 1 the duty makes ``ceiling``; nothing where column 1 general is at least that."""

    ceiling: "Duty"

    def percent(self, basis: Basis) -> Percent:
        """0 if column 1 ≥ ceiling, else ceiling − owed."""
        target = self.ceiling.percent(basis)
        full = target.less(basis.owed)
        high = target.high
        if high is not None and basis.column_1.low >= high:
            return NOTHING
        certain = high is not None and basis.column_1.high is not None and basis.column_1.high < target.low
        return full if certain else Percent(ZERO, full.high)

    def __str__(self) -> str:
        return f"max(column 1, {self.ceiling})"


@dataclass(frozen=True, slots=True)
class Stated:
    """A rate kept in the schedule's own words; not computed."""

    text: str

    def percent(self, basis: Basis) -> Percent:  # noqa: ARG002 - one protocol for all expressions
        """Unknown: from nothing upwards."""
        return Percent(ZERO, None)

    def __str__(self) -> str:
        return f"see: {self.text}"


Duty = Free | AdValorem | Specific | Column1 | Combination | Difference | AllIn | Stated


def _plain(number: Decimal) -> str:
    text = format(number.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def bases_named(duty: Duty) -> frozenset[str]:
    """The bases an expression names, other than customs value."""
    if isinstance(duty, AdValorem):
        return frozenset() if duty.base == CUSTOMS_VALUE else frozenset({duty.base})
    if isinstance(duty, Combination):
        return frozenset[str]().union(*(bases_named(term) for term in duty.terms))
    if isinstance(duty, Difference):
        return bases_named(duty.minuend) | bases_named(duty.subtrahend)
    if isinstance(duty, AllIn):
        return bases_named(duty.ceiling)
    return frozenset()


@cache
def specifics(duty: Duty) -> tuple[Specific, ...]:
    """The specific parts of an expression, in its order."""
    if isinstance(duty, Specific):
        return (duty,)
    if isinstance(duty, Combination):
        return tuple(part for term in duty.terms for part in specifics(term))
    if isinstance(duty, Difference):
        return (*specifics(duty.minuend), *specifics(duty.subtrahend))
    return specifics(duty.ceiling) if isinstance(duty, AllIn) else ()


def _counted(duty: Duty, basis: Basis) -> Basis:
    """The basis, told which unit its quantity counts where the expression charges by more than one."""
    if basis.quantity is None or basis.unit:
        return basis
    units = dict.fromkeys(part.unit for part in specifics(duty))
    return replace(basis, unit=next(iter(units))) if len(units) > 1 else basis


@cache
def has_specific(duty: Duty) -> str:
    """The unit of the first specific part that needs a value and a quantity, or nothing."""
    if isinstance(duty, Stated):
        return "value"
    return next((part.unit for part in specifics(duty)), "")
