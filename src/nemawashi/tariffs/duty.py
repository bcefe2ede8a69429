"""Duty expressions: what the law charges, in a grammar a lawyer can read.

    expression := term (("+" | "-") term)*
    term       := "free" | rate | "column 1" | ("min" | "max") "(" expression ("," expression)* ")" | "(" expression ")"
    rate       := NUMBER "%" ["of" BASE] ["all-in"]  |  AMOUNT CURRENCY "/" UNIT ["of" BASE]

``25 %`` · ``341 JPY/kg`` · ``0.419 USD/kg + 16.3 %`` · ``min(8.5 %, 50 JPY/kg)`` · ``25 % of steel content`` · ``max(column 1, 15 %)`` · ``15 % all-in``.
``cents`` may stand for a hundredth of a dollar (``4.4 cents/kg``) and ``¢`` for cents. A base that is not named is the customs value.

``X all-in`` and ``max(column 1, X)`` say the same: column 1 and this duty together make X where column 1 (general) is lower, and this duty
is nothing where it is not; what is already owed under column 1, general or special, counts towards X (Executive Order 14345, s.2(a)).
``see: TEXT`` keeps a rate the grammar cannot compute, word for word; its percent is unknown, never zero.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from nemawashi.errors import Fault, Refused

__all__ = [
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
    "parse_duty",
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
        if not basis.value or basis.quantity is None or self.base != CUSTOMS_VALUE:
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
        parts = [term.percent(basis) for term in self.terms]
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
        return self.minuend.percent(basis).less(self.subtrahend.percent(basis))

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

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<percent>%)|(?P<mark>[()+,/\-])|(?P<word>[A-Za-z¢][A-Za-z¢0-9.\-]*(?:\s+(?!all-in\b|of\b)[A-Za-z0-9][A-Za-z0-9\-]*)*))"
)
_CURRENCIES = frozenset({"USD", "JPY", "EUR", "GBP", "CNY", "KRW", "CAD", "MXN", "cents", "¢"})


@lru_cache(maxsize=8192)
def parse_duty(text: str) -> Duty:
    """Read a duty expression; what cannot be read is refused with the place and the grammar."""
    stripped = text.strip()
    if stripped.casefold().startswith("see:"):
        return Stated(stripped[4:].strip())
    parser = _Parser(stripped, _tokens(stripped))
    duty = parser.expression()
    parser.end()
    return _all_in(duty)


def _all_in(duty: Duty) -> Duty:
    if isinstance(duty, Combination) and duty.kind == "max" and Column1() in duty.terms:
        rest = tuple(term for term in duty.terms if term != Column1())
        if rest:
            return AllIn(rest[0] if len(rest) == 1 else Combination("max", rest))
    return duty


def _bad(text: str, why: str) -> Refused:
    return Refused(
        Fault(
            "duty",
            f"{text!r}: {why}",
            "a duty is written like '25 %', '341 JPY/kg', '0.419 USD/kg + 16.3 %', '25 % of steel content', 'max(column 1, 15 %)'",
            "correct the expression; 'see: WORDS' keeps a rate that cannot be computed",
        )
    )


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        if text[at:].strip() == "":
            break
        match = _TOKEN.match(text, at)
        if match is None or match.end() == at:
            raise _bad(text, f"cannot read {text[at:].strip()[:12]!r}")
        kind = str(match.lastgroup)
        found.append((kind, match.group(kind)))
        at = match.end()
    return found


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str, tokens: list[tuple[str, str]]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token

    def expect(self, value: str) -> None:
        if self.take()[1] != value:
            raise _bad(self.text, f"{value!r} is missing")

    def end(self) -> None:
        if self.peek()[0] != "end":
            raise _bad(self.text, f"{self.peek()[1]!r} is left over")

    def expression(self) -> Duty:
        duty = self.term()
        terms = [duty]
        while self.peek()[1] in ("+", "-") and self.peek()[0] == "mark":
            if self.take()[1] == "+":
                terms.append(self.term())
            else:
                left = terms[0] if len(terms) == 1 else Combination("sum", tuple(terms))
                terms = [Difference(left, self.term())]
        return terms[0] if len(terms) == 1 else Combination("sum", tuple(terms))

    def term(self) -> Duty:
        kind, value = self.take()
        word = value.casefold()
        if kind == "word" and word == "free":
            return Free()
        if kind == "word" and word == "column 1":
            return Column1()
        if kind == "word" and word in ("min", "max"):
            self.expect("(")
            terms = [self.expression()]
            while self.peek()[1] == ",":
                self.take()
                terms.append(self.expression())
            self.expect(")")
            return Combination(word, tuple(terms))
        if value == "(":
            inner = self.expression()
            self.expect(")")
            return self.suffix(inner)
        if kind == "number":
            return self.suffix(self.rate(value))
        raise _bad(self.text, f"a rate is missing before {value!r}" if value else "a rate is missing")

    def suffix(self, duty: Duty) -> Duty:
        if self.peek() == ("word", "all-in"):
            self.take()
            return AllIn(duty)
        return duty

    def rate(self, number: str) -> Duty:
        try:
            amount = Decimal(number)
        except InvalidOperation as error:  # pragma: no cover - the token is a number
            raise _bad(self.text, f"{number!r} is not a number") from error
        kind, value = self.take()
        if kind == "percent":
            return AdValorem(amount, self.base())
        if kind == "word" and value in _CURRENCIES:
            self.expect("/")
            kind, unit = self.take()
            if kind != "word":
                raise _bad(self.text, "a unit is missing after '/'")
            cents = value in ("cents", "¢")
            return Specific(amount / HUNDRED if cents else amount, "USD" if cents else value, unit, self.base())
        raise _bad(self.text, f"{number} needs '%' or a currency and a unit, like '341 JPY/kg'")

    def base(self) -> str:
        kind, value = self.peek()
        if kind == "word" and value.startswith("of "):
            self.take()
            return value[3:].strip()
        if (kind, value) == ("word", "of"):
            self.take()
            kind, value = self.take()
            if kind != "word":
                raise _bad(self.text, "a base is missing after 'of'")
            return value
        return CUSTOMS_VALUE


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
def has_specific(duty: Duty) -> str:
    """The unit of the first specific part that needs a value and a quantity, or nothing."""
    if isinstance(duty, Specific):
        return duty.unit
    if isinstance(duty, Combination):
        return next((unit for unit in map(has_specific, duty.terms) if unit), "")
    if isinstance(duty, Difference):
        return has_specific(duty.minuend) or has_specific(duty.subtrahend)
    if isinstance(duty, AllIn):
        return has_specific(duty.ceiling)
    return "value" if isinstance(duty, Stated) else ""


def rates_by_origin(rates: Mapping[str, str]) -> dict[str, Duty]:
    """Parse a table of rates by origin."""
    return {origin: parse_duty(text) for origin, text in rates.items()}
