"""How duty expressions are written: a grammar a lawyer can read.

    expression := term (("+" | "-") term)*
    term       := "free" | rate | "column 1" | ("min" | "max") "(" expression ("," expression)* ")" | "(" expression ")"
    rate       := NUMBER "%" ["of" BASE] ["all-in"]  |  AMOUNT CURRENCY "/" UNIT ["of" BASE]

``25 %`` · ``341 JPY/kg`` · ``0.419 USD/kg + 16.3 %`` · ``min(8.5 %, 50 JPY/kg)`` · ``25 % of steel content`` · ``max(column 1, 15 %)`` · ``15 % all-in``.
A currency is its three letters (ISO 4217), the importer's own; ``cents`` may stand for a hundredth of a dollar (``4.4 cents/kg``) and ``¢`` for
cents. A unit may be a multiple (``93.1 EUR/100 kg``): the quantity then counts hundreds. A base that is not named is the customs value.

``see: TEXT`` keeps a rate the grammar cannot compute, word for word; its percent is unknown, never zero.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from unicodedata import normalize

from nemawashi.errors import Fault, Refused
from nemawashi.tariffs.duty import (
    CUSTOMS_VALUE,
    HUNDRED,
    AdValorem,
    AllIn,
    Column1,
    Combination,
    Difference,
    Duty,
    Free,
    Specific,
    Stated,
)

__all__ = ["parse_duty", "worded"]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<percent>%)|(?P<mark>[()+,/\-])|(?P<word>[A-Za-z¢][A-Za-z¢0-9.\-]*(?:\s+(?!all-in\b|of\b)[A-Za-z0-9][A-Za-z0-9\-]*)*))"
)
_CURRENCY = re.compile(r"[A-Z]{3}|cents|¢")


@lru_cache(maxsize=8192)
def parse_duty(text: str) -> Duty:
    """Read a duty expression; what cannot be read is refused with the place and the grammar."""
    stripped = text.strip()
    if stripped.casefold().startswith("see:"):
        return Stated(stripped[4:].strip())
    stripped = normalize("NFKC", stripped)
    parser = _Parser(stripped, _tokens(stripped))
    duty = parser.expression()
    parser.end()
    return _all_in(duty)


@lru_cache(maxsize=8192)
def worded(text: str) -> tuple[Duty, str]:
    """A duty expression read, and said again in the grammar's own form."""
    duty = parse_duty(text)
    return duty, str(duty)


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
        if value == "-":
            raise _bad(self.text, "a duty is not below zero")
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
        if kind == "word" and _CURRENCY.fullmatch(value):
            self.expect("/")
            unit = self.unit()
            cents = value in ("cents", "¢")
            return Specific(amount / HUNDRED if cents else amount, "USD" if cents else value, unit, self.base())
        if value == "," and self.peek()[0] == "number":
            raise _bad(self.text, f"decimals follow a point: {number}.{self.peek()[1]}")
        raise _bad(self.text, f"{number} needs '%' or a currency and a unit, like '{number} %' or '341 JPY/kg'")

    def unit(self) -> str:
        kind, unit = self.take()
        times = ""
        if kind == "number":
            times = f"{unit} "
            kind, unit = self.take()
        if kind != "word":
            raise _bad(self.text, "a unit is missing after '/'")
        return times + unit

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
