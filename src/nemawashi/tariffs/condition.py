"""Three-valued conditions: facts about a shipment that the law asks for and the schedule does not show.

    condition  := and ("or" and)*      and := factor ("and" factor)*
    factor     := "not" factor | "(" condition ")" | KEY [OPERATOR VALUE]
    OPERATOR   := "=" | "!=" | "<" | "<=" | ">" | ">="
    VALUE      := an ISO date | a share ("20 %") | a word | "entry" (the day of entry)

``usjta_claimed`` · ``loaded < 2025-04-05`` · ``us_content >= 20 %`` · ``chapter98 = repair`` · ``part_of_vehicle and not usmca``.
A condition is evaluated in a *world*, which holds an answer to every key it asks; a key without an answer is raised as ``Missing``, so that
the caller can look at each possible answer: unknown is neither yes nor no.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from pydantic import ConfigDict

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.language import Text

__all__ = ["Asked", "Comparison", "Condition", "Missing", "Presumption", "dates_in", "parse_condition", "read_answer", "read_share"]

Fact = bool | Decimal | date | str
Ask = Callable[[str], Fact]


class Missing(Exception):
    """A fact that nobody has stated and the law does not presume."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Presumption:
    """What is taken of some goods where nobody answers, and why it may be."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    answer: str
    because: str
    headings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    profile: str = ""
    """Taken only where the asker names this profile (answer key ``presumptions``); empty: always."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the law can ask of a shipment."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    key: str
    text: Text
    kind: Literal["yes_no", "date", "share", "choice"] = "yes_no"
    answers: tuple[str, ...] = ()
    """The words of a choice."""
    presumed: str = ""
    """Taken where nobody answers, and shown as such; ``entry`` is the day of entry. Empty: the unknown widens the interval."""
    because: str = ""
    """Why the presumption may be made: who bears the proof."""
    presume: tuple[Presumption, ...] = ()
    """Presumptions for some goods only; the first that covers a good counts."""
    group: str = ""
    """Shares of one whole: within a group they never sum above 100 %."""
    where: str = ""

    def forms(self) -> tuple[str, ...]:
        """The forms an answer takes."""
        if self.key.startswith("quota."):
            return ("a share of the shipment, 0 % to 100 %",)
        return {"yes_no": ("yes", "no"), "date": ("a date, 2025-04-06",), "share": ("a share of customs value, 0 % to 100 %",)}.get(
            self.kind, self.answers
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """One key, held against a value; a bare key holds when it is true."""

    key: str
    operator: str = ""
    value: Fact = True

    def holds(self, ask: Ask) -> bool:
        """Whether it is so in the world that ``ask`` answers for."""
        found = ask(self.key)
        if not self.operator:
            return found is True
        value = ask("entry") if self.value == "entry" else self.value
        if self.operator == "=":
            return found == value
        if self.operator == "!=":
            return found != value
        if (isinstance(found, date) and isinstance(value, date)) or (isinstance(found, Decimal) and isinstance(value, Decimal)):
            left, right = _order(found, value)
            return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[self.operator]
        raise Refused(
            Fault(
                self.key,
                f"{found} cannot be held against {value}",
                "a date is compared with a date, a share with a share",
                "correct the answer or the condition",
            )
        )

    def keys(self) -> frozenset[str]:
        """The keys asked."""
        return frozenset({self.key})

    def __str__(self) -> str:
        if not self.operator:
            return self.key
        value = f"{format(self.value * 100, 'f').rstrip('0').rstrip('.')} %" if isinstance(self.value, Decimal) else str(self.value)
        return f"{self.key} {self.operator} {value}"


def _order(left: date | Decimal, right: date | Decimal) -> tuple[Decimal, Decimal]:
    if isinstance(left, date) and isinstance(right, date):
        return Decimal(left.toordinal()), Decimal(right.toordinal())
    assert isinstance(left, Decimal)
    assert isinstance(right, Decimal)
    return left, right


@dataclass(frozen=True, slots=True)
class Connective:
    """``and``, ``or``, ``not`` over conditions."""

    kind: str
    parts: tuple["Condition", ...]

    def holds(self, ask: Ask) -> bool:
        """Whether it is so; a part that settles the matter spares the others' questions."""
        if self.kind == "not":
            return not self.parts[0].holds(ask)
        settles = self.kind == "or"
        missing: Missing | None = None
        for part in self.parts:
            try:
                if part.holds(ask) is settles:
                    return settles
            except Missing as unknown:
                missing = missing or unknown
        if missing is not None:
            raise missing
        return not settles

    def keys(self) -> frozenset[str]:
        """The keys asked."""
        return frozenset[str]().union(*(part.keys() for part in self.parts))

    def __str__(self) -> str:
        if self.kind == "not":
            return f"not {self.parts[0]}"
        return f" {self.kind} ".join(
            f"({part})" if isinstance(part, Connective) and part.kind == "or" else str(part) for part in self.parts
        )


Condition = Comparison | Connective

_TOKEN = re.compile(
    r"\s*(?:(?P<date>\d{4}-\d{2}-\d{2})|(?P<share>\d+(?:\.\d+)?\s*%)|(?P<op><=|>=|!=|<|>|=)|(?P<mark>[()])|(?P<word>[A-Za-z_][A-Za-z0-9_.\-]*))"
)


@lru_cache(maxsize=1024)
def parse_condition(text: str) -> Condition:
    """Read a condition; what cannot be read is refused."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise _bad(text, f"cannot read {text[at:].strip()[:12]!r}")
        tokens.append((str(match.lastgroup), match.group(str(match.lastgroup))))
        at = match.end()
    condition, rest = _either(text, tokens)
    if rest:
        raise _bad(text, f"{rest[0][1]!r} is left over")
    return condition


def _bad(text: str, why: str) -> Refused:
    return Refused(
        Fault(
            "when",
            f"{text!r}: {why}",
            "a condition is written like 'usjta_claimed', 'loaded < 2025-04-05', 'us_content >= 20 %', joined by and, or, not",
            "correct the condition",
        )
    )


Tokens = list[tuple[str, str]]


def _either(text: str, tokens: Tokens) -> tuple[Condition, Tokens]:
    return _joined(text, tokens, "or", _both)


def _both(text: str, tokens: Tokens) -> tuple[Condition, Tokens]:
    return _joined(text, tokens, "and", _factor)


def _joined(text: str, tokens: Tokens, word: str, inner: Callable[[str, Tokens], tuple[Condition, Tokens]]) -> tuple[Condition, Tokens]:
    part, tokens = inner(text, tokens)
    parts = [part]
    while tokens and tokens[0] == ("word", word):
        part, tokens = inner(text, tokens[1:])
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Connective(word, tuple(parts))), tokens


def _factor(text: str, tokens: Tokens) -> tuple[Condition, Tokens]:
    if not tokens:
        raise _bad(text, "a condition is missing")
    (kind, value), rest = tokens[0], tokens[1:]
    if (kind, value) == ("word", "not"):
        inner, rest = _factor(text, rest)
        return Connective("not", (inner,)), rest
    if value == "(":
        inner, rest = _either(text, rest)
        if not rest or rest[0][1] != ")":
            raise _bad(text, "')' is missing")
        return inner, rest[1:]
    if kind != "word" or value in ("and", "or"):
        raise _bad(text, f"a name is missing before {value!r}")
    if rest and rest[0][0] == "op":
        if len(rest) < 2 or rest[1][0] not in ("date", "share", "word"):
            raise _bad(text, f"a value is missing after {rest[0][1]!r}")
        return Comparison(value, rest[0][1], _value(*rest[1])), rest[2:]
    return Comparison(value), rest


def _value(kind: str, text: str) -> Fact:
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "share":
        return _share(text)
    return {"yes": True, "no": False}.get(text, text)


def _share(text: str) -> Decimal:
    if text.strip().endswith("%"):
        return Decimal(text.strip()[:-1].strip()) / 100
    return Decimal(text.strip())


def dates_in(condition: Condition) -> frozenset[date]:
    """The dates a condition compares with."""
    if isinstance(condition, Comparison):
        return frozenset({condition.value}) if isinstance(condition.value, date) else frozenset()
    return frozenset[date]().union(*(dates_in(part) for part in condition.parts))


_YES = {"yes", "true", "y", "1", "はい"}
_NO = {"no", "false", "n", "0", "いいえ"}


def read_answer(asked: Asked, given: object) -> Fact:
    """Read what a person answered; a form the question does not take is refused with the forms it does.

    A share is written with its sign, ``60 %``, or below one, ``0.6``; a bare 1 could be one percent or all, and is refused.
    """
    where = f"--answer {asked.key}"
    text = normalize("NFKC", str(given)).strip()
    if asked.kind == "yes_no":
        if text.casefold() in _YES | _NO:
            return text.casefold() in _YES
    elif asked.kind == "date":
        try:
            return given if isinstance(given, date) else date.fromisoformat(text)
        except ValueError:
            pass
    elif asked.kind == "share":
        share = read_share(given)
        if share is not None and share <= 1:
            return share
    elif text in asked.answers:
        return text
    else:
        raise Unknown("answer", text, asked.answers, where=where)
    raise Refused(Fault(where, f"{text!r} answers nothing", f"an answer here is {' or '.join(asked.forms())}", "answer in that form"))


def read_share(given: object) -> Decimal | None:
    """A share written with its sign (``60 %``) or below one (``0.6``), or a number of the language; None where it is no share."""
    text = normalize("NFKC", str(given)).strip()
    try:
        share = _share(text)
    except InvalidOperation:
        return None
    if not share.is_finite() or share < 0:
        return None
    return share if not isinstance(given, str) or text.endswith("%") or share < 1 else None
